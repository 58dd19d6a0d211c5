// SPDX-License-Identifier: GPL-3.0-only
#include "app/predictions.h"

#include <system_error>

#include "app/text.h"
#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/data/image_listing.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;

void addLines(std::istream& list, std::vector<fs::path>& images) {
    std::string line;
    while (std::getline(list, line)) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (!line.empty())
            images.emplace_back(line);
    }
}

} // namespace

std::vector<fs::path> namedImages(const std::vector<std::string>& arguments, std::istream& list) {
    std::vector<fs::path> images;
    for (const auto& argument : arguments) {
        std::error_code ignored;
        if (argument == "-") {
            addLines(list, images);
        } else if (fs::is_directory(argument, ignored)) {
            const auto found = data::imagesUnder(argument);
            images.insert(images.end(), found.begin(), found.end());
        } else {
            images.emplace_back(argument);
        }
    }
    if (images.empty())
        throw Error("there are no images: name JPEG or PNG files, a folder that holds some, or - and a list of them on "
                    "standard input",
                    ErrorKind::usage);
    return images;
}

std::string predictionsCsv(const std::vector<engine::ImagePrediction>& predictions, int top) {
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
            text += "," + std::to_string(best.index) + "," + csvCell(best.name) + "," + fixedText(best.probability, 6);
        }
        text += "," + csvCell(prediction.problem) + "\n";
    }
    return text;
}

} // namespace bubblenet::app
