// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/epoch_runner.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/base/error.h"
#include "core/train/labels.h"

namespace bubblenet::train {

namespace {

// Reading a loss waits for the device; this many steps may be under way.
constexpr std::size_t kDeviceCheckInterval = 20;
// Scoring and ordering all weights takes longer than a step of a small network: a hundred rises are smooth enough.
constexpr std::int64_t kMaskRises = 100;

} // namespace

EpochRunner::EpochRunner(const TrainingParts& parts, const EpochTask& task, EpochSums& sums)
    : m_parts(parts), m_task(task), m_sums(sums),
      m_checkInterval(parts.options.device.is_cpu() ? 1 : kDeviceCheckInterval), m_secondsBefore(sums.seconds) {}

void EpochRunner::run() {
    data::BatchStream batches(m_task.stream);
    m_steps = std::min<std::int64_t>(m_task.steps, batches.batchCount());
    data::Batch batch;
    while (m_sums.steps < m_steps) {
        waitWhilePaused();
        if (!batches.next(batch))
            break;
        step(batch);
    }
    bringUpToDate();
}

void EpochRunner::bringUpToDate() {
    if (!m_pending.empty())
        readLosses();
    if (m_correct.defined())
        m_sums.correct += m_correct.item<std::int64_t>();
    m_correct.reset();
    const double waiting = m_waitingSince ? secondsSince(*m_waitingSince) : 0; // state() is asked for in a pause, too
    m_sums.seconds = m_secondsBefore + secondsSince(m_start) - m_pausedSeconds - waiting;
}

void EpochRunner::waitWhilePaused() {
    m_waitingSince = Clock::now();
    throwIfStopped(m_parts.options.proceed);
    m_pausedSeconds += secondsSince(*m_waitingSince);
    m_waitingSince.reset();
}

void EpochRunner::step(const data::Batch& batch) {
    checkLabels(batch, m_parts.network.spec().classes);
    const auto settings = m_task.settings(m_task.firstStep + m_sums.steps);
    const auto outcome = m_parts.gradients.compute(batch);
    ++m_sums.steps;
    m_sums.images += batch.count;
    m_sums.learningRate = settings.learningRate;
    m_correct = m_correct.defined() ? m_correct + outcome.correct : outcome.correct;
    m_pending.push_back({m_sums.steps, batch.count, settings.learningRate, outcome.loss});
    const bool isLast = m_sums.steps == m_steps;
    // On the CPU before the step, so that what is not finite never reaches the weights.
    if (m_pending.size() >= m_checkInterval || isLast)
        readLosses();
    if (m_parts.options.config.maxGradientNorm > 0)
        clipGradients(m_parts.network, m_parts.options.config.maxGradientNorm);
    m_parts.optimizer.step(settings);
    if (m_parts.options.masks)
        mask(isLast);
    if (m_parts.options.onStep)
        m_parts.options.onStep({m_task.epoch, m_sums.steps, m_steps, m_lastLoss, settings.learningRate});
}

void EpochRunner::readLosses() {
    std::vector<at::Tensor> losses;
    for (const auto& pending : m_pending)
        losses.push_back(pending.loss);
    const auto values = at::stack(losses).to(at::kCPU, at::kDouble);
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        m_lastLoss = values.const_data_ptr<double>()[i];
        if (!std::isfinite(m_lastLoss))
            throwDiverged(m_pending[i]);
        m_sums.loss += m_lastLoss * m_pending[i].images;
    }
    m_pending.clear();
}

void EpochRunner::throwDiverged(const PendingLoss& pending) const {
    std::ostringstream rate;
    rate << pending.learningRate;
    throw Error(Phrase("The loss is not finite ({1}) in epoch {2}, step {3}, at the learning rate {4}: the training "
                       "diverged. Lower learning_rate, or set max_gradient_norm or warmup_steps.",
                       std::to_string(m_lastLoss), m_task.epoch, pending.step, rate.str()));
}

void EpochRunner::mask(bool isLast) {
    const auto& options = m_parts.options;
    const std::int64_t done = m_task.firstStep + m_sums.steps;
    const std::int64_t interval = std::max<std::int64_t>(1, m_task.totalSteps / kMaskRises);
    if (options.sparsitySchedule && (isLast || done % interval == 0)) {
        const double sparsity = options.sparsitySchedule(done, m_task.totalSteps);
        options.masks->raiseTo(sparsity,
                               prune::scoreWeights(m_parts.network, options.maskScore,
                                                   options.rng.stream("masks", static_cast<std::uint64_t>(done))));
    }
    options.masks->apply(m_parts.network);
}

} // namespace bubblenet::train
