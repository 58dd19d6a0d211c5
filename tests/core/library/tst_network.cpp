// SPDX-License-Identifier: GPL-3.0-only
#include <QTemporaryDir>
#include <QtTest>

#include <stdexcept>

#include "core/data/library.h"
#include "core/engine/tools.h"
#include "core/library/bubblenet/network.h"
#include "core/nn/weights.h"

using namespace bubblenet;

namespace {

const std::string kImage = BUBBLENET_SOURCE_DIR "/tests/reference/data/colour.png";

std::string messageOf(const std::function<void()>& call) {
    try {
        call();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return {};
}

} // namespace

/// What the library says, against what the rest of the program says.
class TestNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itsInputIsDescribed();
    void imagesAreClassifiedAsByTheProgram_data();
    void imagesAreClassifiedAsByTheProgram();
    void logitsAreThoseOfTheNetwork();
    void normalisedBytesAreChannelByChannel();
    void fewerClassesThanThereAreCanBeAskedFor();
    void whatIsWrongIsSaid();

private:
    std::string path(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    void write(const std::string& name, int channels, const nn::InputDescription& input) const;

    QTemporaryDir m_folder;
};

void TestNetwork::write(const std::string& name, int channels, const nn::InputDescription& input) const {
    nn::Network network(nn::makeSpec("resnet20", {.inputChannels = channels}), Rng(7));
    auto dict = nn::stateDictOf(network);
    nn::describeInput(dict, input);
    nn::writeSafetensors(path(name), dict);
}

void TestNetwork::initTestCase() {
    at::set_num_threads(1);
    nn::InputDescription input{.normalization = data::Normalization{{0.4F, 0.5F, 0.6F}, {0.2F, 0.25F, 0.3F}},
                               .imageSize = 24,
                               .classNames = {}};
    for (int i = 0; i < 10; ++i)
        input.classNames.push_back("class " + std::to_string(i));
    write("colour.safetensors", 3, input);
    write("grey.safetensors", 1, input);
    write("silent.safetensors", 3, {});
}

void TestNetwork::itsInputIsDescribed() {
    const bubblenet::Network grey(path("grey.safetensors"));
    QCOMPARE(grey.channels(), 1);
    QCOMPARE(grey.imageSize(), 24);
    QCOMPARE(grey.classes(), 10);
    QCOMPARE(grey.classNames().at(3), std::string("class 3"));
    const bubblenet::Network silent(path("silent.safetensors"));
    QCOMPARE(silent.imageSize(), 32);
    QVERIFY(silent.classNames().empty());
}

void TestNetwork::imagesAreClassifiedAsByTheProgram_data() {
    QTest::addColumn<QString>("network");
    for (const char* name : {"colour.safetensors", "grey.safetensors", "silent.safetensors"})
        QTest::newRow(name) << QString(name);
}

void TestNetwork::imagesAreClassifiedAsByTheProgram() {
    QFETCH(QString, network);
    const auto file = path(network.toStdString());
    const auto expected =
        engine::predictImages({.model = file, .device = "cpu", .threads = 1}, {kImage}, 0, {}).front();
    QCOMPARE(expected.problem, std::string());
    const auto found = bubblenet::Network(file).classify(kImage);
    QCOMPARE(found.size(), expected.best.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].index, expected.best[i].index);
        QCOMPARE(found[i].name, expected.best[i].name);
        QVERIFY(std::abs(found[i].probability - expected.best[i].probability) < 1e-6);
    }
}

void TestNetwork::logitsAreThoseOfTheNetwork() {
    const bubblenet::Network network(path("colour.safetensors"));
    const auto images = at::randn({3, 3, 24, 24});
    const at::NoGradGuard noGradient;
    const auto loaded = nn::loadNetwork(path("colour.safetensors")).network;
    loaded->eval();
    const auto expected = loaded->forward(images);
    const auto found = network.logits({images.const_data_ptr<float>(), static_cast<std::size_t>(images.numel())});
    QCOMPARE(found.size(), std::size_t{30});
    const auto difference = (at::tensor(found).view({3, 10}) - expected).abs().max().item<double>();
    QVERIFY(difference < 1e-4 * (expected.max() - expected.min()).item<double>());
}

void TestNetwork::normalisedBytesAreChannelByChannel() {
    const bubblenet::Network network(path("colour.safetensors"));
    const std::size_t area = 24 * 24;
    std::vector<std::uint8_t> pixels(2 * area * 3, 0);
    pixels[area * 3 + 5 * 3 + 1] = 255; // of the second image: green of the sixth pixel
    const auto values = network.normalise(pixels);
    QCOMPARE(values.size(), pixels.size());
    QCOMPARE(values[0], (0.0F - 0.4F) / 0.2F);
    QCOMPARE(values[area * 2], (0.0F - 0.6F) / 0.3F);
    QCOMPARE(values[area * 3 + area + 5], (1.0F - 0.5F) / 0.25F);
    QCOMPARE(values[area * 3 + area + 6], (0.0F - 0.5F) / 0.25F);
}

void TestNetwork::fewerClassesThanThereAreCanBeAskedFor() {
    const bubblenet::Network network(path("colour.safetensors"));
    QCOMPARE(network.classify(kImage, 1).size(), std::size_t{1});
    const auto all = network.classify(kImage, 100);
    QCOMPARE(all.size(), std::size_t{10});
    double sum = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        sum += all[i].probability;
        QVERIFY(i == 0 || all[i - 1].probability >= all[i].probability);
    }
    QVERIFY(std::abs(sum - 1) < 1e-9);
}

void TestNetwork::whatIsWrongIsSaid() {
    QVERIFY(messageOf([&] { bubblenet::Network(path("nowhere.safetensors")); }).find("no such file") !=
            std::string::npos);
    QVERIFY(messageOf([&] { bubblenet::Network(m_folder.path().toStdString()); }) != "");
    const bubblenet::Network network(path("colour.safetensors"));
    QVERIFY(messageOf([&] { network.classify(path("colour.safetensors")); }).find("cannot decode") !=
            std::string::npos);
    const std::vector<float> odd(100);
    QVERIFY(messageOf([&] { network.logits(odd); }).find("100 values") != std::string::npos);
    QVERIFY(messageOf([&] { network.logits({}); }) != "");
    nn::Network damaged(nn::makeSpec("resnet20", {}), Rng(7));
    {
        const at::NoGradGuard noGradient;
        damaged.classifierWeight().fill_(std::numeric_limits<float>::max());
    }
    nn::writeSafetensors(path("damaged.safetensors"), nn::stateDictOf(damaged));
    QVERIFY(messageOf([&] {
                bubblenet::Network(path("damaged.safetensors")).classify(kImage);
            }).find("gives no numbers") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
