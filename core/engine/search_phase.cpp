// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/kept_channels.h"
#include "core/engine/phases.h"
#include "core/engine/search_setup.h"
#include "core/optim/optimizer.h"
#include "core/search/allocation.h"
#include "core/search/pruning_problem.h"
#include "core/search/sensitivity.h"

namespace bubblenet::engine {

namespace {

constexpr const char* kCheckpoint = "search";

using Key = search::CandidateKey;

// One search over widths: the optimiser, its record and its continuation after an interruption.
class WidthSearch {
public:
    WidthSearch(Session& session, SearchSetup& setup)
        : m_session(session), m_setup(setup), m_problem(problemOptions()), m_rivals(makeRivals()),
          m_optimizer(makeOptimizer()) {
        resume();
    }

    std::vector<Finalist> run() {
        showCandidates(m_optimizer ? m_optimizer->evaluations() : 0, 0);
        if (m_optimizer)
            while (!m_optimizer->isDone())
                iterate();
        else
            judgeUniform();
        if (m_setup.encoding->hasFront())
            emitFront();
        return finalists();
    }

private:
    // What users would have tried without a search: the pod starts from it.
    struct Rival {
        const char* origin;
        std::vector<double> position;
        Key key;
    };

    std::vector<Rival> makeRivals() {
        const auto& repair = *m_setup.repair;
        std::vector<Rival> rivals{rival("uniform", m_setup.encoding->centre())};
        if (!m_session.config.search.isSearched())
            return rivals;
        const auto add = [&](const char* origin, const prune::Widths& widths) {
            rivals.push_back(rival(origin, m_setup.encoding->encode(widths)));
        };
        const auto bySensitivity = sensitivityWidths(m_session, m_setup);
        add("sensitivity", bySensitivity.blocksKept);
        add("depth", bySensitivity.withBlocks);
        add("inner", repair.widthsFor(search::innerRatios(repair)));
        add("global", globalWidths(search::comparedWithin(scoresOf(prune::Score::l2))));
        add("lamp", globalWidths(scoresOf(prune::Score::lamp)));
        return rivals;
    }

    Rival rival(const char* origin, std::vector<double> position) const {
        const auto key = m_problem.keyOf(position);
        return {origin, std::move(position), key};
    }

    std::vector<std::vector<double>> scoresOf(prune::Score score) {
        return prune::scoreChannels(*m_session.network, {.score = score, .nextBatch = {}}, Rng(0));
    }

    prune::Widths globalWidths(const std::vector<std::vector<double>>& scores) const {
        return m_setup.repair->widthsFor(
            search::globalRatios(*m_setup.repair, scores, m_session.config.search.maxRatio));
    }

    search::PruningProblem::Options problemOptions() {
        search::PruningProblem::Options options;
        options.repair = m_setup.repair.get();
        options.encoding = m_setup.encoding.get();
        options.judge = m_setup.judge.get();
        options.threads = judgingThreads(m_session);
        options.proceed = m_session.proceed;
        options.onCandidate = [this](const search::CandidateReport& report) { record(report); };
        return options;
    }

    std::unique_ptr<optim::Optimizer> makeOptimizer() {
        const auto& config = m_session.config.search;
        if (config.method == "uniform")
            return nullptr;
        // Rivals of the whales take the population that suits them, from the same number of candidates.
        optim::OptimizerSettings settings{.method = config.method,
                                          .mode = config.whale.mode,
                                          .anneal = config.whale.anneal,
                                          .objectives = static_cast<int>(m_problem.objectiveCount()),
                                          .population = config.method == "whale" ? config.whale.pod : 0,
                                          .evaluations = plannedCandidates(config),
                                          .initialGuesses = {}};
        for (auto& guess : guesses())
            if (settings.initialGuesses.size() < static_cast<std::size_t>(config.whale.pod))
                settings.initialGuesses.push_back(std::move(guess));
        return optim::makeOptimizer(settings, m_problem.coordinates(), m_session.rng.stream("whale"));
    }

    // The rivals, and where a front is looked for the best of them at its ends too.
    std::vector<std::vector<double>> guesses() const {
        std::vector<std::vector<double>> positions;
        for (const auto& rival : m_rivals)
            positions.push_back(rival.position);
        if (!m_setup.encoding->hasFront())
            return positions;
        for (const double end : {-1.0, 1.0}) {
            auto guess = positions.at(1); // the sensitivity's
            guess[m_setup.encoding->costCoordinate()] = end;
            positions.insert(positions.begin() + 2, std::move(guess));
        }
        return positions;
    }

