// SPDX-License-Identifier: GPL-3.0-only
// Which device and precision a run uses. The CUDA backend is loaded at run time, and only where a driver is: call
// openDevice() before anything asks torch about CUDA.
#pragma once

#include <string>
#include <vector>

#include "core/nn/torch_header.h"

namespace bubblenet::nn {

enum class Precision { fp32, bf16 };

struct DeviceInfo {
    std::string name; ///< cpu, cuda:0
    std::string title;
    double memoryBytes = 0; ///< 0: not known
    bool fastBf16 = false;
};
/// The CPU first, then every CUDA device.
std::vector<DeviceInfo> listDevices();

/// "auto" (cuda where there is one), "cpu", "cuda", "cuda:N". Throws Error(usage) naming the devices there are.
at::Device openDevice(const std::string& name);
/// "auto" is bf16 where the device computes it faster (CUDA from compute capability 8; CPUs with AVX512_BF16 or AMX).
Precision choosePrecision(const std::string& name, const at::Device& device);
/// Once, before any other work; 0: the number of cores. Gives the number set.
int setThreads(int threads);

/// bf16 autocast on the current thread while it lives; leave it before backward(). Does nothing for fp32.
class AutocastGuard {
public:
    AutocastGuard(Precision precision, const at::Device& device);
    ~AutocastGuard();
    AutocastGuard(const AutocastGuard&) = delete;
    AutocastGuard& operator=(const AutocastGuard&) = delete;

private:
    bool m_active;
    at::DeviceType m_type;
    bool m_wasEnabled = false;
    at::ScalarType m_previousType{};
};

} // namespace bubblenet::nn
