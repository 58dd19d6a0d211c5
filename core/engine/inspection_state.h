// SPDX-License-Identifier: GPL-3.0-only
// What an Inspection holds, and the steps of its opening. Private to inspection*.cpp. Written while it is opened; after
// that only what is made at its first use, under its mutex.
#pragma once

#include <mutex>

#include <omp.h>

#include "core/engine/inspection.h"
#include "core/engine/tool_model.h"
#include "core/prune/groups.h"
#include "core/store/run_folder.h"

namespace bubblenet::engine {

struct InspectedImages {
    data::DatasetPair data;
    std::vector<std::uint32_t> validation; ///< into data.train
};

struct InspectionState {
    InspectionRequest request;
    InspectionSummary summary;
    std::vector<LayerGroup> groups;
    std::vector<InspectedLayer> layers;
    std::filesystem::path run; ///< empty: a weight file or an architecture
    config::RunConfig config;  ///< a run's recipe, else the defaults with the request's data set
    std::string datasetSha256; ///< recorded by a run
    at::Device device = at::kCPU;
    std::optional<OpenedModel> before; ///< none: its weights are not at hand
    std::optional<OpenedModel> after;
    std::optional<prune::PruningPlan> plan; ///< which of before's channels `after` has, where that is known

    std::timed_mutex work; ///< held while the networks compute: two at a time would spoil each other's milliseconds
    std::timed_mutex imagesMutex;
    std::optional<InspectedImages> images;
    std::timed_mutex scoresMutex;
    std::vector<std::vector<double>> scores; ///< of the unpruned network's channels; empty: not asked for yet

    /// Throws Error where that side has no weights.
    const OpenedModel& model(Side side) const;
    /// After, or before where there is no other.
    Side result() const { return after ? Side::after : Side::before; }
    const InspectedLayer& layer(const std::string& name) const; ///< throws Error(usage)
};

/// A turn at what others may hold for long; throws Stopped.
std::unique_lock<std::timed_mutex> waitTurn(std::timed_mutex& mutex, const Hooks& hooks);

/// Reading weights and looking at them is many short pieces of work, whose threads wait for each other where the
/// machine is busy: at a load of 20 on two cores a ResNet-50's run took 27 s to open with two threads, 2.4 s with one.
class OnOneThread {
public:
    OnOneThread() : m_threads(omp_get_max_threads()) { omp_set_num_threads(1); } // of this thread alone
    ~OnOneThread() { omp_set_num_threads(m_threads); }
    OnOneThread(const OnOneThread&) = delete;
    OnOneThread& operator=(const OnOneThread&) = delete;

private:
    int m_threads;
};

bool isRunFolder(const std::filesystem::path& path);

// Opening, in this order.
void openFile(InspectionState& state, const Hooks& hooks);
void openRun(InspectionState& state, const Hooks& hooks);
void openWhale(InspectionState& state, const Hooks& hooks);
void describeLayers(InspectionState& state);

/// The record without its steps and iterations, which are most of a long one. Throws Error for a folder that is no run.
std::vector<store::Event> outlineOf(const std::filesystem::path& run);

struct Session;
/// The candidate as the network after, built and judged again.
/// A recipe with the number of threads that was asked for; 0: the recipe's own.
config::RunConfig withThreadsOf(const ModelRequest& request, config::RunConfig config);
void rebuildWhale(InspectionState& state, Session& session, const store::CandidateDone& candidate, const Hooks& hooks);
/// Throws Error(usage) where the record has none.
store::CandidateDone candidateOf(const std::vector<store::Event>& events, const WhaleId& whale);
WhaleRecord whaleRecordOf(const std::vector<store::Event>& events, const store::CandidateDone& candidate);

/// Opened at the first call. Throws Error where no data set is known or it is not the run's.
const InspectedImages& imagesOf(InspectionState& state, const Hooks& hooks);
/// With all that there is to say about its images, for which the data set may be opened.
OpenedModel completed(InspectionState& state, Side side, const Hooks& hooks);
/// Of the unpruned network's channels by the recipe's score, in findGroups' order; measured at the first call.
const std::vector<std::vector<double>>& scoresOf(InspectionState& state, const Hooks& hooks);
/// The same where no image is needed for it; else none.
std::optional<std::vector<std::vector<double>>> scoresOfWeights(const InspectionState& state);

} // namespace bubblenet::engine
