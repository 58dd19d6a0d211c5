// SPDX-License-Identifier: GPL-3.0-only
// What the CUDA driver itself says of its devices, asked through dlopen: no CUDA headers, no linked library, and
// nothing happens where no driver is. Any thread.
#pragma once

#include <string>
#include <vector>

namespace bubblenet::nn {

struct CudaDevice {
    std::string title;
    double memoryBytes = 0;
    int capabilityMajor = 0; ///< of the compute capability
};
/// Empty where there is no driver or no device. The numbers are torch's (both follow CUDA_VISIBLE_DEVICES).
std::vector<CudaDevice> cudaDevices();

} // namespace bubblenet::nn
