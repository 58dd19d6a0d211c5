// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <numeric>

#include "core/base/elapsed.h"
#include "core/engine/forecast.h"
#include "core/engine/planned_work.h"
#include "core/engine/random_images.h"
#include "core/engine/search_setup.h"
#include "core/train/trainer.h"

namespace bubblenet::engine {

namespace {

// About a second each on two cores; larger networks see fewer images.
constexpr double kStepMacs = 1.5e10;
constexpr double kEvaluationMacs = 2e10;
constexpr double kCandidateMacs = 5e10;
constexpr int kClasses = 10;
constexpr int kMostImages = 4096;
constexpr int kSteps = 3; ///< timed, after a first one

int affordable(double budgetMacs, double macs, int wanted) {
    return std::clamp(static_cast<int>(std::min(budgetMacs / macs, 1e6)), 4, std::max(4, wanted));
}

// The network is cut as the search would cut it; what its weights are changes no speed.
class Calibration {
public:
    Calibration(const config::RunConfig& config, const Hooks& hooks)
        : m_config(config), m_hooks(hooks), m_threads(nn::setThreads(config.threads)),
          m_device(nn::openDevice(config.device)), m_side(imageSizeOf(config)) {
        const auto forecast = forecastRun(config, nullptr);
        m_speeds = {.architecture = config.network.architecture,
                    .imageSize = m_side,
                    .device = config.device,
                    .precision = config.precision,
                    .share = shareLeft(config.search.goal),
                    .macs = forecast.macs};
        const int channels = isGrey(config.data.dataset) ? 1 : 3;
        const nn::SpecOptions options{.stem = config.network.stem,
                                      .shortcut = config.network.shortcut,
                                      .classes = kClasses,
                                      .inputChannels = channels};
        m_network = std::make_shared<nn::Network>(nn::makeSpec(config.network.architecture, options), Rng(1));
        m_network->to(m_device);
        const int images = affordable(kCandidateMacs, m_speeds.macs, kMostImages);
        m_images = randomImages({channels, m_side, m_side}, static_cast<std::size_t>(images), kClasses);
    }

    Speeds run() {
        report(0);
        m_speeds.trained = trainingSeconds(m_network);
        report(1);
        m_speeds.evaluated = evaluationSeconds(*m_network);
        report(2);
        m_speeds.trainedPruned = m_speeds.trained;
        m_speeds.evaluatedPruned = m_speeds.evaluated;
        m_speeds.judged = m_speeds.evaluated;
        if (m_config.search.prune == "channels")
            measurePruned();
        report(kParts);
        return m_speeds;
    }

private:
    static constexpr int kParts = 4;

    static bool isGrey(const std::string& dataset) { return dataset == "mnist" || dataset == "fashion_mnist"; }

    void report(int done) const {
        throwIfStopped(m_hooks.proceed);
        if (m_hooks.progress)
            m_hooks.progress("measuring this machine", done, kParts);
    }

    data::StreamOptions stream(int count, int batchSize) const {
        data::StreamOptions options{.dataset = m_images,
                                    .batchSize = std::min(batchSize, count),
                                    .normalization = data::imageNetNormalization(),
                                    .threads = std::min(m_threads, m_config.data.threads)};
        options.indices.resize(static_cast<std::size_t>(count));
        const auto size = static_cast<std::uint32_t>(m_images->size());
        for (std::size_t i = 0; i < options.indices.size(); ++i)
            options.indices[i] = static_cast<std::uint32_t>(i) % size;
        return options;
    }

