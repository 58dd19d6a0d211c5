// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <atomic>

#include "core/base/error.h"
#include "core/data/memory_dataset.h"
#include "core/nn/network_spec.h"
#include "core/search/pruning_problem.h"
#include "tests/core/prune/formula_network.h"

using namespace bubblenet;

namespace {

constexpr int kSide = 16;

std::shared_ptr<const search::ImageBatches> images(std::uint32_t first, std::uint32_t count, int labelOfAll = -1) {
    const data::ImageShape shape{3, kSide, kSide};
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint8_t> labels;
    Rng rng = Rng(7).stream("images", first);
    for (std::uint32_t i = 0; i < count; ++i) {
        labels.push_back(static_cast<std::uint8_t>(labelOfAll < 0 ? i % 5 : static_cast<std::uint32_t>(labelOfAll)));
        for (std::size_t p = 0; p < shape.size(); ++p)
            pixels.push_back(static_cast<std::uint8_t>(rng.below(256)));
    }
    data::StreamOptions stream;
    stream.dataset = std::make_shared<data::MemoryDataset>(shape, std::move(pixels), std::move(labels));
    for (std::uint32_t i = 0; i < count; ++i)
        stream.indices.push_back(i);
    stream.batchSize = 20;
    stream.normalization = {{0.5F, 0.5F, 0.5F}, {0.25F, 0.25F, 0.25F}};
    return std::make_shared<search::ImageBatches>(std::move(stream), at::kCPU);
}

// The formula's network, to half of its MACs.
struct Setup {
    explicit Setup(Proceed proceed = {}, int labelOfAll = -1, std::optional<search::CostRange> front = {}) {
        const auto spec = formula::smallSpec();
        network = formula::network(spec);
        const search::CostFunction macs = [](const nn::NetworkSpec& s) { return nn::totalCosts(s, kSide).macs; };
        repair = std::make_unique<search::Repair>(spec, search::RepairOptions{.cost = macs, .goal = 0.5 * macs(spec)});
        encoding = std::make_unique<search::Encoding>(*repair, 0.9, search::EncodingOptions{.front = front});
        recalibration = images(0, 60);
        judged = images(1, 50, labelOfAll);
        search::JudgeOptions options;
        options.classes = spec.classes;
        options.recalibration = recalibration;
        options.judged = judged;
        options.scores = prune::scoreChannels(*network, {.score = prune::Score::l1}, Rng(0));
        judge = std::make_unique<search::Judge>(network, std::move(options));
        problemOptions.repair = repair.get();
        problemOptions.encoding = encoding.get();
        problemOptions.judge = judge.get();
        problemOptions.proceed = std::move(proceed);
        problemOptions.onCandidate = [this](const search::CandidateReport& report) { reports.push_back(report); };
    }

    search::PruningProblem problem(int workers = 2) {
        auto options = problemOptions;
        options.threads.workers = workers;
        return search::PruningProblem(options);
    }
    std::vector<double> position(double x) const {
        auto result = encoding->centre();
        for (std::size_t j = 0; j < result.size(); ++j)
            result[j] = j % 2 == 0 ? x : -x;
        return result;
    }

    std::shared_ptr<nn::Network> network;
    std::unique_ptr<search::Repair> repair;
    std::unique_ptr<search::Encoding> encoding;
    std::shared_ptr<const search::ImageBatches> recalibration, judged;
    std::unique_ptr<search::Judge> judge;
    search::PruningProblem::Options problemOptions;
    std::vector<search::CandidateReport> reports;
};

} // namespace

class TestPruningProblem : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void theObjectiveIsTheErrorOfTheCutRepairedRecalibratedNetwork();
    void everyCandidateMeetsTheGoal();
    void aFrontHasErrorAndCostAsObjectives();
    void theNumberOfWorkersChangesNothing();
    void whatDecodesAlikeIsJudgedOnce();
    void rememberedCandidatesAreNeitherJudgedNorReportedAgain();
    void restoredCandidatesCountAsEvaluated();
    void aStopThrowsAndKeepsWhatIsDone();
    void whatAJudgingThreadThrowsComesOut();
};

void TestPruningProblem::theObjectiveIsTheErrorOfTheCutRepairedRecalibratedNetwork() {
    Setup setup;
    auto problem = setup.problem();
    const auto position = setup.position(0.3);
    const auto objective = problem.evaluate({position}).at(0);

    // The same by hand, and through the plain forward pass instead of the folded one.
    const auto plan = prune::planFor(setup.repair->widthsFor(setup.encoding->decode(position).ratios),
                                     prune::scoreChannels(*setup.network, {.score = prune::Score::l1}, Rng(0)));
    const prune::VisitImages visit = [&](const auto& take) {
        setup.recalibration->forEach([&](const auto& batch) { return take(batch.images); });
    };
    const auto smaller = prune::cut(*setup.network, plan);
    prune::compensate(*smaller, *setup.network, plan, *prune::channelStatistics(*setup.network, visit));
    prune::recalibrate(*smaller, visit);
    smaller->eval();
    const at::NoGradGuard noGradient;
    std::int64_t wrong = 0;
    double loss = 0;
    setup.judged->forEach([&](const prune::LabelledBatch& batch) {
        const auto logits = smaller->forward(batch.images);
        wrong += logits.argmax(1).ne(batch.labels).sum().item<std::int64_t>();
        loss += at::nll_loss(at::log_softmax(logits, 1), batch.labels, {}, at::Reduction::Sum).item<double>();
        return true;
    });
    const double expected = 100.0 * static_cast<double>(wrong) / 50 + 0.01 * loss / 50;
    QVERIFY2(std::abs(objective - expected) < 1e-5, qPrintable(QString("%1 is not %2").arg(objective).arg(expected)));
    QVERIFY(wrong > 0 && wrong < 50);
}

