// SPDX-License-Identifier: GPL-3.0-only
// Milliseconds of a network of any widths, predicted from its layers measured at a few widths on this machine.
// Measuring is for the engine thread; predicting is a pure function, safe on any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/proceed.h"
#include "core/nn/network.h"

namespace bubblenet::search {

class LatencyTable {
public:
    struct Options {
        at::Device device = at::kCPU;
        int imageSize = 32;
        int batchSize = 32;
        Proceed proceed;
    };
    /// Times every distinct layer of `network` at kGridPoints widths a side (inputs × outputs), and the whole network,
    /// whose ratio to the sum of its layers covers what is not a convolution.
    static LatencyTable measure(const nn::Network& network, const Options& options);

    /// Predicted milliseconds of one forward pass; grows with every width. `spec` is the measured network's with other
    /// widths.
    double milliseconds(const nn::NetworkSpec& spec) const;

    /// For checkpoints: a table measured again would be another one. fromJson throws Error.
    std::string toJson() const;
    static LatencyTable fromJson(const std::string& text);

    static constexpr int kGridPoints = 5;

private:
    struct Grid {
        int multiple = 1;           ///< of channels, to which forward passes pad: between them a width costs the same
        std::vector<double> inputs; ///< ascending
        std::vector<double> outputs;
        std::vector<double> milliseconds; ///< inputs.size() × outputs.size()
        double at(int in, int out) const;
    };
    int m_imageSize = 32;
    double m_scale = 1;
    std::map<std::string, Grid> m_grids;         ///< by the layer's shape
    std::map<std::string, std::string> m_shapes; ///< by the layer's name
};

} // namespace bubblenet::search
