// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cstdio>
#include <system_error>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/engine/inspection_state.h"
#include "core/engine/search_setup.h"

namespace bubblenet::engine {

namespace {

namespace fs = std::filesystem;

std::string nameOf(const WhaleId& whale) {
    return "whale-" + std::to_string(whale.iteration) + "-" + std::to_string(whale.whale + 1);
}

const store::CandidateDone* findCandidate(const std::vector<store::Event>& events, const WhaleId& whale) {
    const store::CandidateDone* found = nullptr;
    for (const auto& event : events)
        if (const auto* candidate = std::get_if<store::CandidateDone>(&event.body))
            if (candidate->iteration == whale.iteration && candidate->whale == whale.whale)
                found = candidate;
    return found;
}

} // namespace

WhaleRecord whaleRecordOf(const std::vector<store::Event>& events, const store::CandidateDone& candidate) {
    WhaleRecord record{.id = {candidate.iteration, candidate.whale},
                       .origin = candidate.origin,
                       .evaluation = candidate.evaluation,
                       .isRepeated = candidate.cached,
                       .accuracy = candidate.accuracy,
                       .loss = candidate.loss,
                       .macs = candidate.macs,
                       .parameters = candidate.parameters,
                       .latencyMs = candidate.latencyMs,
                       .widths = candidate.widths,
                       .removedBlocks = candidate.removedBlocks};
    for (const auto& event : events) {
        if (const auto* plan = std::get_if<store::SearchPlanned>(&event.body); plan && plan->macs > 0) {
            record.macsShare = candidate.macs / plan->macs;
            record.parametersShare = plan->parameters > 0 ? candidate.parameters / plan->parameters : 0;
        } else if (const auto* finalist = std::get_if<store::FinalistDone>(&event.body); finalist && finalist->chosen) {
            record.isChosen =
                finalist->widths == candidate.widths && finalist->removedBlocks == candidate.removedBlocks;
        }
    }
    return record;
}

store::CandidateDone candidateOf(const std::vector<store::Event>& events, const WhaleId& whale) {
    if (const auto* found = findCandidate(events, whale))
        return *found;
    throw Error(Phrase("the run has no whale {1}:{2} (iteration:whale) on record", whale.iteration, whale.whale + 1),
                ErrorKind::usage);
}

std::vector<WhaleRecord> Inspection::whales(const fs::path& run) {
    const auto events = outlineOf(run);
    std::vector<store::Event> context; // what is said of all of them, so that each need not search the whole record
    for (const auto& event : events)
        if (std::holds_alternative<store::SearchPlanned>(event.body) ||
            std::holds_alternative<store::FinalistDone>(event.body))
            context.push_back(event);
    std::vector<WhaleRecord> records;
    for (const auto& event : events)
        if (const auto* candidate = std::get_if<store::CandidateDone>(&event.body))
            records.push_back(whaleRecordOf(context, *candidate));
    return records;
}

config::RunConfig withThreadsOf(const ModelRequest& request, config::RunConfig config) {
    if (request.threads != 0)
        config.threads = request.threads;
    return config;
}

void rebuildWhale(InspectionState& state, Session& session, const store::CandidateDone& candidate, const Hooks& hooks) {
    const auto report = [&](std::int64_t done) {
        if (hooks.progress)
            hooks.progress("building the whale again", done, 3);
    };
    report(0);
    const SearchSetup setup(session);
    report(1);
    const prune::Widths widths{candidate.widths, candidate.removedBlocks};
    const auto settings = setup.encoding->decode(candidate.position).settings;
    auto& after = state.after.emplace();
    // On the threads that the search took: sums in another order round otherwise.
    search::judgeInParallel(1, judgingThreads(session), session.proceed, [&](std::size_t) {
        after.network = setup.judge->candidate(widths, settings);
        report(2);
        state.summary.whaleAccuracy = setup.judge->measure(*after.network, *setup.judged).accuracy;
    });
    state.summary.whaleImages = setup.judged->imageCount();
    after.network->eval();
    after.input = session.input;
    after.name = nameOf(*state.request.whale);
    after.source = after.name + " of " + state.run.string();
    after.device = state.device;
    state.plan = setup.judge->planOf(widths);
    state.scores = setup.scores;
}

namespace {

fs::path absolutePath(const fs::path& path) {
    std::error_code failed;
    auto absolute = fs::absolute(path, failed);
    return failed ? path : absolute;
}

} // namespace

void Inspection::writeWeights(const fs::path& file) const {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(file, ignored)))
        throw Error(Phrase("'{1}' is there already: remove it, or name another file", file.string()), ErrorKind::usage);
    const auto model = completed(*m_state, m_state->result(), {});
    auto dict = nn::stateDictOf(*model.network);
    nn::describeInput(dict, model.input);
    writeFileAtomically(file, nn::toSafetensors(dict), Existing::refuse);
}

std::vector<ExportedFile> Inspection::exportAfter(const ExportRequest& request, const Hooks& hooks) const {
    return exportOpened(completed(*m_state, m_state->result(), hooks), request, hooks);
}

std::string Inspection::fineTuneRecipe(const fs::path& weights) const {
    auto config = m_state->config;
    const auto& name = m_state->model(m_state->result()).name;
    config.name = m_state->run.empty() ? name + "-tuned" : config.name + "-" + name + "-tuned";
    config.network.architecture = m_state->summary.architecture;
    config.network.weights = absolutePath(weights).string();
    config.train = config.fineTune;
    if (config.train.epochs == 0)
        config.train.epochs = config::RunConfig().fineTune.epochs;
    config.train.distill = false; // the teacher would be the network itself
    config.search = {.prune = "none"};
    if (config.data.dataset.empty())
        config.data.dataset = config::DataConfig().dataset;
    return config::toYaml(config);
}

} // namespace bubblenet::engine
