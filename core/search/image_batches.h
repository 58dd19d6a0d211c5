// SPDX-License-Identifier: GPL-3.0-only
// A fixed list of images as batches on the device, read many times: kept in memory where they are small enough, read
// anew otherwise. forEach() may be called from several threads at once.
#pragma once

#include <functional>
#include <vector>

#include "core/data/batch_stream.h"
#include "core/prune/compensation.h"
#include "core/prune/scores.h"

namespace bubblenet::search {

class ImageBatches {
public:
    /// `stream` is read in its own order; memory is taken only up to kKeepBytes.
    ImageBatches(data::StreamOptions stream, at::Device device);
    /// Calls `visit` with each batch in order until it gives false.
    void forEach(const std::function<bool(const prune::LabelledBatch&)>& visit) const;
    /// The images alone, as prune's functions visit them; valid as long as this.
    prune::VisitImages visitor() const;
    std::int64_t imageCount() const { return static_cast<std::int64_t>(m_stream.indices.size()); }

    static constexpr std::size_t kKeepBytes = std::size_t{256} << 20;

private:
    data::StreamOptions m_stream;
    at::Device m_device;
    std::vector<prune::LabelledBatch> m_kept;
};

} // namespace bubblenet::search
