// SPDX-License-Identifier: GPL-3.0-only
// How far a training has come, as the text of its checkpoint. Any thread, no torch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace bubblenet::train {

/// Sums over the steps of one epoch.
struct EpochSums {
    std::int64_t steps = 0;
    std::int64_t images = 0;
    std::int64_t correct = 0;
    double loss = 0;         ///< summed over the images
    double learningRate = 0; ///< of the last step
    double seconds = 0;      ///< without the pauses
    double meanLoss() const { return images > 0 ? loss / static_cast<double>(images) : 0; }
    double accuracy() const {
        return images > 0 ? 100 * static_cast<double>(correct) / static_cast<double>(images) : 0;
    } ///< %
};

struct Progress {
    int epoch = 0;              ///< epochs done
    std::int64_t step = 0;      ///< steps done in them
    EpochSums begun;            ///< of the epoch after them
    bool isJudgingLeft = false; ///< all its steps are done, and it is yet to be judged
    int epochsWithoutBetter = 0;
    std::optional<double> bestLoss; ///< of validation
    std::string rng;
    std::string pod; ///< whale_cosine_best's; empty for the others
};

std::string toJson(const Progress& progress);
/// Throws Error for text that toJson() did not write.
Progress progressFromJson(const std::string& text);

} // namespace bubblenet::train
