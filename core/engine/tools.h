// SPDX-License-Identifier: GPL-3.0-only
// What is done with a network outside of a run: evaluate, predict, look at, export, measure. Plain values in and out,
// no torch type. Every function blocks, asks `proceed` between batches (then throws Stopped), and throws Error; the
// hooks are called on the caller's thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/proceed.h"
#include "core/config/run_config.h"
#include "core/nn/network_spec.h"

namespace bubblenet::engine {

struct Hooks {
    Proceed proceed;
    std::function<void(const std::string& what, std::int64_t done, std::int64_t total)> progress;
    std::function<void(const std::string& text)> note; ///< what the user should know beside the result
};

/// For ModelRequest::threads: as many as the process has. Another number would be a run's beside it too.
inline constexpr int kKeepThreads = -1;

/// A network: an architecture's name ("models." accepted; random weights), a weight file, or a run's folder (its
/// result).
struct ModelRequest {
    std::string model;
    std::string weights; ///< a file for an architecture named in `model`; empty: none
    std::string device = "auto";
    std::string stem = "auto"; ///< of an architecture's name
    int threads = 0;
    std::uint64_t seed = 1; ///< of random weights
};

struct DataRequest {
    std::string dataset;
    std::string path = "auto";
    int imageSize = 0;
    int batchSize = 128;
};

struct PredictedImage { ///< of a data set's test split
    std::uint32_t index = 0;
    int label = 0;
    int predicted = 0;
    double probability = 0;
};
struct EvaluationResult {
    std::string architecture;
    std::string dataset;
    std::string split = "test";
    std::string device;
    std::vector<std::string> classNames;
    std::int64_t images = 0;
    double accuracy = 0; ///< %
    double accuracyTop5 = 0;
    double loss = 0;
    double seconds = 0;
    std::int64_t testReads = 0; ///< of the run's test images, this one included; 0: they are no run's
    nn::Costs costs;
    std::vector<std::vector<std::int64_t>> confusion; ///< [true][predicted]
    std::vector<PredictedImage> predictions;
};
/// On the whole test split, in fp32. Where that is a run's, because the network is its result or a file of its
/// artefacts, the reading is counted in its manifest first, for which no other process may be using the run.
EvaluationResult evaluateModel(const ModelRequest& model, const DataRequest& data, const Hooks& hooks);

struct ClassProbability {
    int index = 0;
    std::string name; ///< empty where the network brings no names
    double probability = 0;
};
struct ImagePrediction {
    std::filesystem::path path;
    std::vector<ClassProbability> best; ///< most probable first
    double milliseconds = 0;            ///< of the forward pass
    std::string problem;                ///< why this image has no prediction; empty: it has one
};
/// One for each JPEG or PNG file, also for those that cannot be read. `imageSize` 0: what the network says, else 224
/// for ImageNet stems and 32 for CIFAR ones.
/// `each`, where there is one, hears every prediction as it is made.
std::vector<ImagePrediction> predictImages(const ModelRequest& model, const std::vector<std::filesystem::path>& images,
                                           int imageSize, const Hooks& hooks,
                                           const std::function<void(const ImagePrediction&)>& each = {});
/// A folder's JPEG and PNG files and those of the folders below it, sorted.
std::vector<std::filesystem::path> imagesUnder(const std::filesystem::path& folder, const Hooks& hooks);

struct LatencyFigure {
    int batchSize = 0;
    double medianMs = 0;
    double lowerQuartileMs = 0;
    double upperQuartileMs = 0;
};
struct ModelDescription {
    std::string source; ///< "file x.safetensors", "architecture resnet50", "run …"
    nn::NetworkSpec spec;
    int imageSize = 0;
    nn::Costs costs;
    std::vector<nn::LayerCost> layers;
    double sparsity = 0;
    std::string normalization; ///< "mean … / deviation …", or that ImageNet's is assumed
    bool isNormalizationKnown = false;
    std::vector<std::string> classNames;
    std::string device;
};
struct InspectOptions {
    int imageSize = 0;
};
ModelDescription inspectModel(const ModelRequest& model, const InspectOptions& options, const Hooks& hooks);

struct ExportFormat {
    std::string name;
    std::vector<std::string> precisions;
    std::string note;
};
std::vector<ExportFormat> exportFormats();
enum class TestCount { counts, isCounted }; ///< isCounted: a part of an export that has counted its reading
struct ExportRequest {
    std::vector<std::string> formats = {"safetensors"};
    std::string precision = "fp32"; ///< fp32 | fp16 | bf16
    std::string norms = "folded";   ///< ONNX's batch norms: folded | kept
    std::filesystem::path folder = ".";
    std::string name; ///< of the files, without a suffix; empty: the source's
    DataRequest data; ///< whose test images are compared on, counted as evaluateModel does; no name: random ones
    int images = 256; ///< of them, at most
    TestCount testCount = TestCount::counts;
};
/// The names that an export of `request.name` writes, a .pth's module among them. Throws Error(usage) for what cannot
/// be asked for.
std::vector<std::filesystem::path> exportedPaths(const ExportRequest& request);
/// What one reader of a file makes of it.
struct FileVerification {
    std::string by;               ///< "Bubblenet", "ONNX Runtime 1.21.0"
    double largestDifference = 0; ///< of the file's logits from the network's
    double range = 0;
    std::int64_t images = 0;
    std::int64_t sameTop1 = 0;
    std::optional<double> accuracyInMemory; ///< % of the images; where they have labels
    std::optional<double> accuracyInFile;
    double latencyMs = 0; ///< one image through the file as read back, median
};
/// With what our own reader makes of it.
struct ExportedFile : FileVerification {
    std::filesystem::path path;
    std::filesystem::path module;            ///< pth: the Python beside it
    std::vector<std::filesystem::path> made; ///< of both, what was not there before
    std::string format;
    std::string precision;
    std::uint64_t bytes = 0;
    std::string sha256;
    std::vector<int> inputShape;
    std::vector<FileVerification> others; ///< ONNX: ONNX Runtime, where it is installed
};
/// Into `folder`, the precision after the name where it is not fp32; a file that is there already is an Error before
/// anything is written. Each is verified by reading it back; one that fails leaves those before it, and a Stopped none.
std::vector<ExportedFile> exportModel(const ModelRequest& model, const ExportRequest& request, const Hooks& hooks);

struct DeviceRow {
    std::string name;
    std::string title;
    double memoryBytes = 0; ///< 0: not known
    bool fastBf16 = false;
};
std::vector<DeviceRow> availableDevices();
std::string torchVersion();

struct BenchmarkRow {
    std::string what;
    double value = 0;
    std::string unit;
    std::string details;
};
struct BenchmarkOptions {
    std::string device = "auto";
    int threads = 0;
    int repeats = 8; ///< steps timed
    int candidates = 6;
};
/// Training and evaluation speed of ResNet-56 and ResNet-50 at 32 × 32, and seconds a candidate of the search, on
/// random images; `row` hears each as it is measured.
std::vector<BenchmarkRow> benchmark(const BenchmarkOptions& options,
                                    const std::function<void(const BenchmarkRow&)>& row, const Hooks& hooks);

/// The architecture that a weight file or a run's result holds. Throws Error.
std::string architectureOf(const std::filesystem::path& fileOrRun);
/// A run's network as a file: its last verified artefact. Throws Error(usage) where there is none.
std::filesystem::path resultFile(const std::filesystem::path& run);
/// Before a run's folder is made: device, data set, weights, a goal in reach. Throws Error(usage) for what cannot work.
void checkRun(const config::RunConfig& config);

} // namespace bubblenet::engine
