// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cstdio>
#include <numeric>

#include "core/base/elapsed.h"
#include "core/engine/random_images.h"
#include "core/engine/search_setup.h"
#include "core/engine/tools.h"
#include "core/search/pruning_problem.h"
#include "core/train/trainer.h"

namespace bubblenet::engine {

namespace {

constexpr int kSide = 32;
constexpr int kClasses = 10;
constexpr int kImages = 4096;
constexpr int kWarmUpSteps = 2;
constexpr int kRecalibrated = 1280;
constexpr int kJudged = 2000;

std::string text(const char* format, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

class Benchmark {
public:
    Benchmark(const BenchmarkOptions& options, const std::function<void(const BenchmarkRow&)>& row, const Hooks& hooks)
        : m_options(options), m_row(row), m_hooks(hooks), m_threads(nn::setThreads(options.threads)),
          m_device(nn::openDevice(options.device)), m_images(randomImages({3, kSide, kSide}, kImages, kClasses)) {}

    std::vector<BenchmarkRow> run() {
        speed("resnet56", 128);
        speed("resnet50", 32);
        candidates();
        return std::move(m_rows);
    }

private:
    std::shared_ptr<nn::Network> network(const std::string& name) const {
        auto made = std::make_shared<nn::Network>(nn::makeSpec(name, {.classes = kClasses}), Rng(1));
        made->to(m_device);
        return made;
    }

    data::StreamOptions stream(std::uint32_t first, std::uint32_t count, int batchSize) const {
        data::StreamOptions options{.dataset = m_images,
                                    .batchSize = batchSize,
                                    .normalization = data::imageNetNormalization(),
                                    .threads = std::min(m_threads, 2)};
        options.indices.resize(count);
        std::iota(options.indices.begin(), options.indices.end(), first);
        return options;
    }

    void add(BenchmarkRow row) {
        if (m_row)
            m_row(row);
        m_rows.push_back(std::move(row));
    }

    void speed(const std::string& name, int batchSize) {
        const auto net = network(name);
        for (const auto precision : {nn::Precision::fp32, nn::Precision::bf16}) {
            if (precision == nn::Precision::bf16 && nn::choosePrecision("auto", m_device) != precision)
                continue; // where it is emulated it says nothing
            train(name, net, batchSize, precision);
        }
        evaluate(name, *net, batchSize);
    }

    void train(const std::string& name, const std::shared_ptr<nn::Network>& net, int batchSize,
               nn::Precision precision) {
        train::TrainerOptions options;
        options.config.epochs = 1;
        options.config.learningRate = 1e-3;
        options.device = m_device;
        options.precision = precision;
        options.train = stream(0, kImages, batchSize);
        options.train.order = data::Order::shuffled;
        options.train.lastBatch = data::LastBatch::drop;
        options.train.cropPadding = 4;
        options.train.flipChance = 0.5;
        options.rng = Rng(1);
        options.stepLimit = kWarmUpSteps + m_options.repeats;
        options.proceed = m_hooks.proceed;
        std::int64_t steps = 0;
        Clock::time_point start;
        double seconds = 0;
        options.onStep = [&](const train::StepReport&) {
            if (++steps == kWarmUpSteps)
                start = Clock::now();
            seconds = secondsSince(start);
        };
        train::Trainer(net, options).run();
        const double timed = static_cast<double>(steps - kWarmUpSteps);
        add({name + ", training, " + (precision == nn::Precision::bf16 ? "bf16" : "fp32"), timed * batchSize / seconds,
             "images/s", "batch " + std::to_string(batchSize) + ", " + text("%.3f s a step", seconds / timed)});
    }

    void evaluate(const std::string& name, const nn::Network& net, int batchSize) {
        const nn::FoldedNetwork folded(net);
        const train::EvaluateOptions options{.device = m_device, .classes = kClasses, .proceed = m_hooks.proceed};
        const auto count = static_cast<std::uint32_t>(std::min(kImages, batchSize * m_options.repeats));
        train::evaluate(folded, stream(0, static_cast<std::uint32_t>(batchSize) * kWarmUpSteps, batchSize), options);
        const auto start = Clock::now();
        train::evaluate(folded, stream(0, count, batchSize), options);
        add({name + ", evaluation, fp32", count / secondsSince(start), "images/s",
             "batch " + std::to_string(batchSize)});
    }

    // As a run judges them: as many at once as there are threads.
    void candidates() {
        const auto net = network("resnet56");
        const auto cost = [](const nn::NetworkSpec& spec) { return nn::totalCosts(spec, kSide).macs; };
        const search::Repair repair(net->spec(), {.cost = cost, .goal = cost(net->spec()) / 2, .roundTo = roundTo({})});
        const search::Encoding encoding(repair, 0.9, {});
        Rng rng(1);
        search::JudgeOptions judging{.device = m_device,
                                     .classes = kClasses,
                                     .recalibration = batches(0, kRecalibrated, 128),
                                     .judged = batches(kRecalibrated, kJudged, 250),
                                     .scores =
                                         prune::scoreChannels(*net, {.score = prune::Score::l1, .nextBatch = {}}, rng),
                                     .proceed = m_hooks.proceed};
        const search::Judge judge(net, std::move(judging));
        search::PruningProblem::Options options;
        options.repair = &repair;
        options.encoding = &encoding;
        options.judge = &judge;
        options.threads = {.workers = m_device.is_cpu() ? m_threads : 1,
                           .threadsPerWorker = m_device.is_cpu() ? 1 : m_threads,
                           .threads = m_threads};
        options.proceed = m_hooks.proceed;
        search::PruningProblem problem(options);
        std::vector<std::vector<double>> positions(static_cast<std::size_t>(std::max(1, m_options.candidates)));
        for (auto& position : positions)
            for (std::size_t i = 0; i < encoding.dimension(); ++i)
                position.push_back(rng.uniform(-1, 1));
        problem.evaluate({encoding.centre()});
        const auto start = Clock::now();
        problem.evaluate(positions);
        add({"resnet56, a candidate of the search", secondsSince(start) / static_cast<double>(positions.size()), "s",
             std::to_string(kRecalibrated) + " images recalibrate, " + std::to_string(kJudged) +
                 " judge, half the MACs, mean of " + std::to_string(positions.size())});
    }

    std::shared_ptr<const search::ImageBatches> batches(std::uint32_t first, std::uint32_t count, int batchSize) const {
        return std::make_shared<search::ImageBatches>(stream(first, count, batchSize), m_device);
    }

    const BenchmarkOptions& m_options;
    const std::function<void(const BenchmarkRow&)>& m_row;
    const Hooks& m_hooks;
    int m_threads;
    at::Device m_device;
    std::shared_ptr<const data::Dataset> m_images;
    std::vector<BenchmarkRow> m_rows;
};

} // namespace

std::vector<BenchmarkRow> benchmark(const BenchmarkOptions& options,
                                    const std::function<void(const BenchmarkRow&)>& row, const Hooks& hooks) {
    return Benchmark(options, row, hooks).run();
}

} // namespace bubblenet::engine
