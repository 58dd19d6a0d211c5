// SPDX-License-Identifier: GPL-3.0-only
// A training that is cut off anywhere and continued from its checkpoint ends with the same bits.
#include <QtTest>

#include "core/base/error.h"
#include "tiny_training.h"

using namespace bubblenet;
using train::Trainer;
using train::TrainerState;

namespace {

constexpr int kEpochs = 6;

/// As store writes it and reads it back.
TrainerState throughAFile(const TrainerState& state) {
    const auto again = [](const nn::StateDict& dict) {
        return nn::fromSafetensors(nn::toSafetensors(dict), "checkpoint");
    };
    return {again(state.network), again(state.optimizer), again(state.best), state.json};
}

struct Ending {
    std::string network, optimizer, best, json;
    std::vector<double> losses; ///< of training and validation
    double kept = 0;
    bool operator==(const Ending&) const = default;
};

using Configure = std::function<void(train::TrainerOptions&, nn::Network&)>;

/// How a part of a training is stopped.
struct Stops {
    std::function<bool()> proceed;
    std::function<void(const train::EpochReport&)> afterEpoch;
};
/// `save` keeps the state that the next part goes on from, as it also is after each epoch.
using StopsOfPart = std::function<Stops(std::size_t part, const std::function<void()>& save)>;

/// Each part with a new trainer, on a network of other weights.
Ending trainedInParts(const Configure& configure, std::size_t parts, const StopsOfPart& stopsOf) {
    Ending ending;
    std::optional<TrainerState> saved;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto network = tiny::network(part == 0 ? 1 : 70);
        auto options = tiny::options(kEpochs);
        configure(options, *network);
        Trainer* running = nullptr;
        const auto save = [&] { saved = running->state(); };
        const auto stops = stopsOf(part, save);
        options.proceed = stops.proceed;
        options.onEpoch = [&](const train::EpochReport& report) {
            ending.losses.insert(ending.losses.end(), {report.trainLoss, report.validation->loss, report.sparsity});
            save();
            stops.afterEpoch(report);
        };
        Trainer trainer(network, options);
        running = &trainer;
        if (saved)
            trainer.restore(throughAFile(*saved));
        try {
            ending.kept = trainer.run().validation->loss;
        } catch (const Stopped&) {
        }
    }
    ending.network = nn::toSafetensors(saved->network);
    ending.optimizer = nn::toSafetensors(saved->optimizer);
    ending.best = nn::toSafetensors(saved->best);
    ending.json = saved->json;
    return ending;
}

/// Stopped the n-th time that it asks, for each n of `cuts`; the next part begins where it was asked last.
Ending trainedInPieces(const Configure& configure, const std::vector<int>& cuts) {
    return trainedInParts(configure, cuts.size() + 1, [&](std::size_t part, const std::function<void()>& save) {
        const auto proceed = [&cuts, part, save, asked = 0]() mutable {
            if (part == cuts.size() || ++asked < cuts[part])
                return true;
            save();
            return false;
        };
        return Stops{proceed, [](const train::EpochReport&) {}};
    });
}

/// Stopped after each of the epochs `cuts`.
Ending trained(const Configure& configure, const std::vector<int>& cuts) {
    return trainedInParts(configure, cuts.size() + 1, [&](std::size_t part, const std::function<void()>&) {
        const auto isCut = std::make_shared<bool>(false);
        return Stops{[isCut] { return !*isCut; },
                     [&cuts, part, isCut](const train::EpochReport& report) {
                         *isCut = part < cuts.size() && report.epoch == cuts[part];
                     }};
    });
}

Configure configuration(const QString& name) {
    return [name](train::TrainerOptions& options, nn::Network& network) {
        if (name == "adamw") {
            options.config.optimizer = "adamw";
            options.config.learningRate = 0.01;
        } else if (name == "whale") {
            options.config.optimizer = "whale_cosine_best";
            options.config.hiddenSize = 3;
            options.config.hiddenScale = 0.98;
        } else if (name == "best") {
            options.keep = train::KeepWeights::bestByValidationLoss;
            options.config.earlyStopping = 4;
        } else if (name == "masks") {
            options.masks = std::make_shared<prune::WeightMasks>(network);
            options.sparsitySchedule = [](std::int64_t step, std::int64_t total) {
                return 0.7 * static_cast<double>(step) / static_cast<double>(total);
            };
            options.maskScore = prune::Score::random;
        } else if (name == "workers") {
            options.config.workers = 2;
        }
    };
}

} // namespace

