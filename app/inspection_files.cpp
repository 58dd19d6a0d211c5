// SPDX-License-Identifier: GPL-3.0-only
#include "app/inspection_files.h"

#include <algorithm>
#include <system_error>

#include "app/inspection_json.h"
#include "app/inspection_text.h"
#include "app/text.h"
#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* kNames[] = {
    "inspection.json", "layers.csv",           "channels.csv",        "histogram.csv",
    "classes.csv",     "confusion_before.csv", "confusion_after.csv", "confusion_difference.csv",
    "images.csv",      "classified.csv",       "latency.csv",         "latency_pairs.csv",
    "whales.csv"};

std::string line(const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i)
        text += (i > 0 ? "," : "") + csvCell(cells[i]);
    return text + "\n";
}

std::string number(double value) {
    return fixedText(value, 6);
}

std::string joined(const std::vector<int>& values) {
    std::string text;
    for (const int value : values)
        text += (text.empty() ? "" : " ") + std::to_string(value);
    return text;
}

std::string layersCsv(const InspectionAnswers& answers) {
    std::string text = line({"layer",
                             "kind",
                             "block",
                             "group",
                             "kernel",
                             "stride",
                             "pixels",
                             "removed",
                             "inputs_before",
                             "inputs_after",
                             "outputs_before",
                             "outputs_after",
                             "macs_before",
                             "macs_after",
                             "parameters_before",
                             "parameters_after",
                             "sparsity_before",
                             "sparsity_after",
                             "ms_before",
                             "ms_after",
                             "kept"});
    const auto& inspection = *answers.inspection;
    for (std::size_t i = 0; i < inspection.layers().size(); ++i) {
        const auto& layer = inspection.layers()[i];
        const auto cell = [](const std::optional<engine::LayerSide>& side, auto engine::LayerSide::*value,
                             int decimals) {
            return side ? fixedText(static_cast<double>((*side).*value), decimals) : std::string();
        };
        std::vector<std::string> row = {
            layer.name,
            layer.kind,
            layer.block,
            layer.outputGroup < 0 ? "" : inspection.groups()[static_cast<std::size_t>(layer.outputGroup)].name,
            std::to_string(layer.kernel),
            std::to_string(layer.stride),
            std::to_string(layer.outputSize),
            layer.isRemoved ? "1" : "0"};
        const auto both = [&](auto engine::LayerSide::*value, int decimals) {
            row.push_back(cell(layer.before, value, decimals));
            row.push_back(cell(layer.after, value, decimals));
        };
        both(&engine::LayerSide::inputs, 0);
        both(&engine::LayerSide::outputs, 0);
        both(&engine::LayerSide::macs, 0);
        both(&engine::LayerSide::parameters, 0);
        both(&engine::LayerSide::sparsity, 6);
        for (const auto side : {&engine::LayerLatency::before, &engine::LayerLatency::after}) {
            const bool isMeasured = !answers.layerLatencies.empty() && (answers.layerLatencies[i].*side).has_value();
            row.push_back(isMeasured ? number((answers.layerLatencies[i].*side)->medianMs) : "");
        }
        row.push_back(layer.isKeptKnown ? joined(layer.kept) : "");
        text += line(row);
    }
    return text;
}

std::string channelsCsv(const engine::ChannelScores& scores) {
    std::string text = line({"channel", "score", "kept"});
    for (std::size_t i = 0; i < scores.values.size(); ++i) {
        const bool isKept = std::binary_search(scores.kept.begin(), scores.kept.end(), static_cast<int>(i));
        text += line({std::to_string(i), number(scores.values[i]), !scores.isKeptKnown ? "" : isKept ? "1" : "0"});
    }
    return text;
}

