// SPDX-License-Identifier: GPL-3.0-only
// How long a run has worked, told by its record: all its parts together, those that a crash ended too. Hears the events
// in their order; plain value.
#pragma once

#include "core/store/event.h"

namespace bubblenet::store {

class RunTime {
public:
    void apply(const Event& event);
    /// Of all parts so far; of one that goes on, up to its last event.
    double seconds() const { return m_ended + (m_last - m_start); }

private:
    double m_ended = 0; ///< seconds of the parts that are over
    double m_start = 0; ///< of the part that goes on; as m_last where none does
    double m_last = 0;
};

} // namespace bubblenet::store