class TestResume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { at::set_num_threads(1); }
    void continuationIsIdentical_data();
    void continuationIsIdentical();
    void anyPlaceWithinAnEpochWillDo_data() { continuationIsIdentical_data(); }
    void anyPlaceWithinAnEpochWillDo();
    void finishedTrainingStaysFinished();
    void stateDoesNotChangeWhileTrainingGoesOn();
    void brokenStateIsRefused_data();
    void brokenStateIsRefused();
};

void TestResume::continuationIsIdentical_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("threads");
    for (const char* name : {"sgd", "adamw", "whale", "best", "masks", "workers"})
        QTest::newRow(name) << name << 1;
    QTest::newRow("sgd with two threads") << "sgd" << 2;
}

void TestResume::continuationIsIdentical() {
    QFETCH(QString, name);
    QFETCH(int, threads);
    at::set_num_threads(threads);
    const auto configure = configuration(name);
    const auto whole = trained(configure, {});
    for (const auto& cuts : {std::vector<int>{3}, std::vector<int>{1, 2, 5}}) {
        const auto continued = trained(configure, cuts);
        QVERIFY(continued.losses == whole.losses);
        QVERIFY(continued.network == whole.network);
        QVERIFY(continued.optimizer == whole.optimizer);
        QVERIFY(continued.best == whole.best);
        QCOMPARE(continued.json, whole.json);
        QCOMPARE(continued.kept, whole.kept);
    }
}

// Five steps an epoch, then a validation that asks five times: before its four batches and after the last.
void TestResume::anyPlaceWithinAnEpochWillDo() {
    QFETCH(QString, name);
    QFETCH(int, threads);
    at::set_num_threads(threads);
    const auto configure = configuration(name);
    const auto whole = trained(configure, {});
    for (const auto& cuts : {std::vector<int>{3}, std::vector<int>{1, 1, 2, 4}, std::vector<int>{6},
                             std::vector<int>{8}, std::vector<int>{10, 13, 7}, std::vector<int>{33}}) {
        const auto continued = trainedInPieces(configure, cuts);
        QVERIFY(continued.losses == whole.losses);
        QVERIFY(continued.network == whole.network);
        QVERIFY(continued.optimizer == whole.optimizer);
        QVERIFY(continued.best == whole.best);
        QCOMPARE(continued.json, whole.json);
        QCOMPARE(continued.kept, whole.kept);
    }
}

void TestResume::finishedTrainingStaysFinished() {
    const auto configure = configuration("best");
    const auto whole = trained(configure, {});
    QVERIFY(trained(configure, {static_cast<int>(whole.losses.size() / 3)}) == whole);
}

void TestResume::stateDoesNotChangeWhileTrainingGoesOn() {
    auto options = tiny::options(3);
    Trainer* running = nullptr;
    std::optional<TrainerState> early;
    std::string written;
    options.onEpoch = [&](const train::EpochReport& report) {
        if (report.epoch != 1)
            return;
        early = running->state();
        written = nn::toSafetensors(early->network) + nn::toSafetensors(early->optimizer);
    };
    Trainer trainer(tiny::network(), options);
    running = &trainer;
    trainer.run();
    QVERIFY(nn::toSafetensors(early->network) + nn::toSafetensors(early->optimizer) == written);
}

void TestResume::brokenStateIsRefused_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"json", "empty json", "optimizer", "network", "pod", "negative epoch"})
        QTest::newRow(what) << what;
}

void TestResume::brokenStateIsRefused() {
    QFETCH(QString, what);
    auto options = tiny::options(2);
    options.config.optimizer = "whale_cosine_best";
    auto state = Trainer(tiny::network(), options).state();
    if (what == "json")
        state.json.resize(state.json.size() / 2);
    else if (what == "empty json")
        state.json = "{}";
    else if (what == "optimizer")
        state.optimizer.tensors.pop_back();
    else if (what == "network")
        state.network.tensors.pop_back();
    else if (what == "pod")
        options.config.hiddenSize = 4;
    else
        state.json.replace(state.json.find("\"epoch\":0"), 9, "\"epoch\":-1");
    Trainer trainer(tiny::network(), options);
    QVERIFY_THROWS_EXCEPTION(Error, trainer.restore(state));
}

QTEST_GUILESS_MAIN(TestResume)
#include "tst_resume.moc"
