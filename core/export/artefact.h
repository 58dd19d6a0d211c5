// SPDX-License-Identifier: GPL-3.0-only
// A network as a file for other programs, proved by reading it back: a reader that shares no code with the writer, and
// logits compared with those of the network in memory. Any thread; blocks.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/files.h"
#include "core/nn/weights.h"

namespace bubblenet::artefact {

enum class Precision { fp32, fp16, bf16 }; ///< of the numbers in the file
enum class NormFolding { folded, kept };   ///< ONNX: batch norms within the convolutions, or as nodes of their own

struct Format {
    std::string name;      ///< "onnx"
    std::string extension; ///< ".onnx"
    std::vector<Precision> precisions;
    std::string note; ///< for lists: what it is
};
const std::vector<Format>& formats();
/// Throws Error(usage) that lists the formats, with the nearest.
const Format& formatNamed(const std::string& name);
const char* nameOf(Precision precision);
at::ScalarType scalarTypeOf(Precision precision);
/// Throws Error, with the tensor's name, for values that the precision cannot hold.
at::Tensor inPrecision(const std::string& name, const at::Tensor& tensor, Precision precision);
/// Throws Error(usage) where the format does not have it.
Precision precisionNamed(const std::string& name, const Format& format);

/// As recipes name a file: a format, and its precision where that is not fp32.
struct Kind {
    const Format& format;
    Precision precision = Precision::fp32;
};
/// "onnx", "onnx-fp16". Throws Error(usage).
Kind kindNamed(const std::string& name);

/// How far the network of a file is from the one in memory.
struct Agreement {
    std::int64_t images = 0;
    double largestDifference = 0; ///< of any logit
    double range = 0;             ///< largest − smallest logit in memory
    std::int64_t sameTop1 = 0;    ///< images of the same class
    std::int64_t labelled = 0;
    std::int64_t correctInMemory = 0; ///< of `labelled`, like the next
    std::int64_t correctInFile = 0;

    /// fp32: logits within 1e-4 of their range. fp16 and bf16: within 2 % and 10 %, and 99.9 % and 99 % of the images
    /// of the same class, or all but one of few.
    bool holds(Precision precision) const;
};

/// Normalised images, N × C × H × W, and their labels, which may be undefined.
using VisitBatch = std::function<void(const at::Tensor& images, const at::Tensor& labels)>;
/// Calls with each batch to compare on.
using VisitBatches = std::function<void(const VisitBatch&)>;

struct Request {
    std::string format = "safetensors";
    Precision precision = Precision::fp32;
    NormFolding norms = NormFolding::folded;
    nn::InputDescription input; ///< goes into the file; `imageSize` is needed for ONNX
    Existing existing = Existing::replace;
};

/// By one reader of the file.
struct Verification {
    std::string by; ///< "Bubblenet", "ONNX Runtime 1.21.0"
    Agreement agreement;
    double latencyMs = 0; ///< one image through what was read back: the median of some passes
};

struct Written {
    std::filesystem::path path;
    std::filesystem::path module;            ///< pth: Python that rebuilds the network; else empty
    std::vector<std::filesystem::path> made; ///< of both, what was written: a module that was there already may serve
    std::uint64_t bytes = 0;
    std::string sha256;
    /// By our own reader, first, and for ONNX by ONNX Runtime, where it is installed.
    std::vector<Verification> verifications;
};

/// Writes into a temporary folder beside `path`, reads that file, compares the logits and renames it. Throws Error,
/// with nothing left behind, where the file does not agree; so too for whatever `batches` throws. Files that have these
/// names are replaced, or, if the request says so, an Error, unless it is the very module.
Written writeVerified(const std::filesystem::path& path, const nn::Network& network, const Request& request,
                      const VisitBatches& batches);

/// Removes the temporary folders that a crash has left. Nobody else may be writing into `folder`.
void removeLeftOvers(const std::filesystem::path& folder);

/// Where the Python module of a .pth goes. Its name can be imported, hides no module of Python's or PyTorch's, and is
/// no word of the language.
std::filesystem::path modulePathOf(const std::filesystem::path& pth);
/// What it says for this network.
std::string moduleText(const std::filesystem::path& pth, const nn::Network& network, const Request& request);

} // namespace bubblenet::artefact
