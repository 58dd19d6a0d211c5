// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/kept_channels.h"
#include "core/engine/phases.h"
#include "core/engine/search_setup.h"
#include "core/prune/masks.h"

namespace bubblenet::engine {

namespace {

// The network and its round are one checkpoint: after a crash between two, a round would be cut from its own result.
constexpr const char* kCheckpoint = "pruned";

// What one round removes, and how much of the cost (or, for weights, of the weights) is left after it.
class Rounds {
public:
    virtual ~Rounds() = default;
    virtual double left(const nn::Network& network) const = 0;
    virtual double goal() const = 0;
    virtual std::shared_ptr<nn::Network> cut(const std::shared_ptr<nn::Network>& network, int round, double target) = 0;
    virtual void prepare(nn::Network& /*network*/, train::TrainerOptions& /*options*/) const {}
    /// What the last cut left of the unpruned network, into its checkpoint.
    virtual void record(nlohmann::json& /*checkpoint*/) const {}
};

class ChannelRounds : public Rounds {
public:
    explicit ChannelRounds(Session& session)
        : m_session(session), m_goal(goalOf(session)), m_whole(m_goal.cost(session.network->spec())) {
        for (const auto& group : prune::findGroups(session.network->spec()))
            m_least.push_back(
                std::max(1, static_cast<int>(std::ceil(group.channels * (1 - session.config.search.maxRatio) - 1e-9))));
        const auto saved = session.folder.readCheckpoint(kCheckpoint);
        m_kept = saved ? keptIn(saved->json) : prune::wholePlan(session.network->spec());
    }

    double left(const nn::Network& network) const override { return m_goal.cost(network.spec()) / m_whole; }
    double goal() const override { return m_goal.share; }

    std::shared_ptr<nn::Network> cut(const std::shared_ptr<nn::Network>& network, int round, double target) override {
        const search::RepairOptions options{.cost = m_goal.cost,
                                            .goal = target * m_whole,
                                            .maxRatio = m_session.config.search.maxRatio,
                                            .roundTo = roundTo(m_session.config.search),
                                            .fixed = fixedGroups(network->spec(), m_session.config.search),
                                            .leastChannels = m_least};
        const search::Repair repair(network->spec(), options);
        const auto widths = repair.widthsFor({std::vector<double>(repair.groups().size(), repair.uniformRatio()), {}});
        const auto scores = scoresFor(m_session, *network, round);
        const auto plan = prune::planFor(widths, scores);
        auto smaller = prune::cut(*network, plan);
        if (m_kept)
            m_kept = composed(*m_kept, plan);
        if (!m_recalibration)
            m_recalibration = recalibrationImages(m_session);
        prune::recalibrate(*smaller, m_recalibration->visitor(), m_session.proceed);
        return smaller;
    }
    void record(nlohmann::json& checkpoint) const override {
        if (m_kept)
            writeKept(checkpoint, *m_kept);
    }

private:
    Session& m_session;
    Goal m_goal;
    std::optional<prune::PruningPlan> m_kept; ///< of the unpruned network's channels
    double m_whole;
    std::vector<int> m_least;
    std::shared_ptr<const search::ImageBatches> m_recalibration;
};

class WeightRounds : public Rounds {
public:
    explicit WeightRounds(Session& session) : m_session(session) {}

    double left(const nn::Network& network) const override { return 1 - prune::measuredSparsity(network); }
    double goal() const override { return 1 - m_session.config.search.goal.sparsity.value_or(0); }

    std::shared_ptr<nn::Network> cut(const std::shared_ptr<nn::Network>& network, int round, double target) override {
        auto sparser = network->copy();
        auto masks = prune::WeightMasks::ofZeros(*sparser);
        masks.raiseTo(1 - target,
                      prune::scoreWeights(*sparser, prune::scoreFromName(m_session.config.search.score),
                                          m_session.rng.stream("scores", static_cast<std::uint64_t>(round))));
        masks.apply(*sparser);
        return sparser;
    }
    void prepare(nn::Network& network, train::TrainerOptions& options) const override {
        options.masks = std::make_shared<prune::WeightMasks>(prune::WeightMasks::ofZeros(network));
    }

private:
    Session& m_session;
};

int roundsDone(const Session& session) {
    const auto saved = session.readCheckpoint(kCheckpoint);
    return saved ? parseJson(saved->json).value("round", 0) : 0;
}

constexpr double kReached = 1e-3; // of the whole cost: what is left of the way to the goal is rounding

} // namespace

void iterativePhase(Session& session) {
    std::unique_ptr<Rounds> rounds;
    if (session.config.search.prune == "weights")
        rounds = std::make_unique<WeightRounds>(session);
    else
        rounds = std::make_unique<ChannelRounds>(session);
    auto& ledger = session.ledger;
    if (!ledger.baselineAccuracy) {
        ledger.baselineAccuracy =
            evaluateRecorded(session, *session.network, store::kUnprunedNetwork, Part::validation).accuracy;
        session.saveLedger();
    }
    const double floor = *ledger.baselineAccuracy - session.config.search.goal.accuracyLoss;
    auto network = session.pruned ? session.pruned : session.network->copy();
    int done = roundsDone(session);
    while (rounds->left(*network) > rounds->goal() + kReached) {
        const int round = done + 1;
        const std::string subject = "round " + std::to_string(round);
        const double target =
            std::max(rounds->goal(), rounds->left(*network) * (1 - session.config.search.iterative.share));
        session.begin("cutting the " + subject);
        auto next = rounds->cut(network, round, target);
        const double afterCut = accuracyOn(session, *next, Part::validation, subject);
        auto config = session.config.fineTune;
        config.epochs = session.config.search.iterative.epochs;
        auto options = trainerOptions(session, config, subject);
        rounds->prepare(*next, options);
        trainRecorded(session, {"search", subject, "round-" + std::to_string(round), next, options});
        const double afterTraining = accuracyOn(session, *next, Part::validation, subject);
        session.emit(store::RoundDone{round, rounds->left(*next), afterCut, afterTraining});
        if (afterTraining < floor) {
            session.warn(Phrase("round {1} fell below the accuracy floor ({2} % < {3} % of the validation images): the "
                                "network before it is kept",
                                round, hundredths(afterTraining), hundredths(floor)));
            break;
        }
        if (rounds->left(*next) >= rounds->left(*network)) {
            session.warn(Phrase("round {1} could remove nothing more: every group is at its cap", round));
            break;
        }
        network = next;
        done = round;
        nlohmann::json record = {{"round", done}};
        rounds->record(record);
        session.saveNetwork(kCheckpoint, *network, record.dump());
    }
    session.pruned = network;
    if (done == 0)
        session.saveNetwork(kCheckpoint, *network);
}

} // namespace bubblenet::engine
