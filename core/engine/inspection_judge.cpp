// SPDX-License-Identifier: GPL-3.0-only
#include <cmath>
#include <numeric>

#include "core/base/error.h"
#include "core/engine/inspection_state.h"
#include "core/engine/session.h"
#include "core/train/evaluate.h"

namespace bubblenet::engine {

namespace {

struct SplitOf {
    std::shared_ptr<const data::Dataset> dataset;
    std::vector<std::uint32_t> indices;
};

SplitOf imagesIn(InspectionState& state, ImageSplit split, const Hooks& hooks) {
    const auto& images = imagesOf(state, hooks);
    if (split == ImageSplit::test) {
        SplitOf test{images.data.test, std::vector<std::uint32_t>(images.data.test->size())};
        std::iota(test.indices.begin(), test.indices.end(), 0U);
        return test;
    }
    if (images.validation.empty())
        throw Error(
            Phrase("the recipe sets no images aside for validation (data.validation is 0): judge the test images"),
            ErrorKind::usage);
    return {images.data.train, images.validation};
}

struct Judged {
    train::Evaluation evaluation;
    std::vector<train::Prediction> predictions;
};

NetworkJudgement judgementOf(const train::Evaluation& evaluation) {
    NetworkJudgement judgement{.correct = evaluation.correct,
                               .accuracy = evaluation.accuracy(),
                               .interval = wilsonInterval(evaluation.correct, evaluation.images),
                               .accuracyTop5 = evaluation.accuracyTop5(),
                               .loss = evaluation.loss,
                               .classes = {},
                               .confusion = evaluation.confusion};
    for (std::size_t label = 0; label < evaluation.confusion.size(); ++label) {
        const auto& row = evaluation.confusion[label];
        ClassAccuracy accuracy{.images = std::accumulate(row.begin(), row.end(), std::int64_t{0}),
                               .correct = row[label]};
        accuracy.interval = wilsonInterval(accuracy.correct, accuracy.images);
        if (accuracy.images > 0)
            accuracy.accuracy = 100 * static_cast<double>(accuracy.correct) / static_cast<double>(accuracy.images);
        judgement.classes.push_back(accuracy);
    }
    return judgement;
}

Guess guessOf(const train::Prediction& prediction) {
    return {prediction.predicted, static_cast<double>(prediction.probability)};
}

class Judging {
public:
    Judging(InspectionState& state, ImageSplit split, const Hooks& hooks)
        : m_state(state), m_split(split), m_hooks(hooks), m_images(imagesIn(state, split, hooks)) {
        // Opened before anything is judged: a run that is in use is refused at once.
        if (split != ImageSplit::test)
            return;
        const auto run = state.run.empty()
                             ? countingRun(state.model(Side::before),
                                           {.dataset = state.config.data.dataset, .path = state.config.data.path})
                             : state.run;
        if (!run.empty())
            m_folder = store::RunFolder::open(run, store::OpenMode::write);
    }

    JudgedImages run() {
        m_result.split = m_split;
        m_result.classNames = imagesOf(m_state, m_hooks).data.classNames;
        std::optional<Judged> before;
        std::optional<Judged> after;
        if (m_state.before)
            before = judge(Side::before);
        if (m_state.after)
            after = judge(Side::after);
        if (before)
            m_result.before = judgementOf(before->evaluation);
        if (after)
            m_result.after = judgementOf(after->evaluation);
        for (std::size_t i = 0; i < m_images.indices.size(); ++i)
            add(before ? &before->predictions.at(i) : nullptr, after ? &after->predictions.at(i) : nullptr);
        if (before && after)
            subtract();
        return std::move(m_result);
    }

private:
    Judged judge(Side side) {
        const auto model = completed(m_state, side, m_hooks);
        const auto& spec = model.network->spec();
        const auto& config = m_state.config.data;
        data::StreamOptions stream{.dataset = m_images.dataset,
                                   .indices = m_images.indices,
                                   .batchSize = config.batchSize,
                                   .channels = spec.inputChannels,
                                   .imageSize = config.imageSize,
                                   .normalization = normalizationOf(model),
                                   .threads = config.threads};
        Judged judged;
        train::EvaluateOptions options{.device = model.device, .classes = spec.classes};
        options.proceed = m_hooks.proceed;
        options.predictions = &judged.predictions;
        if (m_hooks.progress)
            options.progress = [&](std::int64_t done, std::int64_t total) {
                m_hooks.progress(side == Side::before ? "judging the network before" : "judging the network after",
                                 done, total);
            };
        const nn::FoldedNetwork folded(*model.network);
        if (m_folder) {
            auto reading = readTestSplit(*m_folder, folded, std::move(stream), options);
            m_result.testReads = reading.testReads;
            judged.evaluation = std::move(reading.evaluation);
        } else {
            judged.evaluation = train::evaluate(folded, std::move(stream), options);
        }
        return judged;
    }

    void add(const train::Prediction* before, const train::Prediction* after) {
        const auto& any = before != nullptr ? *before : *after;
        JudgedImage image{.index = any.index, .label = any.label, .before = {}, .after = {}};
        if (before != nullptr)
            image.before = guessOf(*before);
        if (after != nullptr)
            image.after = guessOf(*after);
        const auto place = m_result.images.size();
        const auto isRight = [&](const train::Prediction& p) { return p.predicted == p.label; };
        if (before != nullptr && after != nullptr && isRight(*before) != isRight(*after))
            (isRight(*before) ? m_result.broken : m_result.mended).push_back(place);
        if (!isRight(after != nullptr ? *after : *before))
            m_result.wrong.push_back(place);
        m_result.images.push_back(image);
    }

