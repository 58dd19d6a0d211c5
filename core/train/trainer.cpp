// SPDX-License-Identifier: GPL-3.0-only
#include "core/train/trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/nn/weights.h"
#include "core/train/epoch_runner.h"
#include "core/train/hidden_scale.h"
#include "core/train/progress.h"
#include "core/train/schedule.h"
#include "core/train/whale_cosine_best.h"

namespace bubblenet::train {

namespace {

constexpr const char* kMaskPrefix = "mask.";

bool isWhale(const config::TrainConfig& config) {
    return config.optimizer == "whale_cosine_best";
}

[[noreturn]] void refuse(const Phrase& phrase) {
    throw Error(phrase, ErrorKind::usage);
}

/// A probe (stepLimit) may run without validation images: it has no epochs to compare.
void check(const TrainerOptions& options) {
    const auto& config = options.config;
    checkSchedule(config);
    if (config.epochs < 0 || config.workers < 1 || options.stepLimit < 0)
        refuse(Phrase("A training needs epochs ≥ 0, workers ≥ 1 and a step limit ≥ 0."));
    if (config.distill && !options.teacher)
        refuse(Phrase("distill needs a teacher: the unpruned network. Switch it off where there is none."));
    if (options.validation || options.stepLimit > 0)
        return;
    if (isWhale(config))
        refuse(Phrase("whale_cosine_best judges its whales by the validation loss: set data.validation above 0."));
    if (config.earlyStopping > 0)
        refuse(Phrase("early_stopping watches the validation loss: set data.validation above 0."));
    if (options.keep == KeepWeights::bestByValidationLoss)
        refuse(Phrase("The best weights are told by the validation loss: set data.validation above 0."));
}

GradientSettings gradientSettings(const TrainerOptions& options) {
    const auto& config = options.config;
    GradientSettings settings{
        .device = options.device,
        .precision = options.precision,
        .loss = {config.labelSmoothing, config.distillWeight, config.distillTemperature},
        .teacher = {},
    };
    if (config.distill)
        settings.teacher = std::make_shared<const nn::FoldedNetwork>(*options.teacher, options.precision);
    return settings;
}

std::int64_t stepsPerEpoch(const data::StreamOptions& stream) {
    const auto images = static_cast<std::int64_t>(stream.indices.size());
    const std::int64_t size = std::max(stream.batchSize, 1);
    const auto steps = stream.lastBatch == data::LastBatch::drop ? images / size : (images + size - 1) / size;
    return std::max<std::int64_t>(steps, 1);
}

void copyValues(nn::Network& into, const nn::Network& from) {
    const at::NoGradGuard noGradient;
    const auto copyAll = [](std::vector<at::Tensor> targets, const std::vector<at::Tensor>& sources) {
        for (std::size_t i = 0; i < targets.size(); ++i)
            targets[i].copy_(sources[i]);
    };
    copyAll(into.parameters(), from.parameters());
    copyAll(into.buffers(), from.buffers());
}

} // namespace

struct Trainer::State {
    State(std::shared_ptr<nn::Network> trained, TrainerOptions trainerOptions);

    bool isDone() const;
    void runEpoch();
    void runSteps();
    StepSettings settingsAt(std::int64_t step) const;
    void judge(EpochReport& report);
    Evaluation validate() const;
    bool keepsBest() const;
    TrainResult finish();
    void saveMasks(nn::StateDict& dict) const;
    void restoreMasks(const nn::StateDict& dict);

