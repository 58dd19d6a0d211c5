// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/resources.h"

#include <cstdlib>
#include <system_error>
#include <vector>

#include "core/base/error.h"

namespace bubblenet::config {

namespace {

namespace fs = std::filesystem;

constexpr const char* kVariable = "BUBBLENET_RESOURCES";

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

} // namespace

fs::path resourceFolder() {
    if (const char* named = std::getenv(kVariable); named && *named) {
        if (isFolder(named))
            return named;
        throw Error(std::string("no folder '") + named + "', which " + kVariable +
                    " names as the place of the program's own files; correct the variable or unset it");
    }
    std::vector<fs::path> places;
    std::error_code failed;
    if (const auto program = fs::read_symlink("/proc/self/exe", failed); !failed)
        places.push_back(program.parent_path().parent_path() / "share" / "bubblenet");
    places.emplace_back(BUBBLENET_SOURCE_RESOURCES);
    std::string tried;
    for (const auto& place : places) {
        if (isFolder(place))
            return place;
        tried += (tried.empty() ? "" : ", ") + place.string();
    }
    throw Error("the program's own files are not found; looked in " + tried + ". Install the program whole, or set " +
                kVariable + " to the folder");
}

bool namesWeightFile(const std::string& weights) {
    return !weights.empty() && weights != kRandomWeights;
}

fs::path resolvePath(const std::string& path) {
    std::error_code ignored;
    if (path.empty() || fs::path(path).is_absolute() || fs::exists(path, ignored))
        return path;
    try {
        if (auto below = resourceFolder() / path; fs::exists(below, ignored))
            return below;
    } catch (const Error&) { // then there is nothing below it either; whoever opens the path says what is missing
    }
    return path;
}

} // namespace bubblenet::config
