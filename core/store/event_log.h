// SPDX-License-Identifier: GPL-3.0-only
// events.jsonl: appended to by one writer, whole lines only. Private to store.
#pragma once

#include <filesystem>

#include "core/store/descriptor.h"
#include "core/store/event.h"

namespace bubblenet::store {

class EventLog {
public:
    /// Makes the file where there is none, and takes away what a crash left after the last line end.
    explicit EventLog(std::filesystem::path path);
    /// After a failure (a full disk) the file is as it was before.
    void append(const Event& event);

private:
    std::filesystem::path m_path;
    Descriptor m_file;
    std::uint64_t m_bytes = 0; ///< of whole lines
};

} // namespace bubblenet::store
