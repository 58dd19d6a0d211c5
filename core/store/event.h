// SPDX-License-Identifier: GPL-3.0-only
// What happens in a run, as plain values: the lines of events.jsonl, and what the views and the command line show.
// A reader keeps lines of kinds it does not know. Names no torch and no Qt type.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/phrase.h"

namespace bubblenet::store {

// What is trained, evaluated and measured: of a run that prunes both, of another one network.
inline constexpr const char* kUnprunedNetwork = "unpruned network";
inline constexpr const char* kPrunedNetwork = "pruned network";
inline constexpr const char* kOnlyNetwork = "network";

struct RunStarted {
    std::string name;
    std::string method;
    std::uint64_t seed = 0;
    std::string device;
    std::string precision;
    int threads = 0;
    bool resumed = false;
};
struct PhaseStarted {
    std::string phase; ///< prepare | train | search | fine-tune | evaluate | export
    int number = 0;
    int count = 0;
};
struct StepDone { ///< thinned to one every 50 ms
    std::string phase;
    int epoch = 0;
    int epochs = 0;
    std::int64_t step = 0;
    std::int64_t steps = 0; ///< of the epoch
    double loss = 0;
    double learningRate = 0;
};
struct EpochDone {
    std::string phase;
    std::string subject; ///< what is trained: "network", "finalist 2", "round 3"
    int epoch = 0;
    int epochs = 0;
    double trainLoss = 0;
    double trainAccuracy = 0;
    std::optional<double> validationLoss;
    std::optional<double> validationAccuracy;
    double learningRate = 0;
    double seconds = 0;
    double imagesPerSecond = 0;
    double sparsity = 0;
    std::optional<std::string> note; ///< whale_cosine_best: what its whale did
};
struct CandidateDone {
    int iteration = 0; ///< from 1; 0: outside the pod
    int whale = 0;
    std::int64_t evaluation = 0; ///< unique ones so far
    bool cached = false;
    std::string origin; ///< pod | uniform | sensitivity | depth | inner | global | lamp
    std::vector<double> position;
    std::vector<int> widths;
    std::vector<std::string> removedBlocks;
    double accuracy = 0; ///< % of the judged validation images
    double loss = 0;
    double macs = 0;
    double parameters = 0;
    double latencyMs = 0; ///< estimated by the table; 0: not asked for
    double seconds = 0;
};
struct WhaleMove {
    std::string behaviour;  ///< encircle | spiral | explore | start
    double coefficient = 0; ///< A (its first coordinate or the scalar that chose the branch)
    std::vector<double> position;
    double objective = 0;
};
struct IterationDone {
    int iteration = 0;
    int iterations = 0;
    double a = 0;
    int leader = 0; ///< whale that holds the best so far; −1: seeded
    double bestObjective = 0;
    double bestAccuracy = 0;
    double uniformAccuracy = 0;
    std::int64_t uniqueEvaluations = 0;
    std::int64_t repeatedEvaluations = 0;
    std::vector<WhaleMove> whales;
};
struct RoundDone { ///< method: iterative
    int round = 0;
    double cost = 0; ///< share of the goal's cost that is left (or the sparsity)
    double accuracyAfterCut = 0;
    double accuracyAfterTraining = 0;
};
struct FinalistDone {
    int number = 0;
    std::string origin;
    std::vector<int> widths;
    std::vector<std::string> removedBlocks;
    double macs = 0;
    double accuracyUnseen = 0; ///< % of validation images that no candidate saw
    std::optional<double> accuracyAfterBrief;
    bool chosen = false;
};
struct FrontPoint {
    std::vector<int> widths;
    std::vector<std::string> removedBlocks;
    double accuracy = 0;  ///< % of the judged validation images, before any fine-tuning
    double costShare = 0; ///< of the unpruned network's, in the goal's kind
    double macs = 0;
    double parameters = 0;
};
struct FrontDone { ///< search.front: no other candidate is both cheaper and better; the cheapest first
    std::string costKind;
    std::vector<FrontPoint> points;
};
struct EvaluationDone {
    std::string subject; ///< kUnprunedNetwork, kPrunedNetwork, …
    std::string split;   ///< validation | test
    std::int64_t images = 0;
    double accuracy = 0;
    double accuracyTop5 = 0;
    double loss = 0;
};
struct CostsMeasured {
    std::string subject;
    double macs = 0;
    double parameters = 0;
    double bytes = 0;
    double sparsity = 0;
    double latencyMs1 = 0; ///< median, batch 1
    double latencyMsBatch = 0;
    int latencyBatch = 0;
    double latencySpreadMs1 = 0; ///< interquartile range
};
struct LatencyCompared { ///< unpruned and pruned network, measured in pairs of passes, one of each in turn
    std::string by;      ///< "Bubblenet", "ONNX Runtime 1.32.0"
    std::string device;
    int batchSize = 0;
    int pairs = 0;
    double beforeMs = 0; ///< medians
    double afterMs = 0;
    double speedup = 0; ///< before / after, the median over the pairs
    double lowerQuartileSpeedup = 0;
    double upperQuartileSpeedup = 0;
};
inline constexpr const char* kOwnEvaluation = "Bubblenet"; ///< LatencyCompared::by
struct FileReading {              ///< of a written file, by a program beside Bubblenet's own reader
    std::string by;               ///< "ONNX Runtime 1.21.0"
    double largestDifference = 0; ///< of its logits from the network's
    double range = 0;             ///< of the network's logits
    std::int64_t images = 0;
    std::int64_t sameTop1 = 0;
    double latencyMs = 0; ///< one image, median
};
struct ArtefactWritten {
    std::string path; ///< below the run folder
    std::string format;
    std::uint64_t bytes = 0;
    std::string sha256;
    double largestDifference = 0;
    double range = 0;
    bool verified = false;
    std::optional<std::string> precision; ///< of its numbers
    std::optional<std::int64_t> images;   ///< compared on
    std::optional<std::int64_t> sameTop1; ///< of them
    std::optional<double> latencyMs;      ///< one image through the file read back, median
    std::optional<std::string> by;        ///< who read it back: "Bubblenet", "LibTorch"
    std::vector<FileReading> others = {}; ///< ONNX: ONNX Runtime, where it is installed
};
struct Progress { ///< thinned, not recorded: for bars
    std::string what;
    std::int64_t done = 0;
    std::int64_t total = 0;
    double secondsLeft = -1; ///< of the whole run; < 0: not known yet
};
struct Message {
    std::string level;                ///< info | warning
    std::string text;                 ///< English
    std::optional<Phrase> parts = {}; ///< the text's, where it has any
};
struct CheckpointWritten {
    std::string path;
    // How far what goes on had come, where it was not at its end:
    std::optional<int> epoch = {}; ///< that was being trained
    std::optional<std::int64_t> step = {};
    std::optional<std::int64_t> steps = {};      ///< of the epoch
    std::optional<std::int64_t> candidates = {}; ///< judged so far; they are in this record itself
};
struct Verdict {
    bool met = false;
    std::string text;
    double accuracyBefore = 0; ///< test split
    double accuracyAfter = 0;
    double costShare = 0;
    std::string costKind; ///< macs | parameters | latency | bytes | sparsity
    double costGoal = 0;
};
struct SearchPlanned {                    ///< before the first candidate: what its numbers are of
    std::vector<std::string> groups;      ///< the names of `widths`: "layer2.3.conv1", "layer2" (a stream)
    std::vector<int> widths;              ///< the unpruned network's
    std::vector<std::string> coordinates; ///< the names of a position's
    double macs = 0;                      ///< the unpruned network's
    double parameters = 0;
    double latencyMs = 0; ///< by the table; 0: not asked for
    double accuracy = 0;  ///< % of the unpruned network on the images that candidates are judged on
    std::string costKind; ///< macs | parameters | latency | bytes
    double costGoal = 0;  ///< share that may be left
};
enum class Outcome { completed, goalNotMet, stopped, failed };
struct RunFinished {
    Outcome outcome = Outcome::completed;
    std::string reason; ///< English
    double seconds = 0; ///< since the last start
    std::optional<Phrase> reasonParts = {};
};

using EventBody = std::variant<RunStarted, PhaseStarted, StepDone, EpochDone, CandidateDone, IterationDone, RoundDone,
                               FinalistDone, EvaluationDone, CostsMeasured, ArtefactWritten, Progress, Message,
                               CheckpointWritten, Verdict, RunFinished, FrontDone, SearchPlanned, LatencyCompared>;

struct Event {
    double time = 0; ///< seconds since the epoch
    EventBody body;
};

/// A run that is resumed at its end measures again: of one program and batch size the latest counts.
void keepLatest(std::vector<LatencyCompared>& latencies, const LatencyCompared& latency);

/// Who read the file back: "Bubblenet, ONNX Runtime 1.21.0"; empty for older records.
std::string readersOf(const ArtefactWritten& artefact);

/// One line of JSON without its newline; "kind" names the alternative in snake_case.
std::string toJsonLine(const Event& event);
/// None for a kind this version does not know. Throws Error for a line that is not such JSON.
std::optional<Event> eventFromJsonLine(const std::string& line);

} // namespace bubblenet::store
