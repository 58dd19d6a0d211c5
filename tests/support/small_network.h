// SPDX-License-Identifier: GPL-3.0-only
// A small trained network, images that it was made for, and a run that ended with it.
#pragma once

#include <filesystem>

#include "tests/support/patterns.h"
#include "tests/support/recorded_run.h"

namespace bubblenet::test {

/// The program's own ResNet-20 for Fashion-MNIST: one channel, 28 × 28 pixels, ten named classes.
inline std::filesystem::path smallNetwork() {
    return std::filesystem::path(BUBBLENET_SOURCE_DIR) / "resources/networks/fashion_mnist_resnet20.safetensors";
}

/// `folder`/fashion_mnist with patterns in it; enough for what compares two networks.
inline void writeTestImages(const std::filesystem::path& folder, std::uint32_t count) {
    Rng rng(3);
    writePatterns(folder / "fashion_mnist", "train", 10, rng);
    writePatterns(folder / "fashion_mnist", "t10k", count, rng);
}

/// The recorded demo as `parent`/`name`, with that network as its result.
inline std::filesystem::path writeRunWithResult(const std::filesystem::path& parent, const std::string& name) {
    const auto run = parent / name;
    std::filesystem::create_directories(parent);
    std::filesystem::copy(demoRun(), run, std::filesystem::copy_options::recursive);
    std::filesystem::create_directories(run / "artefacts");
    std::filesystem::copy_file(smallNetwork(), run / "artefacts" / "pruned.safetensors");
    return run;
}

} // namespace bubblenet::test
