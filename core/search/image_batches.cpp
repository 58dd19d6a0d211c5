// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/image_batches.h"

#include "core/train/evaluate.h"

namespace bubblenet::search {

namespace {

std::size_t bytesOf(const data::StreamOptions& stream) {
    auto shape = stream.dataset->shape();
    if (stream.channels > 0)
        shape.channels = stream.channels;
    if (stream.imageSize > 0)
        shape.height = shape.width = stream.imageSize;
    return stream.indices.size() * shape.size() * sizeof(float);
}

} // namespace

ImageBatches::ImageBatches(data::StreamOptions stream, at::Device device)
    : m_stream(std::move(stream)), m_device(device) {
    if (bytesOf(m_stream) > kKeepBytes)
        return;
    data::BatchStream batches(m_stream);
    data::Batch batch;
    while (batches.next(batch)) // clone: the tensors would share the buffer that the next batch overwrites
        m_kept.push_back({train::toTensor(batch, m_device).clone(), train::labelsOf(batch, m_device).clone()});
}

void ImageBatches::forEach(const std::function<bool(const prune::LabelledBatch&)>& visit) const {
    if (!m_kept.empty()) {
        for (const auto& batch : m_kept)
            if (!visit(batch))
                return;
        return;
    }
    data::BatchStream batches(m_stream);
    data::Batch batch;
    while (batches.next(batch))
        if (!visit({train::toTensor(batch, m_device), train::labelsOf(batch, m_device)}))
            return;
}

prune::VisitImages ImageBatches::visitor() const {
    return [this](const std::function<bool(const at::Tensor&)>& visit) {
        forEach([&](const prune::LabelledBatch& batch) { return visit(batch.images); });
    };
}

} // namespace bubblenet::search