    std::string originOf(const Key& key) const {
        for (const auto& rival : m_rivals)
            if (key == rival.key)
                return rival.origin;
        return "pod";
    }

    int iteration() const { return m_optimizer ? m_optimizer->lastIteration().iteration + 1 : 0; }

    void record(const search::CandidateReport& report) {
        const auto spec = prune::specWithWidths(m_session.network->spec(), report.key.widths);
        const auto costs = m_session.costs(spec);
        store::CandidateDone event{.iteration = iteration(),
                                   .whale = static_cast<int>(report.whale),
                                   .evaluation = report.evaluation,
                                   .cached = report.cached,
                                   .origin = originOf(report.key),
                                   .position = report.position,
                                   .widths = report.key.widths.kept,
                                   .removedBlocks = report.key.widths.removedBlocks,
                                   .accuracy = report.judgement.accuracy,
                                   .loss = report.judgement.loss,
                                   .macs = costs.macs,
                                   .parameters = costs.parameters,
                                   .seconds = report.judgement.seconds};
        if (!countedGoal(m_session.config.search.goal, m_session.imageSize()))
            event.latencyMs = m_setup.repair->cost(report.key.widths);
        m_session.emit(event);
        m_session.answerCheckpointRequest(onRecord());
        const double images = static_cast<double>(m_setup.recalibration->imageCount() + m_setup.judged->imageCount());
        showCandidates((m_optimizer ? m_optimizer->evaluations() : 0) + event.whale + 1, images * costs.macs);
    }

    void showCandidates(std::int64_t done, double macs) {
        m_session.progress("judging candidates", done, plannedCandidates(m_session.config.search), macs);
    }

    /// Each candidate is in the record as soon as it is judged; the optimiser asks for those of this iteration again.
    store::CheckpointWritten onRecord() const {
        return {.path = kCheckpoint, .candidates = m_problem.uniqueEvaluations()};
    }

    void iterate() {
        const auto positions = m_optimizer->ask();
        try {
            m_optimizer->tell(m_problem.evaluate(positions));
        } catch (const Stopped&) {
            m_session.emit(onRecord());
            throw;
        }
        emitIteration(m_optimizer->lastIteration());
        const nlohmann::json state = {{"optimizer", m_optimizer->state()},
                                      {"iteration", m_optimizer->lastIteration().iteration},
                                      {"repeated", m_problem.repeatedEvaluations()}};
        m_session.folder.writeCheckpoint(kCheckpoint, {state.dump(), {}});
    }

    double accuracyOf(const Key& key) const {
        const auto found = m_problem.cache().find(key);
        return found == m_problem.cache().end() ? 0.0 : found->second.accuracy;
    }

    // Of a front the goal's part alone: what costs more is no answer to it.
    std::vector<std::pair<double, Key>> ranked() const {
        std::vector<std::pair<double, Key>> all;
        for (const auto& [key, judgement] : m_problem.cache())
            if (!m_setup.encoding->hasFront() || m_setup.repair->cost(key.widths) <= m_setup.repair->goal())
                all.emplace_back(search::PruningProblem::objective(judgement), key);
        std::sort(all.begin(), all.end());
        return all;
    }

    void emitFront() {
        const auto& spec = m_session.network->spec();
        const auto& goal = m_setup.goal;
        store::FrontDone event{.costKind = goal.kind, .points = {}};
        for (const auto& point : m_optimizer->front()) {
            const auto key = m_problem.keyOf(point.position);
            const auto costs = m_session.costs(prune::specWithWidths(spec, key.widths));
            event.points.push_back({.widths = key.widths.kept,
                                    .removedBlocks = key.widths.removedBlocks,
                                    .accuracy = accuracyOf(key),
                                    .costShare = m_setup.repair->cost(key.widths) / goal.cost(spec),
                                    .macs = costs.macs,
                                    .parameters = costs.parameters});
        }
        std::sort(event.points.begin(), event.points.end(),
                  [](const auto& a, const auto& b) { return a.costShare < b.costShare; });
        // The search tells candidates of one accuracy apart by their loss; whoever reads the front sees the accuracy.
        double best = -1;
        std::erase_if(event.points, [&](const auto& point) {
            const bool isNoBetter = point.accuracy <= best;
            best = std::max(best, point.accuracy);
            return isNoBetter;
        });
        m_session.emit(event);
    }

