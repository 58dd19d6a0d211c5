// SPDX-License-Identifier: GPL-3.0-only
#include <system_error>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/config/resources.h"
#include "core/engine/inspection_state.h"
#include "core/engine/kept_channels.h"
#include "core/engine/planned_work.h"
#include "core/engine/session.h"
#include "core/nn/device.h"
#include "core/nn/read_errors.h"
#include "core/prune/masks.h"
#include "core/store/event_reader.h"

namespace bubblenet::engine {

namespace {

namespace fs = std::filesystem;

bool isFile(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// As the recipe says where that device is here; "auto" otherwise.
std::string deviceFor(const std::string& asked, const std::string& recipe) {
    if (asked != "auto")
        return asked;
    try {
        nn::openDevice(recipe);
        return recipe;
    } catch (const Error&) {
        return asked;
    }
}

nn::SpecOptions specOptions(const config::NetworkConfig& network, const data::DatasetInfo& dataset,
                            const std::optional<OpenedModel>& after) {
    nn::SpecOptions options{.stem = network.stem, .shortcut = network.shortcut};
    if (after) {
        options.classes = after->network->spec().classes;
        options.inputChannels = after->network->spec().inputChannels;
        return options;
    }
    options.classes = network.classes > 0 ? network.classes : dataset.classes > 0 ? dataset.classes : options.classes;
    options.inputChannels = dataset.shape.channels > 0 ? dataset.shape.channels : options.inputChannels;
    return options;
}

std::shared_ptr<nn::Network> networkOf(const store::RunFolder& folder, const std::string& checkpoint) {
    const auto saved = folder.readCheckpoint(checkpoint);
    if (!saved || !saved->parts.contains("network"))
        return nullptr;
    const auto place = (folder.path() / "checkpoints" / checkpoint).string();
    const auto dict = nn::fromSafetensors(saved->parts.at("network"), place);
    auto network = nn::Network::uninitialised(nn::recogniseSpec(dict, place));
    nn::loadInto(*network, dict, nn::ClassifierPolicy::mustMatch);
    return network;
}

class RunOpener {
public:
    RunOpener(InspectionState& state, const Hooks& hooks)
        : m_state(state), m_hooks(hooks), m_folder(store::RunFolder::open(state.run, store::OpenMode::read)),
          m_manifest(m_folder.manifest()), m_events(outlineOf(state.run)) {
        state.config = m_folder.config();
    }

    void open() {
        if (isPruning())
            openAfter();
        try {
            openBefore();
        } catch (const Error& error) {
            if (!m_state.after)
                throw;
            m_state.before.reset();
            m_state.summary.beforeProblem = error.message();
            m_spec = nn::makeSpec(config().network.architecture, options());
        }
        move(m_state.before);
        move(m_state.after);
        findPlan();
    }

    const nn::NetworkSpec& spec() const { return m_state.before ? m_state.before->network->spec() : m_spec; }
    const std::vector<store::Event>& events() const { return m_events; }
    const store::Manifest& manifest() const { return m_manifest; }

private:
    const config::RunConfig& config() const { return m_state.config; }
    bool hasWeightFile() const { return config::namesWeightFile(config().network.weights); }
    bool isPruning() const { return config().search.prune != "none"; }
    nn::SpecOptions options() const {
        return specOptions(config().network, data::datasetInfo(config().data.dataset), m_state.after);
    }

    void note(const std::string& text) const {
        if (m_hooks.note)
            m_hooks.note(text);
    }

    void move(std::optional<OpenedModel>& model) const {
        if (!model)
            return;
        model->device = m_state.device;
        model->network->to(m_state.device);
        model->network->eval();
    }

    OpenedModel modelOf(std::shared_ptr<nn::Network> network, const std::string& source, const char* name) const {
        return {
            .network = std::move(network), .input = {}, .source = source + " of " + m_state.run.string(), .name = name};
    }

    // What was exported, which says what its input is; where it is not there, the checkpoint that it was made of.
    void openAfter() {
        const auto file = resultIn(m_events, m_state.run);
        if (!file.empty() && isFile(file)) {
            m_state.after = modelFromFile(file, "result of " + m_state.run.string(), {});
            return;
        }
        if (!file.empty())
            note("the run's artefact '" + file.string() + "' is missing: its checkpoint is shown");
        for (const char* checkpoint : {"tuned", "pruned"})
            if (auto network = networkOf(m_folder, checkpoint)) {
                m_state.after = modelOf(std::move(network), std::string("checkpoint '") + checkpoint + "'", "pruned");
                return;
            }
        m_state.summary.afterProblem = Phrase("the run '{1}' has left no pruned network yet", m_state.run.string());
    }

    void openBefore() {
        const auto artefact = isPruning() ? fs::path() : resultIn(m_events, m_state.run);
        if (isFile(artefact)) {
            m_state.before = modelFromFile(artefact, "result of " + m_state.run.string(), {});
        } else if (auto trained = networkOf(m_folder, "trained")) {
            m_state.before = modelOf(std::move(trained), store::kUnprunedNetwork, "unpruned");
            if (hasWeightFile() && !m_state.after)
                m_state.before->input = nn::inputDescription(nn::readStateDict(weightFile()));
        } else if (config().train.epochs > 0) {
            throw Error(
                Phrase("the run '{1}' holds no trained network (checkpoint 'trained'): it has not got that far, or the "
                       "file was taken away",
                       m_state.run.string()),
                ErrorKind::usage);
        } else if (!hasWeightFile()) {
            m_state.before =
                modelOf(std::make_shared<nn::Network>(nn::makeSpec(config().network.architecture, options()),
                                                      Rng(config().seed).stream("weights")),
                        store::kUnprunedNetwork, "unpruned");
        } else {
            openBeforeFrom(weightFile());
        }
        describeInput();
    }

    // The record's file, or, on another machine, the recipe's.
    fs::path weightFile() const {
        const auto& named = config().network.weights;
        fs::path file = m_manifest.weightsPath;
        if (!isFile(file))
            file = config::resolvePath(named);
        if (!isFile(file))
            throw Error(Phrase("the run's unpruned weights are not here: no such file: '{1}'",
                               m_manifest.weightsPath.empty() ? named : m_manifest.weightsPath),
                        ErrorKind::usage);
        if (const auto digest = sha256OfFile(file);
            !m_manifest.weightsSha256.empty() && m_manifest.weightsSha256 != digest)
            throw Error(Phrase("'{1}' is not the file this run was started with: its SHA-256 is {2}, recorded is {3}",
                               file.string(), digest, m_manifest.weightsSha256),
                        ErrorKind::usage);
        return file;
    }

    void openBeforeFrom(const fs::path& file) {
        const auto dict = nn::readStateDict(file);
        auto spec = nn::recogniseSpec(dict, file.string());
        const int classes = options().classes;
        const bool isReplaced = spec.classes != classes;
        spec.classes = classes;
        // Random values take long for a large network, and are wanted where the run had them too.
        auto network = isReplaced ? std::make_shared<nn::Network>(spec, Rng(config().seed).stream("weights"))
                                  : nn::Network::uninitialised(spec);
        nn::namingFile(file.string(), [&] {
            nn::loadInto(*network, dict, nn::ClassifierPolicy::replaceIfDifferent);
            m_state.before = modelOf(std::move(network), store::kUnprunedNetwork, "unpruned");
            m_state.before->input = nn::inputDescription(dict);
        });
    }

    // A run feeds both networks the same: what its artefact says, else what its weight file says (ImageNet's where that
    // is silent); else its data set's own, for which that is opened when it is needed.
    void describeInput() {
        auto& before = m_state.before->input;
        if (m_state.after && m_state.after->input.normalization)
            before = m_state.after->input;
        else if (hasWeightFile() && !before.normalization)
            before.normalization = data::imageNetNormalization();
        if (m_state.after && !m_state.after->input.normalization)
            m_state.after->input = before;
    }

    // From the checkpoint; where it does not say (older runs), the chosen widths with the recipe's score, which is what
    // the search took. Of rounds, and of scores measured on images, an older run leaves no trace. Either is believed
    // only where it leads to the network that there is.
    void findPlan() {
        if (!m_state.after)
            return;
        const auto agrees = [&](const prune::PruningPlan& plan) {
            try {
                return prune::cutSpec(spec(), plan) == m_state.after->network->spec();
            } catch (const Error&) {
                return false;
            }
        };
        if (spec() == m_state.after->network->spec()) {
            m_state.plan = prune::wholePlan(spec());
            return;
        }
        if (const auto saved = m_folder.readCheckpoint("pruned"))
            if (auto plan = keptIn(saved->json); plan && agrees(*plan)) {
                m_state.plan = std::move(plan);
                return;
            }
        const auto scores = scoresOfWeights(m_state);
        for (const auto& event : m_events)
            if (const auto* finalist = std::get_if<store::FinalistDone>(&event.body);
                finalist && finalist->chosen && scores) {
                auto plan = prune::planFor({finalist->widths, finalist->removedBlocks}, *scores);
                if (agrees(plan))
                    m_state.plan = std::move(plan);
            }
    }

    InspectionState& m_state;
    const Hooks& m_hooks;
    store::RunFolder m_folder;
    store::Manifest m_manifest;
    std::vector<store::Event> m_events;
    nn::NetworkSpec m_spec; ///< of a network whose weights are not at hand
};

InspectedNetwork describe(const std::string& source, const nn::NetworkSpec& spec, int imageSize,
                          const std::optional<OpenedModel>& model) {
    InspectedNetwork network{.source = source, .spec = spec, .costs = nn::totalCosts(spec, imageSize)};
    if (model)
        network.sparsity = prune::measuredSparsity(*model->network);
    return network;
}

LatencyComparison comparisonOf(const store::LatencyCompared& latency) {
    return {.by = latency.by,
            .device = latency.device,
            .before = {.batchSize = latency.batchSize, .medianMs = latency.beforeMs},
            .after = {.batchSize = latency.batchSize, .medianMs = latency.afterMs},
            .pairs = latency.pairs,
            .speedup = latency.speedup,
            .lowerQuartileSpeedup = latency.lowerQuartileSpeedup,
            .upperQuartileSpeedup = latency.upperQuartileSpeedup};
}

void addRecord(InspectionSummary& summary, const std::vector<store::Event>& events) {
    const auto sideOf = [&](const std::string& subject) -> InspectedNetwork* {
        if (subject == store::kPrunedNetwork) // a whale is another network than the record's
            return summary.after && !summary.whale ? &*summary.after : nullptr;
        return summary.before ? &*summary.before : nullptr;
    };
    std::vector<store::LatencyCompared> latencies;
    for (const auto& event : events) {
        if (const auto* evaluation = std::get_if<store::EvaluationDone>(&event.body)) {
            if (auto* network = sideOf(evaluation->subject); network && evaluation->split == "test")
                network->testAccuracy = evaluation->accuracy;
        } else if (const auto* costs = std::get_if<store::CostsMeasured>(&event.body)) {
            if (auto* network = sideOf(costs->subject)) {
                network->recordedMs1 = costs->latencyMs1;
                network->recordedMsBatch = costs->latencyMsBatch;
                network->recordedBatch = costs->latencyBatch;
            }
        } else if (const auto* latency = std::get_if<store::LatencyCompared>(&event.body); latency && !summary.whale) {
            store::keepLatest(latencies, *latency);
        }
    }
    std::ranges::transform(latencies, std::back_inserter(summary.recordedLatencies), comparisonOf);
}

void summarise(InspectionState& state, const nn::NetworkSpec& spec, const std::vector<store::Event>& events) {
    auto& summary = state.summary;
    const auto& config = state.config;
    summary.architecture = spec.architecture;
    summary.device = state.device.str();
    if (!state.run.empty()) {
        summary.isRun = true;
        summary.name = config.name;
        summary.method = config.search.prune == "none" ? "none" : config.search.method;
    }
    summary.score = config.search.score;
    summary.dataset = config.data.dataset;
    const auto& shown = state.before ? *state.before : *state.after;
    if (summary.imageSize == 0)
        summary.imageSize = state.run.empty()                  ? imageSizeOf(shown, state.request.data.imageSize)
                            : state.request.data.imageSize > 0 ? state.request.data.imageSize
                                                               : imageSizeOf(config);
    summary.normalization = state.run.empty() || shown.input.normalization ? normalizationText(shown)
                                                                           : "the data set's own mean and deviation";
    summary.classNames = shown.input.classNames;
    summary.before = describe(state.before ? state.before->source : "unpruned network of " + state.run.string(), spec,
                              summary.imageSize, state.before);
    if (state.after)
        summary.after = describe(state.after->source, state.after->network->spec(), summary.imageSize, state.after);
    addRecord(summary, events);
}

} // namespace

std::vector<store::Event> outlineOf(const fs::path& run) {
    store::RunFolder::open(run, store::OpenMode::read);
    std::vector<store::Event> events;
    const auto file = run / "events.jsonl";
    if (!isFile(file)) // a run that has not begun
        return events;
    store::EventReader reader(file, store::Detail::outline);
    while (!reader.isAtEnd())
        for (auto& event : reader.next())
            events.push_back(std::move(event));
    return events;
}

bool isRunFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

void openFile(InspectionState& state, const Hooks& hooks) {
    const auto& data = state.request.data;
    state.config = config::parseRecipe("name: inspected\n", "").config;
    state.config.data.dataset = data.dataset;
    state.config.data.path = data.path;
    state.config.data.imageSize = data.imageSize;
    state.config.data.batchSize = data.batchSize;
    ModelSurroundings around;
    if (!data.dataset.empty()) {
        const auto& info = data::datasetInfo(data.dataset);
        around = {.classes = info.classes, .channels = info.shape.channels > 0 ? info.shape.channels : 3};
    }
    Hooks quiet = hooks;
    quiet.note = {}; // the summary says it
    auto request = state.request.model;
    request.threads = kKeepThreads;
    state.before = openModel(request, around, quiet);
    state.device = state.before->device;
    state.summary.name = state.before->name;
    state.config.network.architecture = state.before->network->spec().architecture;
    summarise(state, state.before->network->spec(), {});
}

void openRun(InspectionState& state, const Hooks& hooks) {
    RunOpener opener(state, hooks);
    if (const auto& path = state.request.data.path; path != "auto")
        state.config.data.path = path;
    state.datasetSha256 = opener.manifest().datasetSha256;
    state.device = nn::openDevice(deviceFor(state.request.model.device, state.config.device));
    opener.open();
    summarise(state, opener.spec(), opener.events());
}

// The whole session of the run, so that the candidate is built as the search built it.
void openWhale(InspectionState& state, const Hooks& hooks) {
    auto folder = store::RunFolder::open(state.run, store::OpenMode::read);
    const auto events = outlineOf(state.run);
    const auto candidate = candidateOf(events, *state.request.whale);
    state.config = folder.config();
    state.config.device = deviceFor(state.request.model.device, state.config.device);
    if (const auto& path = state.request.data.path; path != "auto")
        state.config.data.path = path;
    RunControl none;
    Session session(folder, withThreadsOf(state.request.model, state.config), none, hooks.proceed,
                    [](const store::EventBody&) {});
    state.device = session.device;
    session.network->eval();
    state.before = OpenedModel{.network = session.network,
                               .input = session.input,
                               .source = "unpruned network of " + state.run.string(),
                               .name = "unpruned",
                               .device = session.device};
    rebuildWhale(state, session, candidate, hooks);
    state.images = InspectedImages{session.data, session.split.validation};
    state.summary.whale = whaleRecordOf(events, candidate);
    summarise(state, session.network->spec(), events);
}

} // namespace bubblenet::engine