void TestPruningProblem::everyCandidateMeetsTheGoal() {
    Setup setup;
    auto problem = setup.problem();
    std::vector<std::vector<double>> positions;
    for (const double x : {-1.0, -0.5, 0.0, 0.5, 1.0})
        positions.push_back(setup.position(x));
    problem.evaluate(positions);
    QCOMPARE(setup.reports.size(), positions.size());
    for (const auto& report : setup.reports)
        QVERIFY(setup.repair->cost(report.key.widths) <= setup.repair->goal());
}

void TestPruningProblem::aFrontHasErrorAndCostAsObjectives() {
    const double goal = Setup().repair->goal();
    Setup setup({}, -1, search::CostRange{0.6 * goal, 1.5 * goal});
    auto problem = setup.problem();
    QCOMPARE(problem.objectiveCount(), std::size_t{2});
    auto cheap = setup.position(0.3), dear = cheap;
    cheap[setup.encoding->costCoordinate()] = -1;
    dear[setup.encoding->costCoordinate()] = 1;
    const auto values = problem.evaluate({cheap, dear, cheap});
    QCOMPARE(values.size(), std::size_t{6});
    QVERIFY(values[1] <= 0.6 * goal && values[1] > 0.4 * goal);
    QVERIFY(values[3] <= 1.5 * goal && values[3] > goal);
    QCOMPARE(values[5], values[1]);
    QCOMPARE(values[2], search::PruningProblem::objective(setup.reports.at(1).judgement));
    QCOMPARE(values[1], setup.repair->cost(setup.reports.at(0).key.widths));
}

void TestPruningProblem::theNumberOfWorkersChangesNothing() {
    Setup setup;
    std::vector<std::vector<double>> positions;
    for (int i = -3; i <= 3; ++i)
        positions.push_back(setup.position(0.3 * i));
    auto one = setup.problem(1);
    const auto expected = one.evaluate(positions);
    const auto order = std::exchange(setup.reports, {});
    auto three = setup.problem(3);
    QCOMPARE(three.evaluate(positions), expected);
    QCOMPARE(setup.reports.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        QCOMPARE(setup.reports[i].whale, order[i].whale);
        QCOMPARE(setup.reports[i].evaluation, order[i].evaluation);
    }
}

void TestPruningProblem::whatDecodesAlikeIsJudgedOnce() {
    Setup setup;
    auto problem = setup.problem();
    const auto here = setup.position(0.3);
    auto beside = here;
    beside[0] += 1e-9;
    const auto values = problem.evaluate({here, beside, setup.position(-0.3), here});
    QCOMPARE(values[0], values[1]);
    QCOMPARE(values[0], values[3]);
    QCOMPARE(problem.uniqueEvaluations(), std::int64_t{2});
    QCOMPARE(problem.repeatedEvaluations(), std::int64_t{2});
    QVERIFY(!setup.reports[0].cached && setup.reports[1].cached && !setup.reports[2].cached && setup.reports[3].cached);
}

void TestPruningProblem::rememberedCandidatesAreNeitherJudgedNorReportedAgain() {
    Setup setup;
    auto problem = setup.problem();
    const search::Judgement known{12.5, 3, 1}; // what no judge would give
    problem.remember(problem.keyOf(setup.position(0.3)), known);
    QCOMPARE(problem.uniqueEvaluations(), std::int64_t{0});
    const auto values = problem.evaluate({setup.position(0.3), setup.position(-0.3)});
    QCOMPARE(values[0], search::PruningProblem::objective(known));
    QCOMPARE(problem.uniqueEvaluations(), std::int64_t{2});
    QCOMPARE(setup.reports.size(), std::size_t{1});
    QCOMPARE(setup.reports[0].whale, std::size_t{1});
}

void TestPruningProblem::restoredCandidatesCountAsEvaluated() {
    Setup setup;
    auto problem = setup.problem();
    const search::Judgement known{12.5, 3, 1};
    problem.restore(problem.keyOf(setup.position(0.3)), known);
    QCOMPARE(problem.uniqueEvaluations(), std::int64_t{1});
    QCOMPARE(problem.evaluate({setup.position(0.3)}).at(0), search::PruningProblem::objective(known));
    QCOMPARE(problem.uniqueEvaluations(), std::int64_t{1});
    QCOMPARE(problem.repeatedEvaluations(), std::int64_t{1});
}

void TestPruningProblem::aStopThrowsAndKeepsWhatIsDone() {
    std::atomic<int> asked{0};
    Setup setup([&] { return ++asked <= 2; });
    auto problem = setup.problem(1);
    QVERIFY_THROWS_EXCEPTION(Stopped,
                             problem.evaluate({setup.position(0.3), setup.position(-0.3), setup.position(0.6)}));
    QCOMPARE(problem.uniqueEvaluations(), std::int64_t{2});
    QCOMPARE(setup.reports.size(), std::size_t{2});
}

void TestPruningProblem::whatAJudgingThreadThrowsComesOut() {
    Setup setup({}, 9); // a label that the network does not tell
    auto problem = setup.problem();
    QVERIFY_THROWS_EXCEPTION(std::exception, problem.evaluate({setup.position(0.3)}));
    QCOMPARE(problem.uniqueEvaluations(), std::int64_t{0});
}

QTEST_GUILESS_MAIN(TestPruningProblem)
#include "tst_pruning_problem.moc"