std::string histogramCsv(const engine::WeightHistogram& histogram) {
    std::string text = line({"from", "to", "before", "after"});
    const auto bins = std::max(histogram.before.size(), histogram.after.size());
    const double width = (histogram.high - histogram.low) / static_cast<double>(bins);
    const auto count = [](const std::vector<std::int64_t>& counts, std::size_t i) {
        return counts.empty() ? std::string() : std::to_string(counts[i]);
    };
    for (std::size_t i = 0; i < bins; ++i) {
        const double from = histogram.low + static_cast<double>(i) * width;
        text += line({number(from), number(from + width), count(histogram.before, i), count(histogram.after, i)});
    }
    return text;
}

std::string confusionCsv(const std::vector<std::vector<std::int64_t>>& confusion,
                         const std::vector<std::string>& names) {
    std::vector<std::string> header = {"true\\predicted"};
    for (std::size_t i = 0; i < confusion.size(); ++i)
        header.push_back(className(names, i));
    std::string text = line(header);
    for (std::size_t i = 0; i < confusion.size(); ++i) {
        std::vector<std::string> row = {className(names, i)};
        for (const auto count : confusion[i])
            row.push_back(std::to_string(count));
        text += line(row);
    }
    return text;
}

std::string classesCsv(const engine::JudgedImages& judged) {
    std::string text = line({"class", "images", "correct_before", "accuracy_before", "low_before", "high_before",
                             "correct_after", "accuracy_after", "low_after", "high_after"});
    const auto& any = judged.before ? *judged.before : *judged.after;
    for (std::size_t c = 0; c < any.classes.size(); ++c) {
        std::vector<std::string> row = {className(judged.classNames, c), std::to_string(any.classes[c].images)};
        for (const auto* network : {&judged.before, &judged.after}) {
            if (!*network) {
                row.insert(row.end(), 4, "");
                continue;
            }
            const auto& accuracy = (*network)->classes[c];
            row.insert(row.end(), {std::to_string(accuracy.correct), number(accuracy.accuracy),
                                   number(accuracy.interval.low), number(accuracy.interval.high)});
        }
        text += line(row);
    }
    return text;
}

std::string imagesCsv(const engine::JudgedImages& judged) {
    std::string text = line({"index", "label", "label_name", "before", "before_name", "before_probability", "after",
                             "after_name", "after_probability", "change"});
    for (const auto& image : judged.images) {
        std::vector<std::string> row = {std::to_string(image.index), std::to_string(image.label),
                                        className(judged.classNames, static_cast<std::size_t>(image.label))};
        for (const auto* guess : {&image.before, &image.after}) {
            if (*guess)
                row.insert(row.end(), {std::to_string((*guess)->predicted),
                                       className(judged.classNames, static_cast<std::size_t>((*guess)->predicted)),
                                       number((*guess)->probability)});
            else
                row.insert(row.end(), 3, "");
        }
        const bool isPair = image.before && image.after;
        const bool wasRight = isPair && image.before->predicted == image.label;
        const bool isRight = isPair && image.after->predicted == image.label;
        row.emplace_back(wasRight == isRight ? "" : isRight ? "mended" : "broken");
        text += line(row);
    }
    return text;
}

std::string classifiedCsv(const std::vector<engine::ClassifiedImage>& images) {
    std::string text = line({"image", "rank", "before", "before_name", "before_probability", "after", "after_name",
                             "after_probability", "error"});
    for (const auto& image : images) {
        const auto ranks = std::max({image.before.size(), image.after.size(), std::size_t{1}});
        for (std::size_t i = 0; i < ranks; ++i) {
            std::vector<std::string> row = {image.path.string(), std::to_string(i + 1)};
            for (const auto* best : {&image.before, &image.after}) {
                if (i < best->size())
                    row.insert(row.end(),
                               {std::to_string((*best)[i].index), (*best)[i].name, number((*best)[i].probability)});
                else
                    row.insert(row.end(), 3, "");
            }
            row.push_back(image.problem);
            text += line(row);
        }
    }
    return text;
}

