// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/run_time.h"

#include <algorithm>

namespace bubblenet::store {

void RunTime::apply(const Event& event) {
    if (const auto* finished = std::get_if<RunFinished>(&event.body)) {
        m_ended += finished->seconds; // from before RunStarted: with the reading of the data
        m_start = m_last = 0;
    } else if (std::holds_alternative<RunStarted>(event.body)) {
        m_ended = seconds();
        m_start = m_last = event.time;
    } else if (m_start > 0) {
        m_last = std::max(m_last, event.time); // clocks are set back at times
    }
}

} // namespace bubblenet::store
