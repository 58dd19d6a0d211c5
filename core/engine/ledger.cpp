// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/ledger.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"

namespace bubblenet::engine {

namespace {

using nlohmann::json;

template<class T> json optionalJson(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

std::optional<double> optionalNumber(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? std::nullopt : std::optional<double>(found->get<double>());
}

json toJsonValue(const Finalist& f) {
    return {{"origin", f.origin},
            {"kept", f.widths.kept},
            {"removed_blocks", f.widths.removedBlocks},
            {"learning_rate", optionalJson(f.settings.learningRate)},
            {"weight_decay", optionalJson(f.settings.weightDecay)},
            {"accuracy_unseen", f.accuracyUnseen},
            {"accuracy_after_brief", optionalJson(f.accuracyAfterBrief)},
            {"chosen", f.chosen}};
}

Finalist finalistFrom(const json& value) {
    Finalist f;
    f.origin = value.at("origin").get<std::string>();
    f.widths.kept = value.at("kept").get<std::vector<int>>();
    f.widths.removedBlocks = value.at("removed_blocks").get<std::vector<std::string>>();
    f.settings = {optionalNumber(value, "learning_rate"), optionalNumber(value, "weight_decay")};
    f.accuracyUnseen = value.at("accuracy_unseen").get<double>();
    f.accuracyAfterBrief = optionalNumber(value, "accuracy_after_brief");
    f.chosen = value.at("chosen").get<bool>();
    return f;
}

json evaluationJson(const std::optional<store::EvaluationDone>& evaluation) {
    return evaluation ? json(store::toJsonLine({0, *evaluation})) : json(nullptr);
}

std::optional<store::EvaluationDone> evaluationFrom(const json& value) {
    if (value.is_null())
        return std::nullopt;
    const auto event = store::eventFromJsonLine(value.get<std::string>());
    return event ? std::optional(std::get<store::EvaluationDone>(event->body)) : std::nullopt;
}

} // namespace

bool Ledger::isDone(const std::string& phase) const {
    return std::find(phasesDone.begin(), phasesDone.end(), phase) != phasesDone.end();
}

std::string toJson(const Ledger& ledger) {
    json value = {{"phases_done", ledger.phasesDone},
                  {"finalists", json::array()},
                  {"finalists_tried", ledger.finalistsTried},
                  {"fine_tune_epochs_spent", ledger.fineTuneEpochsSpent},
                  {"baseline_accuracy", optionalJson(ledger.baselineAccuracy)},
                  {"latency_share", optionalJson(ledger.latencyShare)},
                  {"before", evaluationJson(ledger.before)},
                  {"after", evaluationJson(ledger.after)}};
    for (const auto& finalist : ledger.finalists)
        value["finalists"].push_back(toJsonValue(finalist));
    return value.dump(1);
}

Ledger ledgerFromJson(const std::string& text) {
    try {
        const json value = parseJson(text);
        Ledger ledger;
        ledger.phasesDone = value.at("phases_done").get<std::vector<std::string>>();
        for (const auto& finalist : value.at("finalists"))
            ledger.finalists.push_back(finalistFrom(finalist));
        ledger.finalistsTried = value.at("finalists_tried").get<std::size_t>();
        if (ledger.finalistsTried > ledger.finalists.size())
            throw Error(
                Phrase("the checkpoint 'run' counts more finalists tried than there are: start the run anew from "
                       "its recipe.yaml"));
        ledger.fineTuneEpochsSpent = value.at("fine_tune_epochs_spent").get<double>();
        ledger.baselineAccuracy = optionalNumber(value, "baseline_accuracy");
        ledger.latencyShare = optionalNumber(value, "latency_share");
        ledger.before = evaluationFrom(value.at("before"));
        ledger.after = evaluationFrom(value.at("after"));
        return ledger;
    } catch (const json::exception& error) {
        throw Error(Phrase("the checkpoint 'run' is not readable ({1}): start the run anew from its recipe.yaml",
                           std::string(error.what())));
    }
}

} // namespace bubblenet::engine
