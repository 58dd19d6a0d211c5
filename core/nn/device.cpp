// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/device.h"

#include <algorithm>
#include <charconv>
#include <thread>

#include <ATen/autocast_mode.h>
#include <ATen/cpu/Utils.h>
#include <dlfcn.h>
#include <torch/cuda.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/nn/cuda_driver.h"

namespace bubblenet::nn {

namespace {

/// Empty: the backend is there. Otherwise why it is not.
std::string loadCudaBackend() {
    // Torch caches its first answer about CUDA, so this comes before the first question. Loading costs 0.13 s, hence
    // only where a driver sees a device. The library stays for the life of the process.
    static const std::string problem = [] {
        if (cudaDevices().empty())
            return std::string("no CUDA driver with a device was found");
        if (dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL) == nullptr) {
            const char* reason = dlerror();
            return std::string("this LibTorch has no usable CUDA backend: ") + (reason != nullptr ? reason : "unknown");
        }
        return torch::cuda::is_available() ? std::string() : std::string("the CUDA backend sees no device");
    }();
    return problem;
}

bool hasFastBf16() {
    const auto capabilities = at::cpu::get_cpu_capabilities();
    const auto has = [&](const char* name) {
        const auto found = capabilities.find(name);
        return found != capabilities.end() && found->second.isBool() && found->second.toBool();
    };
    return has("avx512_bf16") || has("amx_bf16");
}

std::string cpuTitle() {
    const auto capabilities = at::cpu::get_cpu_capabilities();
    const auto found = capabilities.find("cpu_name");
    return found != capabilities.end() && found->second.isString() ? found->second.toStringRef() : "CPU";
}

[[noreturn]] void refuseDevice(const std::string& name, const Phrase& why) {
    std::string there = "auto";
    for (const auto& device : listDevices())
        there += ", " + device.name;
    throw Error(Phrase("Device '{1}' cannot be used: {2}. There are: {3}.", name, why, there), ErrorKind::usage);
}

at::Device openCuda(const std::string& name, int index) {
    if (const auto problem = loadCudaBackend(); !problem.empty())
        refuseDevice(name, problem);
    if (index >= torch::cuda::device_count())
        refuseDevice(name, Phrase("its number is too high"));
    // fp32 is to mean fp32, so that accuracy does not depend on the device: no TF32 behind it.
    at::globalContext().setAllowTF32CuDNN(false);
    at::globalContext().setAllowTF32CuBLAS(false);
    return {at::kCUDA, static_cast<at::DeviceIndex>(index)};
}

} // namespace

std::vector<DeviceInfo> listDevices() {
    std::vector<DeviceInfo> devices;
    const double pages = static_cast<double>(sysconf(_SC_PHYS_PAGES));
    devices.push_back({.name = "cpu",
                       .title = cpuTitle(),
                       .memoryBytes = std::max(0.0, pages * static_cast<double>(sysconf(_SC_PAGESIZE))),
                       .fastBf16 = hasFastBf16()});
    if (!loadCudaBackend().empty())
        return devices;
    int index = 0;
    for (const auto& device : cudaDevices())
        devices.push_back({.name = "cuda:" + std::to_string(index++),
                           .title = device.title,
                           .memoryBytes = device.memoryBytes,
                           .fastBf16 = device.capabilityMajor >= 8});
    return devices;
}

at::Device openDevice(const std::string& name) {
    if (name == "cpu" || (name == "auto" && !loadCudaBackend().empty()))
        return at::kCPU;
    if (name == "auto" || name == "cuda")
        return openCuda(name, 0);
    constexpr std::string_view prefix = "cuda:";
    int index = 0;
    const auto* end = name.data() + name.size();
    if (name.starts_with(prefix)) {
        const auto [rest, code] = std::from_chars(name.data() + prefix.size(), end, index);
        if (code == std::errc() && rest == end && index >= 0)
            return openCuda(name, index);
    }
    refuseDevice(name, "there is no such device");
}

Precision choosePrecision(const std::string& name, const at::Device& device) {
    if (name == "fp32")
        return Precision::fp32;
    if (name == "bf16")
        return Precision::bf16;
    if (name != "auto")
        throw Error("Unknown precision '" + name + "': use auto, fp32 or bf16.", ErrorKind::usage);
    if (device.is_cpu())
        return hasFastBf16() ? Precision::bf16 : Precision::fp32;
    const auto devices = cudaDevices();
    const auto index = static_cast<std::size_t>(std::max<int>(device.index(), 0));
    return index < devices.size() && devices[index].capabilityMajor >= 8 ? Precision::bf16 : Precision::fp32;
}

int setThreads(int threads) {
    constexpr int highest = 1024;
    if (threads < 0 || threads > highest)
        throw Error("Cannot use " + std::to_string(threads) + " threads: give 0 (all cores) to " +
                        std::to_string(highest) + ".",
                    ErrorKind::usage);
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(threads == 0 ? cores : threads);
    return at::get_num_threads();
}

AutocastGuard::AutocastGuard(Precision precision, const at::Device& device)
    : m_active(precision == Precision::bf16), m_type(device.type()) {
    if (!m_active)
        return;
    m_wasEnabled = at::autocast::is_autocast_enabled(m_type);
    m_previousType = at::autocast::get_autocast_dtype(m_type);
    at::autocast::set_autocast_dtype(m_type, at::kBFloat16);
    at::autocast::set_autocast_enabled(m_type, true);
    at::autocast::increment_nesting();
}

AutocastGuard::~AutocastGuard() {
    if (!m_active)
        return;
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache(); // the bf16 copies of weights, stale after the next step
    at::autocast::set_autocast_enabled(m_type, m_wasEnabled);
    at::autocast::set_autocast_dtype(m_type, m_previousType);
}

} // namespace bubblenet::nn
