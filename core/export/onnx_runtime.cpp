// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/onnx_runtime.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <vector>

#include <dlfcn.h>

#include "core/base/error.h"
#include "core/base/files.h"

// Debian 12 has no package with the header of ONNX Runtime's C interface, and PyPI's none with the header in it. The
// interface is a table of functions that only ever grows at its end, so the places of those used here hold for every
// version; where the header is at hand, the compiler compares them with it.
#if __has_include(<onnxruntime/onnxruntime_c_api.h>)
#include <cstddef>
#include <onnxruntime/onnxruntime_c_api.h>
#define BUBBLENET_PLACE(name, place)                                                                                   \
    static_assert(offsetof(OrtApi, name) == (place) * sizeof(void*));                                                  \
    constexpr std::size_t k##name = place
#else
#define BUBBLENET_PLACE(name, place) constexpr std::size_t k##name = place
#endif

namespace bubblenet::artefact {

namespace {

namespace fs = std::filesystem;

BUBBLENET_PLACE(GetErrorMessage, 2);
BUBBLENET_PLACE(CreateSessionFromArray, 8);
BUBBLENET_PLACE(Run, 9);
BUBBLENET_PLACE(CreateSessionOptions, 10);
BUBBLENET_PLACE(CreateTensorWithDataAsOrtValue, 49);
BUBBLENET_PLACE(GetTensorMutableData, 51);
BUBBLENET_PLACE(GetTensorElementType, 60);
BUBBLENET_PLACE(GetDimensionsCount, 61);
BUBBLENET_PLACE(GetDimensions, 62);
BUBBLENET_PLACE(GetTensorTypeAndShape, 65);
BUBBLENET_PLACE(CreateCpuMemoryInfo, 69);
BUBBLENET_PLACE(ReleaseEnv, 92);
BUBBLENET_PLACE(ReleaseStatus, 93);
BUBBLENET_PLACE(ReleaseMemoryInfo, 94);
BUBBLENET_PLACE(ReleaseSession, 95);
BUBBLENET_PLACE(ReleaseValue, 96);
BUBBLENET_PLACE(ReleaseTensorTypeAndShapeInfo, 99);
BUBBLENET_PLACE(ReleaseSessionOptions, 100);
BUBBLENET_PLACE(CreateEnvWithGlobalThreadPools, 119);
BUBBLENET_PLACE(DisablePerSessionThreads, 120);
BUBBLENET_PLACE(CreateThreadingOptions, 121);
BUBBLENET_PLACE(ReleaseThreadingOptions, 122);
BUBBLENET_PLACE(SetGlobalIntraOpNumThreads, 147);
#undef BUBBLENET_PLACE

constexpr std::uint32_t kFirstVersion = 5; // of the table: it has all of the above
constexpr int kLogErrors = 3;              // ORT_LOGGING_LEVEL_ERROR
constexpr int kFloat = 1;                  // ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT
constexpr int kDeviceAllocator = 0;        // OrtDeviceAllocator
constexpr int kDefaultMemory = 0;          // OrtMemTypeDefault

// Objects of the library, which are known by their addresses alone.
struct Status;
struct Env;
struct MemoryInfo;
struct Session;
struct SessionOptions;
struct ThreadingOptions;
struct Value;
struct Shape;

template<class T> using Owned = std::unique_ptr<T, void (*)(T*)>;

/// OrtApiBase
struct Base {
    const void* const* (*table)(std::uint32_t version);
    const char* (*version)();
};

fs::path namedLibrary() {
    const char* named = std::getenv("BUBBLENET_ONNXRUNTIME");
    return named == nullptr ? fs::path() : fs::path(named);
}

/// Of a folder: its libonnxruntime.so, or the first with a version after that.
fs::path libraryIn(const fs::path& folder) {
    fs::path found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().filename().string().starts_with("libonnxruntime.so") &&
            (found.empty() || entry.path() < found))
            found = entry.path();
    return found;
}

/// Debian's, which brings ONNX as a library of its own: its register of operators becomes one with that within
/// LibTorch, which is of another version.
bool sharesOnnx(const fs::path& library) {
    return readFile(library).find("libonnx.so") != std::string::npos;
}

/// Never closed: it has threads of its own.
void* openLibrary(const char* name) {
    return dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
}

} // namespace

struct OnnxRuntime::Library {
    const void* const* table;
    Owned<Env> env{nullptr, nullptr};

    template<class Result, class... Arguments> Result call(std::size_t place, Arguments... arguments) const {
        return reinterpret_cast<Result (*)(Arguments...)>(const_cast<void*>(table[place]))(arguments...);
    }
    template<class T> auto release(std::size_t place) const {
        return reinterpret_cast<void (*)(T*)>(const_cast<void*>(table[place]));
    }
    template<class... Arguments> void check(std::size_t place, Arguments... arguments) const {
        const Owned<Status> status(call<Status*>(place, arguments...), release<Status>(kReleaseStatus));
        if (status)
            throw Error(std::string("ONNX Runtime: ") +
                        call<const char*, const Status*>(kGetErrorMessage, status.get()));
    }
    /// The library's function that makes a T, its last argument being where to put it.
    template<class T, class... Arguments>
    Owned<T> make(std::size_t place, std::size_t releasePlace, Arguments... arguments) const {
        T* made = nullptr;
        check<Arguments..., T**>(place, arguments..., &made);
        return {made, release<T>(releasePlace)};
    }

