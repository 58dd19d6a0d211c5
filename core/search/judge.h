// SPDX-License-Identifier: GPL-3.0-only
// How good a set of widths is: surgery, repair of what the cut broke, batch-norm recalibration, accuracy on validation
// images. judge() and build() may be called from several threads at once; nothing shared is written.
#pragma once

#include <memory>
#include <optional>

#include "core/nn/inference.h"
#include "core/prune/compensation.h"
#include "core/prune/surgery.h"
#include "core/search/encoding.h"
#include "core/search/image_batches.h"
#include "core/train/trainer.h"

namespace bubblenet::search {

struct JudgeOptions {
    at::Device device = at::kCPU;
    nn::Precision precision = nn::Precision::fp32;
    int classes = 10;
    std::shared_ptr<const ImageBatches> recalibration; ///< training images, not augmented
    std::shared_ptr<const ImageBatches> judged;        ///< validation images
    std::vector<std::vector<double>> scores;           ///< of the channels, findGroups' order
    std::optional<train::TrainerOptions> probe;        ///< with `tune`: its stepLimit steps before the judging
    Proceed proceed;
};

struct Judgement {
    double accuracy = 0; ///< %
    double loss = 0;
    double seconds = 0;
};

class Judge {
public:
    /// `network` is the unpruned one; statistics for the compensation are taken from it here.
    Judge(std::shared_ptr<const nn::Network> network, JudgeOptions options);

    /// A network with these widths, compensated and recalibrated.
    std::shared_ptr<nn::Network> build(const prune::Widths& widths) const;
    /// The same after the probe's steps with these settings, where there is a probe: what judge() measures.
    std::shared_ptr<nn::Network> candidate(const prune::Widths& widths, const TuneSettings& settings) const;
    Judgement judge(const prune::Widths& widths, const TuneSettings& settings) const;
    /// Any network on any of the fixed image lists, folded.
    Judgement measure(const nn::Network& network, const ImageBatches& images) const;
    prune::PruningPlan planOf(const prune::Widths& widths) const { return prune::planFor(widths, m_options.scores); }

private:
    std::shared_ptr<const nn::Network> m_network;
    JudgeOptions m_options;
    std::shared_ptr<const prune::ChannelStatistics> m_statistics;
};

} // namespace bubblenet::search