    std::shared_ptr<nn::Network> network;
    TrainerOptions options;
    std::unique_ptr<StepOptimizer> optimizer;
    std::unique_ptr<GradientSource> gradients;
    std::optional<WhaleCosineBest> pod;
    std::shared_ptr<nn::Network> best;
    std::optional<Evaluation> bestValidation; ///< none after restore()
    std::optional<Evaluation> lastValidation;
    Progress progress;
    EpochRunner* runner = nullptr; ///< while it runs
    bool isInEpoch = false;        ///< was restored to the middle of one
};

Trainer::State::State(std::shared_ptr<nn::Network> trained, TrainerOptions trainerOptions)
    : network(std::move(trained)), options(std::move(trainerOptions)) {
    check(options);
    network->to(options.device);
    optimizer = makeStepOptimizer(options.config.optimizer, *network);
    gradients = makeGradients(network, gradientSettings(options), options.config.workers);
    if (isWhale(options.config))
        pod.emplace(options.config, options.rng.stream("pod"));
}

bool Trainer::State::keepsBest() const {
    return options.validation && (options.keep == KeepWeights::bestByValidationLoss || isWhale(options.config));
}

bool Trainer::State::isDone() const {
    const auto& config = options.config;
    return progress.epoch >= config.epochs || (options.stepLimit > 0 && progress.step >= options.stepLimit) ||
           (config.earlyStopping > 0 && progress.epochsWithoutBetter >= config.earlyStopping);
}

StepSettings Trainer::State::settingsAt(std::int64_t step) const {
    const auto& config = options.config;
    const auto perEpoch = stepsPerEpoch(options.train);
    if (!pod)
        return {.learningRate = learningRateAt(config, {step, perEpoch, perEpoch * config.epochs}),
                .momentum = config.momentum,
                .weightDecay = config.weightDecay};
    const auto setting = pod->setting();
    double rate = pod->learningRate();
    if (step < config.warmupSteps)
        rate *= static_cast<double>(step + 1) / (config.warmupSteps + 1);
    return {.learningRate = rate, .momentum = setting.momentum, .weightDecay = setting.weightDecay};
}

void Trainer::State::runSteps() {
    const auto perEpoch = stepsPerEpoch(options.train);
    EpochTask task{.epoch = progress.epoch + 1,
                   .firstStep = progress.step,
                   .totalSteps = perEpoch * options.config.epochs,
                   .steps = perEpoch,
                   .stream = options.train,
                   .settings = [this](std::int64_t step) { return settingsAt(step); }};
    // The epoch that the limit cuts short is judged and reported as a whole one is.
    if (options.stepLimit > 0)
        task.steps = std::min(task.steps, options.stepLimit - progress.step);
    task.stream.seed = options.rng.stream("data")();
    task.stream.epoch = static_cast<std::uint64_t>(task.epoch);
    task.stream.firstBatch = static_cast<int>(progress.begun.steps);
    network->train();
    if (!std::exchange(isInEpoch, false))
        gradients->beginEpoch();
    const TrainingParts parts{*network, *gradients, *optimizer, options};
    EpochRunner epoch(parts, task, progress.begun);
    runner = &epoch;
    const std::unique_ptr<EpochRunner*, void (*)(EpochRunner**)> atEnd(&runner,
                                                                       [](auto** pointer) { *pointer = nullptr; });
    epoch.run();
    gradients->endEpoch();
    network->eval();
}

Evaluation Trainer::State::validate() const {
    const EvaluateOptions evaluation{.device = options.device,
                                     .classes = network->spec().classes,
                                     .progress = options.onJudged,
                                     .proceed = options.proceed};
    const auto result = evaluate(nn::FoldedNetwork(*network), *options.validation, evaluation);
    if (!std::isfinite(result.loss))
        throw Error(Phrase("The validation loss after epoch {1} is not finite: the training diverged. Lower "
                           "learning_rate, or set max_gradient_norm or warmup_steps.",
                           progress.epoch + (progress.isJudgingLeft ? 1 : 0)));
    return result;
}

void Trainer::State::runEpoch() {
    if (pod && options.validation && !pod->knowsLoss())
        pod->setLossBefore(validate().loss);
    if (!progress.isJudgingLeft) {
        runSteps();
        // Before the validation, so that what is judged is what is kept.
        if (pod && options.config.hiddenScale != 1)
            scaleHiddenLayers(*network, *optimizer, options.config.hiddenScale);
        progress.isJudgingLeft = true;
    }
    const auto& sums = progress.begun;
    EpochReport report{.epoch = progress.epoch + 1,
                       .epochs = options.config.epochs,
                       .trainLoss = sums.meanLoss(),
                       .trainAccuracy = sums.accuracy(),
                       .learningRate = sums.learningRate,
                       .validation = {},
                       .seconds = sums.seconds,
                       .imagesPerSecond = sums.seconds > 0 ? static_cast<double>(sums.images) / sums.seconds : 0};
    if (options.masks)
        report.sparsity = prune::measuredSparsity(*network);
    judge(report);
    ++progress.epoch;
    progress.step += sums.steps;
    progress.begun = {};
    progress.isJudgingLeft = false;
    if (options.onEpoch)
        options.onEpoch(report);
}

void Trainer::State::judge(EpochReport& report) {
    if (!options.validation)
        return;
    report.validation = validate();
    lastValidation = report.validation;
    if (pod)
        pod->finishEpoch(report.validation->loss);
    report.best = !progress.bestLoss || report.validation->loss < *progress.bestLoss;
    progress.epochsWithoutBetter = report.best ? 0 : progress.epochsWithoutBetter + 1;
    if (!report.best)
        return;
    progress.bestLoss = report.validation->loss;
    if (!keepsBest())
        return;
    bestValidation = report.validation;
    if (best)
        copyValues(*best, *network);
    else
        best = network->copy();
}

TrainResult Trainer::State::finish() {
    const auto& config = options.config;
    TrainResult result{.epochsDone = progress.epoch,
                       .stoppedEarly = progress.epoch < config.epochs && config.earlyStopping > 0 &&
                                       progress.epochsWithoutBetter >= config.earlyStopping,
                       .validation = {}};
    if (best)
        copyValues(*network, *best);
    if (!options.validation || progress.epoch == 0)
        return result;
    result.validation = best ? bestValidation : lastValidation;
    if (!result.validation) // the training was over before it was restored
        result.validation = validate();
    return result;
}

void Trainer::State::saveMasks(nn::StateDict& dict) const {
    if (!options.masks)
        return;
    for (const auto& [name, mask] : options.masks->masks())
        dict.tensors.emplace_back(kMaskPrefix + name, mask.to(at::kCPU, at::kByte).contiguous().clone());
}

void Trainer::State::restoreMasks(const nn::StateDict& dict) {
    if (!options.masks)
        return;
    auto masks = options.masks->masks();
    for (auto& [name, mask] : masks) {
        const auto* saved = dict.find(kMaskPrefix + name);
        if (saved == nullptr || saved->sizes() != mask.sizes())
            throw Error("The checkpoint cannot be continued: it has no mask for the weight '" + name + "'.");
        mask = saved->to(mask.device(), at::kBool);
    }
    options.masks->setMasks(std::move(masks));
}

Trainer::Trainer(std::shared_ptr<nn::Network> network, TrainerOptions options)
    : m_state(std::make_unique<State>(std::move(network), std::move(options))) {}

Trainer::~Trainer() = default;

TrainResult Trainer::run() {
    const at::AutoGradMode withGradients(true);
    while (!m_state->isDone())
        m_state->runEpoch();
    return m_state->finish();
}

TrainerState Trainer::state() const {
    if (m_state->runner != nullptr)
        m_state->runner->bringUpToDate();
    auto progress = m_state->progress;
    progress.rng = m_state->options.rng.state();
    if (m_state->pod)
        progress.pod = m_state->pod->state();
    TrainerState state{.network = nn::stateDictOf(*m_state->network),
                       .optimizer = m_state->optimizer->state(),
                       .best = m_state->best ? nn::stateDictOf(*m_state->best) : nn::StateDict(),
                       .json = toJson(progress)};
    m_state->saveMasks(state.optimizer);
    if (m_state->runner != nullptr)
        m_state->gradients->saveStatistics(state.optimizer);
    return state;
}

void Trainer::restore(const TrainerState& state) {
    const at::NoGradGuard noGradient;
    const auto progress = progressFromJson(state.json);
    if (m_state->pod)
        m_state->pod->restore(progress.pod);
    m_state->optimizer->restore(state.optimizer);
    m_state->restoreMasks(state.optimizer);
    nn::loadInto(*m_state->network, state.network, nn::ClassifierPolicy::mustMatch);
    m_state->best.reset();
    if (!state.best.tensors.empty()) {
        m_state->best = m_state->network->copy();
        nn::loadInto(*m_state->best, state.best, nn::ClassifierPolicy::mustMatch);
    }
    m_state->options.rng = Rng::restored(progress.rng);
    m_state->bestValidation.reset();
    m_state->lastValidation.reset();
    m_state->progress = progress;
    m_state->isInEpoch = progress.begun.steps > 0 && !progress.isJudgingLeft;
    if (m_state->isInEpoch)
        m_state->gradients->restoreStatistics(state.optimizer);
}

} // namespace bubblenet::train
