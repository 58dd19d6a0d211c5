// SPDX-License-Identifier: GPL-3.0-only
// A network that Bubblenet has written, for programs of your own: find_package(Bubblenet), bubblenet::network. Needs
// the standard library only; LibTorch stays inside, and computes on the CPU. A Network never changes: copies are cheap,
// and several threads may use one. Everything throws std::runtime_error, whose text says what to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace bubblenet {

struct ClassProbability {
    int index = 0;
    std::string name; ///< empty where the network brings no names
    double probability = 0;
};

class Network {
public:
    /// A safetensors or .pth file, or a run's folder: the network that it came to.
    explicit Network(const std::filesystem::path& fileOrRun);

    int channels() const;  ///< of its images: 1 (grey) or 3 (colour)
    int imageSize() const; ///< pixels a side that it was made for
    int classes() const;
    const std::vector<std::string>& classNames() const; ///< empty, or one a class

    /// A JPEG or PNG file of any size, which is resized. The most probable first, `best` at most.
    std::vector<ClassProbability> classify(const std::filesystem::path& image, std::size_t best = 5) const;

    /// From bytes (images × imageSize() × imageSize() × channels()) to what the network takes (images × channels() ×
    /// imageSize() × imageSize()).
    std::vector<float> normalise(std::span<const std::uint8_t> pixels) const;
    /// Of normalised images, any number of them: images × classes().
    std::vector<float> logits(std::span<const float> images) const;

private:
    struct State;
    std::shared_ptr<const State> m_state;
};

} // namespace bubblenet