    // Of a front the log's leader is the most accurate at any cost; the goal's is another.
    int leaderOf(const optim::IterationLog& log, const std::vector<std::pair<double, Key>>& best) const {
        if (!m_setup.encoding->hasFront())
            return log.leader;
        const auto isBest = [&](const optim::Move& move) {
            return !best.empty() && m_problem.keyOf(move.position) == best.front().second;
        };
        const auto found = std::find_if(log.moves.begin(), log.moves.end(), isBest);
        return found == log.moves.end() ? -1 : static_cast<int>(found - log.moves.begin());
    }

    void emitIteration(const optim::IterationLog& log) {
        const auto best = ranked();
        store::IterationDone event{.iteration = log.iteration,
                                   .iterations = log.iterations,
                                   .a = log.a,
                                   .leader = leaderOf(log, best),
                                   .bestObjective = best.empty() ? log.bestObjective : best.front().first,
                                   .bestAccuracy = best.empty() ? 0 : accuracyOf(best.front().second),
                                   .uniformAccuracy = accuracyOf(uniform().key),
                                   .uniqueEvaluations = m_problem.uniqueEvaluations(),
                                   .repeatedEvaluations = m_problem.repeatedEvaluations(),
                                   .whales = {}};
        for (const auto& move : log.moves)
            event.whales.push_back({move.behaviour, move.coefficient, move.position, move.objective});
        m_session.emit(event);
    }

    const Rival& uniform() const { return m_rivals.front(); }
    void judgeUniform() { m_problem.evaluate({uniform().position}); }

    // Candidates of finished iterations count as evaluated; those of the one that was cut off are not judged twice.
    void resume() {
        const auto saved = m_session.readCheckpoint(kCheckpoint);
        int finished = 0;
        if (saved && m_optimizer) {
            const auto state = parseJson(saved->json);
            m_optimizer->restore(state.at("optimizer").get<std::string>());
            m_problem.restoreRepeated(state.at("repeated").get<std::int64_t>());
            finished = state.at("iteration").get<int>();
        }
        for (const auto& event : m_session.folder.events()) {
            const auto* done = std::get_if<store::CandidateDone>(&event.body);
            if (done == nullptr || done->cached)
                continue;
            const Key key = m_problem.keyOf(done->position);
            const search::Judgement judgement{done->accuracy, done->loss, done->seconds};
            if (done->iteration <= finished && m_optimizer)
                m_problem.restore(key, judgement);
            else
                m_problem.remember(key, judgement);
        }
    }

    Finalist finalist(const Key& key) const {
        return {.origin = originOf(key), .widths = key.widths, .settings = key.settings};
    }

    // The best few, with the uniform allocation, which everything is compared with, always among them.
    std::vector<Finalist> finalists() const {
        std::vector<Key> keys;
        if (m_problem.cache().contains(uniform().key))
            keys.push_back(uniform().key);
        const auto count = static_cast<std::size_t>(std::max(1, m_session.config.search.finalists));
        for (const auto& [objective, key] : ranked()) {
            if (keys.size() >= count)
                break;
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                keys.push_back(key);
        }
        std::vector<Finalist> chosen;
        for (const auto& key : keys)
            chosen.push_back(finalist(key));
        return chosen;
    }

