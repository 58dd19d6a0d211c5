// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/prediction_text.h"

#include <cstdio>

#include "core/base/csv.h"
#include "core/base/json.h"

namespace bubblenet::engine {

std::string predictionsCsv(const std::vector<ImagePrediction>& predictions, int top) {
    const auto columns = static_cast<std::size_t>(top);
    std::string text = "image";
    for (std::size_t i = 1; i <= columns; ++i) {
        const auto number = std::to_string(i);
        text += ",class_" + number + ",name_" + number + ",probability_" + number;
    }
    text += ",error\n";
    for (const auto& prediction : predictions) {
        text += csvCell(prediction.path.string());
        for (std::size_t i = 0; i < columns; ++i) {
            if (i >= prediction.best.size()) {
                text += ",,,";
                continue;
            }
            const auto& best = prediction.best[i];
            char probability[32];
            std::snprintf(probability, sizeof probability, ",%.6f", best.probability);
            text += ',';
            text += std::to_string(best.index) + ',' + csvCell(best.name) + probability;
        }
        text += ',';
        text += csvCell(prediction.problem) + '\n';
    }
    return text;
}

std::string predictionJson(const ImagePrediction& prediction) {
    using nlohmann::json;
    if (!prediction.problem.empty())
        return jsonText(json{{"image", prediction.path.string()}, {"error", prediction.problem}});
    json classes = json::array();
    for (const auto& c : prediction.best)
        classes.push_back({{"index", c.index}, {"name", c.name}, {"probability", c.probability}});
    return jsonText(
        json{{"image", prediction.path.string()}, {"classes", classes}, {"milliseconds", prediction.milliseconds}});
}

std::string predictionsJson(const std::vector<ImagePrediction>& predictions) {
    std::string text = "[";
    for (std::size_t i = 0; i < predictions.size(); ++i)
        text += (i == 0 ? "\n" : ",\n") + predictionJson(predictions[i]);
    return text + "\n]\n";
}

} // namespace bubblenet::engine
