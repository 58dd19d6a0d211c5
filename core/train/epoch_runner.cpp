// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/epoch_runner.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/train/labels.h"

namespace bubblenet::train {

namespace {

class EpochRunner {
public:
    EpochRunner(const TrainingParts& parts, const EpochTask& task)
        : m_parts(parts), m_task(task), m_checkInterval(parts.options.device.is_cpu() ? 1 : kDeviceCheckInterval) {}

    EpochTotals run() {
        const auto start = Clock::now();
        data::BatchStream batches(m_task.stream);
        m_steps = std::min<std::int64_t>(m_task.steps, batches.batchCount());
        data::Batch batch;
        while (m_totals.steps < m_steps) {
            waitWhilePaused();
            if (!batches.next(batch))
                break;
            step(batch);
        }
        m_totals.seconds = secondsSince(start) - m_pausedSeconds;
        if (m_totals.images > 0) {
            m_totals.loss = m_lossSum / static_cast<double>(m_totals.images);
            m_totals.accuracy = 100 * m_correct.item<double>() / static_cast<double>(m_totals.images);
        }
        return m_totals;
    }

private:
    // Reading a loss waits for the device; this many steps may be under way.
    static constexpr std::size_t kDeviceCheckInterval = 20;
    // Scoring and ordering all weights takes longer than a step of a small network: a hundred rises are smooth enough.
    static constexpr std::int64_t kMaskRises = 100;

    struct PendingLoss {
        std::int64_t step; ///< in the epoch, from 1
        int images;
        double learningRate;
        at::Tensor loss;
    };

    void waitWhilePaused() {
        const auto start = Clock::now();
        throwIfStopped(m_parts.options.proceed);
        m_pausedSeconds += secondsSince(start);
    }

    void step(const data::Batch& batch) {
        checkLabels(batch, m_parts.network.spec().classes);
        const auto settings = m_task.settings(m_task.firstStep + m_totals.steps);
        const auto outcome = m_parts.gradients.compute(batch);
        ++m_totals.steps;
        m_totals.images += batch.count;
        m_totals.learningRate = settings.learningRate;
        m_correct = m_correct.defined() ? m_correct + outcome.correct : outcome.correct;
        m_pending.push_back({m_totals.steps, batch.count, settings.learningRate, outcome.loss});
        const bool isLast = m_totals.steps == m_steps;
        // On the CPU before the step, so that what is not finite never reaches the weights.
        if (m_pending.size() >= m_checkInterval || isLast)
            readLosses();
        if (m_parts.options.config.maxGradientNorm > 0)
            clipGradients(m_parts.network, m_parts.options.config.maxGradientNorm);
        m_parts.optimizer.step(settings);
        if (m_parts.options.masks)
            mask(isLast);
        if (m_parts.options.onStep)
            m_parts.options.onStep({m_task.epoch, m_totals.steps, m_steps, m_lastLoss, settings.learningRate});
    }

    void readLosses() {
        std::vector<at::Tensor> losses;
        for (const auto& pending : m_pending)
            losses.push_back(pending.loss);
        const auto values = at::stack(losses).to(at::kCPU, at::kDouble);
        for (std::size_t i = 0; i < m_pending.size(); ++i) {
            m_lastLoss = values.const_data_ptr<double>()[i];
            if (!std::isfinite(m_lastLoss))
                throwDiverged(m_pending[i]);
            m_lossSum += m_lastLoss * m_pending[i].images;
        }
        m_pending.clear();
    }

    [[noreturn]] void throwDiverged(const PendingLoss& pending) const {
        std::ostringstream text;
        text << "The loss is not finite (" << m_lastLoss << ") in epoch " << m_task.epoch << ", step " << pending.step
             << ", at the learning rate " << pending.learningRate
             << ": the training diverged. Lower learning_rate, or set max_gradient_norm or warmup_steps.";
        throw Error(text.str());
    }

    void mask(bool isLast) {
        const auto& options = m_parts.options;
        const std::int64_t done = m_task.firstStep + m_totals.steps;
        const std::int64_t interval = std::max<std::int64_t>(1, m_task.totalSteps / kMaskRises);
        if (options.sparsitySchedule && (isLast || done % interval == 0)) {
            const double sparsity = options.sparsitySchedule(done, m_task.totalSteps);
            options.masks->raiseTo(sparsity,
                                   prune::scoreWeights(m_parts.network, options.maskScore,
                                                       options.rng.stream("masks", static_cast<std::uint64_t>(done))));
        }
        options.masks->apply(m_parts.network);
    }

    const TrainingParts& m_parts;
    const EpochTask& m_task;
    const std::size_t m_checkInterval;
    std::int64_t m_steps = 0;
    EpochTotals m_totals;
    at::Tensor m_correct;
    std::vector<PendingLoss> m_pending;
    double m_lossSum = 0;
    double m_lastLoss = 0;
    double m_pausedSeconds = 0;
};

} // namespace

EpochTotals runEpoch(const TrainingParts& parts, const EpochTask& task) {
    return EpochRunner(parts, task).run();
}

} // namespace bubblenet::train
