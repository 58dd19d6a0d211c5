// SPDX-License-Identifier: GPL-3.0-only
#include "app/inspection_json.h"

#include "app/inspection_text.h"

namespace bubblenet::app {

namespace {

using engine::Side;
using nlohmann::json;

template<class T> json optionalJson(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

json jsonOf(const engine::LatencyFigure& figure) {
    return {{"batch", figure.batchSize},
            {"median_ms", figure.medianMs},
            {"lower_quartile_ms", figure.lowerQuartileMs},
            {"upper_quartile_ms", figure.upperQuartileMs}};
}

template<class Figures> const std::optional<engine::LatencyFigure>& figureOf(const Figures& figures, Side side) {
    return side == Side::before ? figures.before : figures.after;
}

json layersJson(const InspectionAnswers& answers, Side side) {
    json layers = json::array();
    for (std::size_t i = 0; i < answers.inspection->layers().size(); ++i) {
        const auto& layer = answers.inspection->layers()[i];
        const auto& shown = side == Side::before ? layer.before : layer.after;
        if (!shown)
            continue;
        json object = {{"name", layer.name},
                       {"kind", layer.kind},
                       {"inputs", shown->inputs},
                       {"outputs", shown->outputs},
                       {"kernel", layer.kernel},
                       {"stride", layer.stride},
                       {"output_size", layer.outputSize},
                       {"macs", shown->macs},
                       {"parameters", shown->parameters},
                       {"sparsity", shown->sparsity}};
        if (!answers.layerLatencies.empty())
            if (const auto& figure = figureOf(answers.layerLatencies[i], side))
                object["latency"] = jsonOf(*figure);
        layers.push_back(std::move(object));
    }
    return layers;
}

json pairsJson(const std::vector<engine::LatencyComparison>& comparisons) {
    json pairs = json::array();
    for (const auto& c : comparisons)
        pairs.push_back({{"by", c.by},
                         {"device", c.device},
                         {"batch", c.before.batchSize},
                         {"pairs", c.pairs},
                         {"before", jsonOf(c.before)},
                         {"after", jsonOf(c.after)},
                         {"speedup", c.speedup},
                         {"lower_quartile_speedup", c.lowerQuartileSpeedup},
                         {"upper_quartile_speedup", c.upperQuartileSpeedup}});
    return pairs;
}

json networkJson(const InspectionAnswers& answers, Side side) {
    const auto& summary = answers.inspection->summary();
    const auto& network = side == Side::before ? summary.before : summary.after;
    if (!network)
        return nullptr;
    json latencies = json::array();
    for (const auto& pair : answers.times.networks)
        if (const auto& figure = figureOf(pair, side)) {
            latencies.push_back(jsonOf(*figure));
            latencies.back()["device"] = summary.device;
        }
    return {{"source", network->source},
            {"architecture", network->spec.architecture},
            {"classes", network->spec.classes},
            {"image_size", summary.imageSize},
            {"macs", network->costs.macs},
            {"parameters", network->costs.parameters},
            {"bytes", network->costs.bytes},
            {"sparsity", network->sparsity},
            {"test_accuracy", optionalJson(network->testAccuracy)},
            {"class_names", summary.classNames},
            {"layers", layersJson(answers, side)},
            {"latencies", latencies}};
}

json groupsJson(const engine::Inspection& inspection) {
    json groups = json::array();
    for (const auto& group : inspection.groups())
        groups.push_back({{"name", group.name},
                          {"kind", group.kind == engine::LayerGroupKind::stream ? "stream" : "inner"},
                          {"channels_before", group.channelsBefore},
                          {"channels_after", group.channelsAfter},
                          {"layers", group.producers},
                          {"read_by", group.consumers}});
    return groups;
}

json keptJson(const engine::Inspection& inspection) {
    json kept = json::object();
    for (const auto& layer : inspection.layers())
        kept[layer.name] = layer.isKeptKnown ? json(layer.kept) : json(nullptr);
    return kept;
}

json layerJson(const LayerAnswer& answer) {
    json object = {{"name", answer.layer->name},
                   {"block", answer.layer->block},
                   {"removed", answer.layer->isRemoved},
                   {"kept", answer.layer->isKeptKnown ? json(answer.layer->kept) : json(nullptr)},
                   {"histogram",
                    {{"low", answer.histogram.low},
                     {"high", answer.histogram.high},
                     {"before", answer.histogram.before},
                     {"after", answer.histogram.after}}}};
    if (answer.scores)
        object["scores"] = {{"score", answer.scores->score},
                            {"group", answer.scores->group},
                            {"values", answer.scores->values},
                            {"cut", optionalJson(answer.scores->cut)}};
    return object;
}

json judgementJson(const std::optional<engine::NetworkJudgement>& judgement, const std::vector<std::string>& names) {
    if (!judgement)
        return nullptr;
    json classes = json::array();
    for (std::size_t c = 0; c < judgement->classes.size(); ++c) {
        const auto& accuracy = judgement->classes[c];
        classes.push_back({{"name", className(names, c)},
                           {"images", accuracy.images},
                           {"correct", accuracy.correct},
                           {"accuracy", accuracy.accuracy},
                           {"interval", {accuracy.interval.low, accuracy.interval.high}}});
    }
    return {{"correct", judgement->correct},
            {"accuracy", judgement->accuracy},
            {"interval", {judgement->interval.low, judgement->interval.high}},
            {"accuracy_top5", judgement->accuracyTop5},
            {"loss", judgement->loss},
            {"classes", classes},
            {"confusion", judgement->confusion}};
}

json imagesJson(const engine::JudgedImages& judged, const std::vector<std::size_t>& places) {
    json images = json::array();
    const auto guess = [](const std::optional<engine::Guess>& g) {
        return g ? json{{"predicted", g->predicted}, {"probability", g->probability}} : json(nullptr);
    };
    for (const auto place : places) {
        const auto& image = judged.images[place];
        images.push_back({{"index", image.index},
                          {"label", image.label},
                          {"before", guess(image.before)},
                          {"after", guess(image.after)}});
    }
    return images;
}

json judgedJson(const engine::JudgedImages& judged) {
    return {{"split", judged.split == engine::ImageSplit::test ? "test" : "validation"},
            {"images", judged.images.size()},
            {"class_names", judged.classNames},
            {"before", judgementJson(judged.before, judged.classNames)},
            {"after", judgementJson(judged.after, judged.classNames)},
            {"confusion_difference", judged.confusionDifference},
            {"broken", imagesJson(judged, judged.broken)},
            {"mended", imagesJson(judged, judged.mended)},
            {"wrong", imagesJson(judged, judged.wrong)},
            {"test_reads", judged.testReads}};
}

json classifiedJson(const std::vector<engine::ClassifiedImage>& images) {
    json list = json::array();
    const auto best = [](const std::vector<engine::ClassProbability>& classes) {
        json array = json::array();
        for (const auto& c : classes)
            array.push_back({{"index", c.index}, {"name", c.name}, {"probability", c.probability}});
        return array;
    };
    for (const auto& image : images)
        list.push_back(
            image.problem.empty()
                ? json{{"image", image.path.string()}, {"before", best(image.before)}, {"after", best(image.after)}}
                : json{{"image", image.path.string()}, {"error", image.problem}});
    return list;
}

json whaleJson(const engine::WhaleRecord& whale) {
    return {{"iteration", whale.id.iteration},
            {"whale", whale.id.whale + 1},
            {"origin", whale.origin},
            {"accuracy", whale.accuracy},
            {"loss", whale.loss},
            {"macs", whale.macs},
            {"macs_share", whale.macsShare},
            {"parameters", whale.parameters},
            {"parameters_share", whale.parametersShare},
            {"latency_ms", whale.latencyMs},
            {"widths", whale.widths},
            {"removed_blocks", whale.removedBlocks},
            {"repeated", whale.isRepeated},
            {"result", whale.isChosen}};
}

} // namespace

json jsonOf(const std::vector<engine::WhaleRecord>& whales) {
    json list = json::array();
    for (const auto& whale : whales)
        list.push_back(whaleJson(whale));
    return list;
}

json jsonOf(const InspectionAnswers& answers) {
    const auto& inspection = *answers.inspection;
    const auto& summary = inspection.summary();
    json object = networkJson(answers, Side::before);
    if (summary.isRun) {
        object = {{"before", object}, {"after", networkJson(answers, Side::after)}};
        object["kept"] = keptJson(inspection);
        object["removed_blocks"] = summary.removedBlocks;
        object["before_problem"] = summary.beforeProblem.english();
        object["after_problem"] = summary.afterProblem.english();
    }
    object["groups"] = groupsJson(inspection);
    if (!answers.times.comparisons.empty())
        object["latency_pairs"] = pairsJson(answers.times.comparisons);
    if (summary.whale) {
        object["whale"] = whaleJson(*summary.whale);
        object["whale"]["accuracy_built_again"] = optionalJson(summary.whaleAccuracy);
        object["whale"]["images"] = summary.whaleImages;
    }
    if (answers.layer)
        object["layer"] = layerJson(*answers.layer);
    if (answers.judged)
        object["judged"] = judgedJson(*answers.judged);
    if (answers.classified)
        object["classified"] = classifiedJson(*answers.classified);
    return object;
}

} // namespace bubblenet::app
