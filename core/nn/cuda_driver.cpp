// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/cuda_driver.h"

#include <array>

#include <dlfcn.h>

namespace bubblenet::nn {

namespace {

// cuda.h: CUresult 0 is success, CUdevice is an int, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR is 75.
constexpr int kCapabilityMajor = 75;

template<class Function> Function* find(void* library, const char* name) {
    return reinterpret_cast<Function*>(dlsym(library, name));
}

} // namespace

std::vector<CudaDevice> cudaDevices() {
    void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL); // stays open: torch needs it too
    if (driver == nullptr)
        return {};
    const auto init = find<int(unsigned)>(driver, "cuInit");
    const auto deviceCount = find<int(int*)>(driver, "cuDeviceGetCount");
    const auto deviceAt = find<int(int*, int)>(driver, "cuDeviceGet");
    const auto deviceName = find<int(char*, int, int)>(driver, "cuDeviceGetName");
    const auto totalMemory = find<int(std::size_t*, int)>(driver, "cuDeviceTotalMem_v2");
    const auto attribute = find<int(int*, int, int)>(driver, "cuDeviceGetAttribute");
    int count = 0;
    if (!init || !deviceCount || !deviceAt || !deviceName || !totalMemory || !attribute || init(0) != 0 ||
        deviceCount(&count) != 0)
        return {};
    std::vector<CudaDevice> devices;
    for (int ordinal = 0; ordinal < count; ++ordinal) {
        int device = 0;
        std::array<char, 256> name{};
        std::size_t bytes = 0;
        CudaDevice found;
        if (deviceAt(&device, ordinal) != 0)
            continue;
        if (deviceName(name.data(), static_cast<int>(name.size()) - 1, device) == 0)
            found.title = name.data();
        if (totalMemory(&bytes, device) == 0)
            found.memoryBytes = static_cast<double>(bytes);
        attribute(&found.capabilityMajor, kCapabilityMajor, device);
        devices.push_back(std::move(found));
    }
    return devices;
}

} // namespace bubblenet::nn