    void subtract() {
        m_result.confusionDifference = m_result.after->confusion;
        for (std::size_t i = 0; i < m_result.confusionDifference.size(); ++i)
            for (std::size_t j = 0; j < m_result.confusionDifference[i].size(); ++j)
                m_result.confusionDifference[i][j] -= m_result.before->confusion.at(i).at(j);
    }

    InspectionState& m_state;
    ImageSplit m_split;
    const Hooks& m_hooks;
    SplitOf m_images;
    std::optional<store::RunFolder> m_folder; ///< where reads are counted
    JudgedImages m_result;
};

} // namespace

const InspectedImages& imagesOf(InspectionState& state, const Hooks& hooks) {
    const auto turn = waitTurn(state.imagesMutex, hooks);
    if (state.images)
        return *state.images;
    const auto& config = state.config.data;
    if (config.dataset.empty())
        throw Error(Phrase("which images '{1}' was made for is not known: name a data set", state.summary.model),
                    ErrorKind::usage);
    InspectedImages images{
        openNamedDataset({.dataset = config.dataset, .path = config.path, .imageSize = config.imageSize}), {}};
    if (!state.datasetSha256.empty() && images.data.sha256 != state.datasetSha256)
        throw Error(
            Phrase("the data set {1} is not the one this run was started with: its SHA-256 is {2}, recorded is {3}",
                   images.data.name, images.data.sha256, state.datasetSha256));
    const auto classes = static_cast<std::size_t>(state.summary.before->spec.classes);
    if (images.data.classNames.size() != classes)
        throw Error(Phrase("the network has {1} classes, and {2} has {3}: name the data set it was trained for",
                           classes, images.data.name, images.data.classNames.size()),
                    ErrorKind::usage);
    images.validation = validationImages(state.config, *images.data.train);
    state.images = std::move(images);
    return *state.images;
}

OpenedModel completed(InspectionState& state, Side side, const Hooks& hooks) {
    auto model = state.model(side);
    const auto& config = state.config.data;
    const bool isOfRun = !state.run.empty();
    if (isOfRun)
        model.run = state.run;
    if (isOfRun && !model.input.normalization)
        model.input.normalization = imagesOf(state, hooks).data.normalization;
    if (isOfRun && model.input.classNames.empty() && data::findDataset(config.dataset, config.path))
        model.input.classNames = imagesOf(state, hooks).data.classNames;
    if (!model.input.imageSize)
        model.input.imageSize = state.summary.imageSize;
    return model;
}

JudgedImages Inspection::judge(ImageSplit split, const Hooks& hooks) const {
    const auto turn = waitTurn(m_state->work, hooks);
    return Judging(*m_state, split, hooks).run();
}

ImagePixels Inspection::pixels(ImageSplit split, std::uint32_t index) const {
    const auto& data = imagesOf(*m_state, {}).data;
    const auto& dataset = split == ImageSplit::test ? *data.test : *data.train;
    if (index >= dataset.size())
        throw Error(Phrase("there is no image {1}: {2} has {3} of them", index, data.name, dataset.size()),
                    ErrorKind::usage);
    const auto shape = dataset.shape();
    std::vector<std::uint8_t> raw(shape.size());
    dataset.read(index, raw);
    ImagePixels image{.width = shape.width, .height = shape.height, .rgb = {}};
    if (shape.channels == 3) {
        image.rgb = std::move(raw);
        return image;
    }
    for (const auto value : raw)
        image.rgb.insert(image.rgb.end(), 3, value);
    return image;
}

std::vector<ClassifiedImage> Inspection::classify(const std::vector<std::filesystem::path>& images,
                                                  const Hooks& hooks) const {
    const auto turn = waitTurn(m_state->work, hooks);
    struct Classifier {
        OpenedModel model;
        std::shared_ptr<const nn::FoldedNetwork> folded;
        std::vector<ClassProbability> ClassifiedImage::*answer;
    };
    std::vector<Classifier> classifiers;
    const auto add = [&](Side side, std::vector<ClassProbability> ClassifiedImage::*answer) {
        auto model = completed(*m_state, side, hooks);
        auto folded = std::make_shared<const nn::FoldedNetwork>(*model.network);
        classifiers.push_back({std::move(model), std::move(folded), answer});
    };
    if (m_state->before)
        add(Side::before, &ClassifiedImage::before);
    if (m_state->after)
        add(Side::after, &ClassifiedImage::after);
    std::vector<ClassifiedImage> results;
    for (const auto& path : images) {
        throwIfStopped(hooks.proceed);
        ClassifiedImage result{.path = path, .before = {}, .after = {}, .problem = {}};
        try {
            for (const auto& [model, folded, answer] : classifiers)
                result.*answer = predictImage(path, *folded, model, m_state->summary.imageSize).best;
        } catch (const Error& error) {
            result = {.path = path, .before = {}, .after = {}, .problem = error.what()};
        }
        results.push_back(std::move(result));
        if (hooks.progress)
            hooks.progress("classifying", std::ssize(results), std::ssize(images));
    }
    return results;
}

// Wilson 1927; z is the normal distribution's 97.5 % quantile.
AccuracyInterval wilsonInterval(std::int64_t correct, std::int64_t images) {
    constexpr double z = 1.959963984540054;
    if (images <= 0)
        return {0, 100};
    const auto n = static_cast<double>(images);
    const double p = static_cast<double>(correct) / n;
    const double middle = p + z * z / (2 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    const double scale = 100 / (1 + z * z / n);
    return {correct == 0 ? 0 : scale * (middle - half), correct == images ? 100 : scale * (middle + half)};
}

} // namespace bubblenet::engine
