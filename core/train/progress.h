// SPDX-License-Identifier: GPL-3.0-only
// How far a training has come, as the text of its checkpoint. Any thread, no torch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace bubblenet::train {

struct Progress {
    int epoch = 0;         ///< epochs done
    std::int64_t step = 0; ///< steps done
    int epochsWithoutBetter = 0;
    std::optional<double> bestLoss; ///< of validation
    std::string rng;
    std::string pod; ///< whale_cosine_best's; empty for the others
};

std::string toJson(const Progress& progress);
/// Throws Error for text that toJson() did not write.
Progress progressFromJson(const std::string& text);

} // namespace bubblenet::train