    Session& m_session;
    SearchSetup& m_setup;
    search::PruningProblem m_problem;
    std::vector<Rival> m_rivals; ///< uniform first
    std::unique_ptr<optim::Optimizer> m_optimizer;
};

void emitPlan(Session& session, const SearchSetup& setup) {
    const auto& goal = setup.goal;
    const auto whole = search::wholeWidths(*setup.repair);
    const auto costs = session.costs(session.network->spec());
    store::SearchPlanned event{.groups = {},
                               .widths = whole.kept,
                               .coordinates = setup.encoding->coordinateNames(),
                               .macs = costs.macs,
                               .parameters = costs.parameters,
                               .latencyMs = goal.kind == "latency" ? setup.repair->cost(whole) : 0,
                               .accuracy = setup.judge->measure(*session.network, *setup.judged).accuracy,
                               .costKind = goal.kind,
                               .costGoal = goal.share};
    for (const auto& group : setup.repair->groups())
        event.groups.push_back(group.name);
    session.emit(event);
}

void emitFinalist(Session& session, std::size_t index) {
    const auto& finalist = session.ledger.finalists[index];
    const auto spec = prune::specWithWidths(session.network->spec(), finalist.widths);
    session.emit(store::FinalistDone{.number = static_cast<int>(index) + 1,
                                     .origin = finalist.origin,
                                     .widths = finalist.widths.kept,
                                     .removedBlocks = finalist.widths.removedBlocks,
                                     .macs = session.costs(spec).macs,
                                     .accuracyUnseen = finalist.accuracyUnseen,
                                     .accuracyAfterBrief = finalist.accuracyAfterBrief,
                                     .chosen = finalist.chosen});
}

double score(const Finalist& finalist) {
    return finalist.accuracyAfterBrief.value_or(finalist.accuracyUnseen);
}

// The share of fine-tuning that each finalist gets: one epoch in all at most, and none where fine-tuning is that short.
double briefEpochs(const Session& session) {
    const auto finalists = static_cast<double>(session.ledger.finalists.size());
    if (session.config.fineTune.epochs < 2 || finalists < 2)
        return 0;
    return std::min(session.config.search.briefEpochs, 1.0 / finalists);
}

void tryFinalist(Session& session, SearchSetup& setup, std::size_t index, double epochs) {
    auto& finalist = session.ledger.finalists[index];
    const std::string subject = "finalist " + std::to_string(index + 1);
    session.progress("judging " + subject, static_cast<std::int64_t>(index),
                     static_cast<std::int64_t>(session.ledger.finalists.size()), 0);
    auto network = setup.judge->build(finalist.widths);
    finalist.accuracyUnseen = setup.judge->measure(*network, *setup.unseen).accuracy;
    if (epochs > 0) {
        auto config = session.config.fineTune;
        config.epochs = 1;
        finalist.settings.applyTo(config);
        auto options = trainerOptions(session, config, subject);
        options.validation.reset();
        // A whole schedule over a part of the images, the same for all: a network stopped at a high rate says little.
        auto& images = options.train.indices;
        session.rng.stream("brief").shuffle(images);
        const auto batch = static_cast<std::size_t>(options.train.batchSize);
        const auto share = static_cast<std::size_t>(epochs * static_cast<double>(images.size()));
        images.resize(std::clamp(share, std::min(images.size(), batch), images.size()));
        options.stepLimit = static_cast<std::int64_t>(std::max<std::size_t>(1, images.size() / batch));
        trainRecorded(session, {"search", subject, "finalist", network, options});
        finalist.accuracyAfterBrief = setup.judge->measure(*network, *setup.unseen).accuracy;
        session.ledger.fineTuneEpochsSpent += epochs;
    }
    const auto& all = session.ledger.finalists;
    const bool isBest = std::all_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(index),
                                    [&](const Finalist& other) { return score(other) < score(finalist); });
    if (isBest) {
        auto record = nlohmann::json::object();
        writeKept(record, setup.judge->planOf(finalist.widths));
        session.saveNetwork("pruned", *network, record.dump());
    }
}

// The cut alone, before anything is repaired: masked and smaller must be the same function.
void proveRemoval(Session& session, SearchSetup& setup, const prune::Widths& widths) {
    const auto plan = setup.judge->planOf(widths);
    const auto smaller = prune::cut(*session.network, plan);
    const auto masked = prune::masked(*session.network, plan);
    setup.judged->forEach([&](const prune::LabelledBatch& batch) {
        const auto agreement = prune::compareLogits(*masked, *smaller, batch.images);
        if (!agreement.holds())
            throw Error(
                Phrase("the smaller network does not compute what the masked one does: logits differ by {1} of a "
                       "range of {2}",
                       std::to_string(agreement.largestDifference), std::to_string(agreement.range)));
        session.info(Phrase("removal proved: masked and smaller network differ by {1} in logits of range {2}",
                            std::to_string(agreement.largestDifference), std::to_string(agreement.range)));
        return false;
    });
}

} // namespace

void searchPhase(Session& session) {
    SearchSetup setup(session);
    auto& ledger = session.ledger;
    if (ledger.finalists.empty()) {
        emitPlan(session, setup);
        ledger.finalists = WidthSearch(session, setup).run();
        session.saveLedger();
    }
    const double brief = briefEpochs(session);
    for (; ledger.finalistsTried < ledger.finalists.size(); session.saveLedger()) {
        tryFinalist(session, setup, ledger.finalistsTried, brief);
        emitFinalist(session, ledger.finalistsTried);
        ++ledger.finalistsTried;
    }
    const auto best = std::max_element(ledger.finalists.begin(), ledger.finalists.end(),
                                       [](const auto& a, const auto& b) { return score(a) < score(b); });
    best->chosen = true;
    emitFinalist(session, static_cast<std::size_t>(best - ledger.finalists.begin()));
    proveRemoval(session, setup, best->widths);
    session.pruned = session.loadNetwork("pruned");
}

} // namespace bubblenet::engine
