// SPDX-License-Identifier: GPL-3.0-only
#include "app/evaluation_files.h"

#include <nlohmann/json.hpp>
#include <system_error>

#include "app/text.h"
#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

namespace bubblenet::app {

namespace {

constexpr const char* kMetrics = "metrics.json";
constexpr const char* kConfusion = "confusion.csv";
constexpr const char* kPredictions = "predictions.csv";

std::string nameOf(const engine::EvaluationResult& result, std::size_t index) {
    return csvCell(index < result.classNames.size() ? result.classNames[index] : std::to_string(index));
}

std::string confusionCsv(const engine::EvaluationResult& result) {
    std::string text = "true\\predicted";
    for (std::size_t i = 0; i < result.confusion.size(); ++i)
        text += "," + nameOf(result, i);
    text += "\n";
    for (std::size_t i = 0; i < result.confusion.size(); ++i) {
        text += nameOf(result, i);
        for (const auto count : result.confusion[i])
            text += "," + std::to_string(count);
        text += "\n";
    }
    return text;
}

std::string predictionsCsv(const engine::EvaluationResult& result) {
    std::string text = "index,label,label_name,predicted,predicted_name,probability\n";
    for (const auto& p : result.predictions)
        text += std::to_string(p.index) + "," + std::to_string(p.label) + "," +
                nameOf(result, static_cast<std::size_t>(p.label)) + "," + std::to_string(p.predicted) + "," +
                nameOf(result, static_cast<std::size_t>(p.predicted)) + "," + fixedText(p.probability, 6) + "\n";
    return text;
}

} // namespace

std::string metricsJson(const std::string& model, const engine::EvaluationResult& result) {
    nlohmann::json metrics = {{"model", model},
                              {"architecture", result.architecture},
                              {"dataset", result.dataset},
                              {"split", result.split},
                              {"images", result.images},
                              {"accuracy", result.accuracy},
                              {"accuracy_top5", result.accuracyTop5},
                              {"loss", result.loss},
                              {"macs", result.costs.macs},
                              {"parameters", result.costs.parameters},
                              {"bytes", result.costs.bytes},
                              {"device", result.device},
                              {"seconds", result.seconds},
                              {"milliseconds_per_image", 1000 * result.seconds / static_cast<double>(result.images)}};
    if (result.testReads > 0)
        metrics["test_reads"] = result.testReads;
    return jsonText(metrics, 2);
}

void prepareEvaluationFolder(const std::filesystem::path& folder) {
    makeFolders(folder);
    std::error_code failed;
    for (const char* name : {kMetrics, kConfusion, kPredictions})
        if (std::filesystem::exists(folder / name, failed))
            throw Error("'" + (folder / name).string() + "' is there already: remove it, or name another folder",
                        ErrorKind::usage);
}

void writeEvaluation(const std::filesystem::path& folder, const std::string& model,
                     const engine::EvaluationResult& result) {
    writeFileAtomically(folder / kMetrics, metricsJson(model, result) + "\n");
    writeFileAtomically(folder / kConfusion, confusionCsv(result));
    writeFileAtomically(folder / kPredictions, predictionsCsv(result));
}

} // namespace bubblenet::app