    double trainingSeconds(const std::shared_ptr<nn::Network>& network) {
        const int batch = affordable(kStepMacs, m_speeds.macs, m_config.data.batchSize);
        train::TrainerOptions options;
        options.config = m_config.train.epochs > 0 ? m_config.train : m_config.fineTune;
        options.config.epochs = 1;
        options.config.optimizer = "sgd";
        options.config.learningRate = 1e-4;
        options.config.eps = 0;
        options.config.earlyStopping = 0;
        options.config.distill = false;
        options.config.workers = std::min(options.config.workers, batch);
        options.device = m_device;
        options.precision = nn::choosePrecision(m_config.precision, m_device);
        options.train = stream(batch * (kSteps + 1), batch);
        options.train.order = data::Order::shuffled;
        options.train.lastBatch = data::LastBatch::drop;
        options.train.cropPadding = 4;
        options.train.flipChance = 0.5;
        options.rng = Rng(1);
        options.proceed = m_hooks.proceed;
        std::vector<double> seconds;
        auto last = Clock::now();
        options.onStep = [&](const train::StepReport&) {
            seconds.push_back(secondsSince(last));
            last = Clock::now();
        };
        train::Trainer(network, options).run();
        seconds.erase(seconds.begin());
        std::sort(seconds.begin(), seconds.end());
        const double median = seconds[seconds.size() / 2];
        m_speeds.spread = std::max(m_speeds.spread, (seconds.back() - seconds.front()) / median);
        return median / batch;
    }

    double evaluationSeconds(const nn::Network& network) {
        const int count = affordable(kEvaluationMacs, m_speeds.macs, 1024);
        const nn::FoldedNetwork folded(network);
        const train::EvaluateOptions options{.device = m_device, .classes = kClasses, .proceed = m_hooks.proceed};
        train::evaluate(folded, stream(std::min(count, m_config.data.batchSize), m_config.data.batchSize), options);
        const auto start = Clock::now();
        train::evaluate(folded, stream(count, m_config.data.batchSize), options);
        return secondsSince(start) / count;
    }

    std::shared_ptr<const search::ImageBatches> batches(int count) const {
        return std::make_shared<search::ImageBatches>(stream(count, m_config.data.batchSize), m_device);
    }

    void measurePruned() {
        const auto& config = m_config.search;
        const auto macs = [this](const nn::NetworkSpec& spec) { return nn::totalCosts(spec, m_side).macs; };
        // A latency is not measured here: the same share of the MACs is near enough for a forecast.
        const auto goal = countedGoal(config.goal, m_side).value_or(Goal{"macs", m_speeds.share, macs});
        const auto& spec = m_network->spec();
        const search::Repair repair(spec, {.cost = goal.cost,
                                           .goal = goal.share * goal.cost(spec),
                                           .maxRatio = config.maxRatio,
                                           .roundTo = roundTo(config),
                                           .fixed = fixedGroups(spec, config)});
        const auto widths = repair.widthsFor({std::vector<double>(repair.groups().size(), repair.uniformRatio()), {}});
        const int wanted = config.recalibrate + config.judge;
        const double all = affordable(kCandidateMacs, m_speeds.macs, wanted);
        const int recalibrated = std::max(2, static_cast<int>(all * config.recalibrate / wanted));
        const int judged = std::max(2, static_cast<int>(all * config.judge / wanted));
        Rng rng(1);
        const search::Judge judge(
            m_network, {.device = m_device,
                        .classes = kClasses,
                        .recalibration = batches(recalibrated),
                        .judged = batches(judged),
                        .scores = prune::scoreChannels(*m_network, {.score = prune::Score::l1, .nextBatch = {}}, rng),
                        .probe = {},
                        .proceed = m_hooks.proceed});
        const bool onCpu = m_device.is_cpu();
        const search::JudgingThreads threads{
            .workers = onCpu ? m_threads : 1, .threadsPerWorker = onCpu ? 1 : m_threads, .threads = m_threads};
        const auto start = Clock::now();
        search::judgeInParallel(static_cast<std::size_t>(threads.workers), threads, m_hooks.proceed,
                                [&](std::size_t) { judge.judge(widths, {}); });
        m_speeds.judged = secondsSince(start) / (threads.workers * (recalibrated + judged));
        report(3);
        const auto pruned = judge.build(widths);
        m_speeds.evaluatedPruned = evaluationSeconds(*pruned);
        m_speeds.trainedPruned = trainingSeconds(pruned);
    }

    const config::RunConfig& m_config;
    const Hooks& m_hooks;
    int m_threads;
    at::Device m_device;
    int m_side;
    Speeds m_speeds;
    std::shared_ptr<nn::Network> m_network;
    std::shared_ptr<const data::Dataset> m_images;
};

} // namespace

Speeds measureSpeeds(const config::RunConfig& config, const Hooks& hooks) {
    return Calibration(config, hooks).run();
}

} // namespace bubblenet::engine
