// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/inspection.h"

#include <algorithm>
#include <chrono>

#include "core/base/error.h"
#include "core/config/resources.h"
#include "core/engine/inspection_state.h"
#include "core/nn/device.h"

namespace bubblenet::engine {

const OpenedModel& InspectionState::model(Side side) const {
    const auto& found = side == Side::before ? before : after;
    if (found)
        return *found;
    const auto& problem = side == Side::before ? summary.beforeProblem : summary.afterProblem;
    throw Error(problem.isEmpty() ? Phrase("'{1}' is one network: it has no other to compare with", summary.model)
                                  : problem,
                ErrorKind::usage);
}

std::unique_lock<std::timed_mutex> waitTurn(std::timed_mutex& mutex, const Hooks& hooks) {
    constexpr auto kAskEvery = std::chrono::milliseconds(50);
    std::unique_lock turn(mutex, std::defer_lock);
    while (!turn.try_lock_for(kAskEvery))
        throwIfStopped(hooks.proceed);
    return turn;
}

const InspectedLayer& InspectionState::layer(const std::string& name) const {
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const auto& l) { return l.name == name; });
    if (found == layers.end())
        throw Error(
            Phrase("the network has no layer '{1}': it has {2} … {3}", name, layers.front().name, layers.back().name),
            ErrorKind::usage);
    return *found;
}

Inspection::Inspection(std::unique_ptr<InspectionState> state) : m_state(std::move(state)) {}
Inspection::~Inspection() = default;

std::shared_ptr<const Inspection> Inspection::open(const InspectionRequest& request, const Hooks& hooks) {
    auto state = std::make_unique<InspectionState>();
    state->request = request;
    state->summary.model = request.model.model;
    const auto path = config::resolvePath(request.model.model);
    const bool isRun = isRunFolder(path) && request.model.weights.empty();
    if (request.whale && !isRun)
        throw Error(Phrase("'{1}' is no run, and so has no whales", request.model.model), ErrorKind::usage);
    if (request.model.threads != kKeepThreads)
        nn::setThreads(request.model.threads);
    state->run = isRun ? path : std::filesystem::path();
    if (request.whale)
        openWhale(*state, hooks);
    const OnOneThread reading;
    if (!request.whale)
        (isRun ? openRun : openFile)(*state, hooks);
    describeLayers(*state);
    return std::shared_ptr<const Inspection>(new Inspection(std::move(state)));
}

const InspectionSummary& Inspection::summary() const {
    return m_state->summary;
}

const std::vector<InspectedLayer>& Inspection::layers() const {
    return m_state->layers;
}

const std::vector<LayerGroup>& Inspection::groups() const {
    return m_state->groups;
}

} // namespace bubblenet::engine