    at::Tensor run(Session* session, const at::Tensor& anyImages) const;
    at::Tensor tensorOf(Value* value) const;
};

OnnxRuntime::OnnxRuntime(std::shared_ptr<const Library> library, std::string version)
    : m_library(std::move(library)), m_version(std::move(version)) {}

std::shared_ptr<const OnnxRuntime> OnnxRuntime::find() {
    auto named = namedLibrary();
    std::error_code ignored;
    if (fs::is_directory(named, ignored))
        named = libraryIn(named);
    const auto fail = [&](const std::string& why) {
        throw Error("BUBBLENET_ONNXRUNTIME does not name a library of ONNX Runtime (" + why +
                        "): let it name libonnxruntime.so or its folder, or unset it",
                    ErrorKind::usage);
    };
    void* library = nullptr;
    if (namedLibrary().empty()) {
        library = openLibrary("libonnxruntime.so.1"); // as its authors' builds call themselves
        if (library == nullptr)
            return nullptr;
    } else {
        if (named.empty())
            fail("nothing in '" + namedLibrary().string() + "' is called so");
        if (fs::is_regular_file(named, ignored) && sharesOnnx(named))
            fail("'" + named.string() + "' cannot be in one program with LibTorch; PyPI's and its authors' can");
        library = openLibrary(named.c_str());
        if (library == nullptr)
            fail(dlerror());
    }
    const auto base = reinterpret_cast<const Base* (*)()>(dlsym(library, "OrtGetApiBase"));
    const auto* table = base == nullptr ? nullptr : base()->table(kFirstVersion);
    if (table == nullptr) {
        if (!namedLibrary().empty())
            fail("'" + named.string() + "' is older than 1.5, or none");
        return nullptr;
    }
    auto opened = std::make_shared<Library>();
    opened->table = table;
    // One pool of threads for all: those of another network, which look for work a while before they sleep, would take
    // the cores from the one that is measured.
    const auto threads = opened->make<ThreadingOptions>(kCreateThreadingOptions, kReleaseThreadingOptions);
    opened->check(kSetGlobalIntraOpNumThreads, threads.get(), at::get_num_threads());
    opened->env = opened->make<Env>(kCreateEnvWithGlobalThreadPools, kReleaseEnv, kLogErrors, "bubblenet",
                                    static_cast<const ThreadingOptions*>(threads.get()));
    return std::shared_ptr<const OnnxRuntime>(new OnnxRuntime(opened, base()->version()));
}

std::function<at::Tensor(const at::Tensor&)> OnnxRuntime::open(std::string_view model) const {
    const auto options = m_library->make<SessionOptions>(kCreateSessionOptions, kReleaseSessionOptions);
    m_library->check(kDisablePerSessionThreads, options.get());
    const std::shared_ptr<Session> session = m_library->make<Session>(
        kCreateSessionFromArray, kReleaseSession, static_cast<const Env*>(m_library->env.get()),
        static_cast<const void*>(model.data()), model.size(), static_cast<const SessionOptions*>(options.get()));
    return [library = m_library, session](const at::Tensor& images) { return library->run(session.get(), images); };
}

at::Tensor OnnxRuntime::Library::run(Session* session, const at::Tensor& anyImages) const {
    const auto images = anyImages.to(at::kCPU, at::kFloat).contiguous();
    const auto memory = make<MemoryInfo>(kCreateCpuMemoryInfo, kReleaseMemoryInfo, kDeviceAllocator, kDefaultMemory);
    const auto input =
        make<Value>(kCreateTensorWithDataAsOrtValue, kReleaseValue, static_cast<const MemoryInfo*>(memory.get()),
                    images.data_ptr(), images.nbytes(), images.sizes().data(), images.sizes().size(), kFloat);
    const Value* inputs[] = {input.get()};
    const char* inputNames[] = {"images"};
    const char* outputNames[] = {"logits"};
    const auto output =
        make<Value>(kRun, kReleaseValue, session, static_cast<const void*>(nullptr),
                    static_cast<const char* const*>(inputNames), static_cast<const Value* const*>(inputs),
                    std::size_t{1}, static_cast<const char* const*>(outputNames), std::size_t{1});
    return tensorOf(output.get());
}

at::Tensor OnnxRuntime::Library::tensorOf(Value* value) const {
    const auto shape =
        make<Shape>(kGetTensorTypeAndShape, kReleaseTensorTypeAndShapeInfo, static_cast<const Value*>(value));
    int type = 0;
    std::size_t dimensions = 0;
    check(kGetTensorElementType, static_cast<const Shape*>(shape.get()), &type);
    check(kGetDimensionsCount, static_cast<const Shape*>(shape.get()), &dimensions);
    if (type != kFloat)
        throw Error("ONNX Runtime gives logits of the type " + std::to_string(type) + " instead of 1 (fp32)");
    std::vector<std::int64_t> sizes(dimensions);
    check(kGetDimensions, static_cast<const Shape*>(shape.get()), sizes.data(), sizes.size());
    void* data = nullptr;
    check(kGetTensorMutableData, value, &data);
    return at::from_blob(data, sizes, at::kFloat).clone();
}

} // namespace bubblenet::artefact