std::string latencyCsv(const std::vector<engine::NetworkLatency>& latencies) {
    std::string text =
        line({"batch", "before_ms", "before_lower", "before_upper", "after_ms", "after_lower", "after_upper"});
    for (const auto& latency : latencies) {
        std::vector<std::string> row = {std::to_string(latency.batchSize)};
        for (const auto* figure : {&latency.before, &latency.after}) {
            if (*figure)
                row.insert(row.end(), {number((*figure)->medianMs), number((*figure)->lowerQuartileMs),
                                       number((*figure)->upperQuartileMs)});
            else
                row.insert(row.end(), 3, "");
        }
        text += line(row);
    }
    return text;
}

std::string pairsCsv(const std::vector<engine::LatencyComparison>& comparisons) {
    std::string text =
        line({"by", "device", "batch", "pairs", "before_ms", "after_ms", "speedup", "speedup_lower", "speedup_upper"});
    for (const auto& c : comparisons)
        text += line({c.by, c.device, std::to_string(c.before.batchSize), std::to_string(c.pairs),
                      number(c.before.medianMs), number(c.after.medianMs), number(c.speedup),
                      number(c.lowerQuartileSpeedup), number(c.upperQuartileSpeedup)});
    return text;
}

} // namespace

std::string whalesCsv(const std::vector<engine::WhaleRecord>& whales) {
    std::string text = line({"iteration", "whale", "origin", "accuracy", "loss", "macs", "macs_share", "parameters",
                             "parameters_share", "latency_ms", "removed_blocks", "repeated", "result"});
    for (const auto& whale : whales)
        text += line({std::to_string(whale.id.iteration), std::to_string(whale.id.whale + 1), whale.origin,
                      number(whale.accuracy), number(whale.loss), fixedText(whale.macs, 0), number(whale.macsShare),
                      fixedText(whale.parameters, 0), number(whale.parametersShare), number(whale.latencyMs),
                      std::to_string(whale.removedBlocks.size()), whale.isRepeated ? "1" : "0",
                      whale.isChosen ? "1" : "0"});
    return text;
}

void prepareFiles(const fs::path& folder) {
    makeFolders(folder);
    std::error_code ignored;
    for (const char* name : kNames)
        if (fs::exists(fs::symlink_status(folder / name, ignored)))
            throw Error("'" + (folder / name).string() + "' is there already: remove it, or name another folder",
                        ErrorKind::usage);
}

NamedTexts filesOf(const InspectionAnswers& answers) {
    NamedTexts files = {{"inspection.json", jsonText(jsonOf(answers), 2) + "\n"}, {"layers.csv", layersCsv(answers)}};
    if (answers.layer) {
        if (answers.layer->scores)
            files.emplace_back("channels.csv", channelsCsv(*answers.layer->scores));
        files.emplace_back("histogram.csv", histogramCsv(answers.layer->histogram));
    }
    if (const auto& judged = answers.judged) {
        files.emplace_back("classes.csv", classesCsv(*judged));
        if (judged->before)
            files.emplace_back("confusion_before.csv", confusionCsv(judged->before->confusion, judged->classNames));
        if (judged->after)
            files.emplace_back("confusion_after.csv", confusionCsv(judged->after->confusion, judged->classNames));
        if (judged->before && judged->after)
            files.emplace_back("confusion_difference.csv",
                               confusionCsv(judged->confusionDifference, judged->classNames));
        files.emplace_back("images.csv", imagesCsv(*judged));
    }
    if (answers.classified)
        files.emplace_back("classified.csv", classifiedCsv(*answers.classified));
    if (!answers.times.networks.empty())
        files.emplace_back("latency.csv", latencyCsv(answers.times.networks));
    if (!answers.times.comparisons.empty())
        files.emplace_back("latency_pairs.csv", pairsCsv(answers.times.comparisons));
    return files;
}

void writeFiles(const fs::path& folder, const NamedTexts& files) {
    for (const auto& [name, text] : files)
        writeFileAtomically(folder / name, text);
}

} // namespace bubblenet::app
