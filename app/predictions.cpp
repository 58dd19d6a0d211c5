// SPDX-License-Identifier: GPL-3.0-only
#include "app/predictions.h"

#include <system_error>

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

} // namespace bubblenet::app
