// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/judge.h"

#include "core/base/elapsed.h"

namespace bubblenet::search {

Judge::Judge(std::shared_ptr<const nn::Network> network, JudgeOptions options)
    : m_network(std::move(network)), m_options(std::move(options)) {
    m_statistics = prune::channelStatistics(*m_network, m_options.recalibration->visitor(), m_options.proceed);
}

std::shared_ptr<nn::Network> Judge::build(const prune::Widths& widths) const {
    const auto plan = planOf(widths);
    auto smaller = prune::cut(*m_network, plan);
    prune::compensate(*smaller, *m_network, plan, *m_statistics);
    prune::recalibrate(*smaller, m_options.recalibration->visitor(), m_options.proceed);
    return smaller;
}

Judgement Judge::measure(const nn::Network& network, const ImageBatches& images) const {
    const auto start = Clock::now();
    const c10::InferenceMode inference;
    const nn::FoldedNetwork folded(network, m_options.precision);
    std::int64_t correct = 0;
    double loss = 0;
    images.forEach([&](const prune::LabelledBatch& batch) {
        throwIfStopped(m_options.proceed);
        const auto logits = folded.forward(batch.images);
        correct += logits.argmax(1).eq(batch.labels).sum().item<std::int64_t>();
        loss += at::cross_entropy_loss(logits, batch.labels, {}, at::Reduction::Sum).item<double>();
        return true;
    });
    const auto count = static_cast<double>(images.imageCount());
    return {100 * static_cast<double>(correct) / count, loss / count, secondsSince(start)};
}

std::shared_ptr<nn::Network> Judge::candidate(const prune::Widths& widths, const TuneSettings& settings) const {
    auto network = build(widths);
    if (m_options.probe) {
        auto options = *m_options.probe;
        settings.applyTo(options.config);
        train::Trainer(network, options).run();
    }
    return network;
}

Judgement Judge::judge(const prune::Widths& widths, const TuneSettings& settings) const {
    const auto start = Clock::now();
    auto judgement = measure(*candidate(widths, settings), *m_options.judged);
    judgement.seconds = secondsSince(start);
    return judgement;
}

} // namespace bubblenet::search
