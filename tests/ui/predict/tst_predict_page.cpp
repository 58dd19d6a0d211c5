// SPDX-License-Identifier: GPL-3.0-only
// The page by clicks, keys and drops, with a real network and real image files.
#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <fstream>

#include "core/base/files.h"
#include "tests/support/small_network.h"
#include "tests/ui/offscreen.h"
#include "tests/ui/pages.h"
#include "ui/predict/predict_page.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace fs = std::filesystem;
namespace engine = bubblenet::engine;
using namespace bubblenet::ui;

class TestPredictPage : public QObject {
    Q_OBJECT

public:
    static void initMain() { test::useOffscreen(); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_page.reset(); }

    void droppedImagesAreClassified();
    void whatCannotBeReadHasItsProblem();
    void imagesWaitForANetwork();
    void anotherNetworkLeavesThePredictionsUntilItHasItsOwn();
    void nothingMovesTheRows();
    void aClickOnATextShowsNoCaret();
    void predictionsAreThoseOfTheEngine();
    void cancellingKeepsWhatThereIsAndGoesOn();
    void predictionsAreSavedOrItIsSaidWhyNot();
    void rowsAreFilteredAndSorted();
    void aLongListDecodesWhatIsSeen();
    void theTableIsAProperModel();
    void thePageFollowsTheLanguage();
    void pictures_data();
    void pictures();

private:
    static constexpr int kJobMs = 120000;

    QAbstractButton* button(const char* name) const { return m_page->findChild<QAbstractButton*>(name); }
    void click(const char* name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString cell(int row, int column) const { return m_page->table().model()->index(row, column).data().toString(); }
    bool drop(const QStringList& files) const { return pages::drop(*m_page, files); }
    bool openNetwork() const {
        m_page->open(QString::fromStdString(bubblenet::test::smallNetwork().string()));
        return QTest::qWaitFor([this] { return m_page->network().network().has_value(); }, kJobMs);
    }
    bool waitForJob() const {
        return QTest::qWaitFor([this] { return !m_page->job().isBusy(); }, kJobMs);
    }

    QTemporaryDir m_folder;
    Theme* m_theme = nullptr;
    RunListModel m_runs;
    std::unique_ptr<PredictPage> m_page;
};

namespace {

void makeImage(const QString& path, int number) {
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(number * 37 % 360, 200, 200));
    for (int y = 5; y < 25; ++y)
        for (int x = number % 20; x < number % 20 + 15; ++x)
            image.setPixel(x, y, qRgb(240, 240, 240));
    QVERIFY(image.save(path));
}

bool hasHan(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

} // namespace

void TestPredictPage::initTestCase() {
    m_theme = new Theme(this);
    QVERIFY(QDir().mkpath(path("images/below")) && QDir().mkpath(path("empty")) && QDir().mkpath(path("bad")));
    for (int i = 0; i < 6; ++i)
        makeImage(path(QString("images/%1.png").arg(i)), i);
    makeImage(path("images/below/deep.jpg"), 6);
    std::ofstream(path("bad/text.png").toStdString()) << "no picture";
    std::ofstream(path("images/readme.txt").toStdString()) << "not to be listed";
}

void TestPredictPage::init() {
    m_page = std::make_unique<PredictPage>(m_runs);
    m_page->setAutoFillBackground(true);
    m_page->resize(1096, 690);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestPredictPage::droppedImagesAreClassified() {
    QVERIFY(openNetwork());
    QVERIFY(drop({path("images"), path("images/3.png")})); // named twice, listed once
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->summary(), "7 of 7 classified");
    QCOMPARE(m_page->table().model()->rowCount(), 7);
    QCOMPARE(cell(0, PredictionModel::kImage), "0.png");
    for (int row = 0; row < 7; ++row) {
        static const QStringList names{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                       "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
        QVERIFY2(names.contains(cell(row, PredictionModel::kClass)), qPrintable(cell(row, PredictionModel::kClass)));
        double before = cell(row, PredictionModel::kProbability).toDouble();
        double sum = before;
        for (int column = PredictionModel::kSecond; column <= PredictionModel::kFifth; ++column) {
            const auto words = cell(row, column).split(' ');
            const double probability = words.value(words.size() - 2).toDouble();
            QVERIFY2(probability <= before, qPrintable(cell(row, column)));
            before = probability;
            sum += probability;
        }
        QVERIFY2(sum > 20 && sum < 100.5, qPrintable(QString::number(sum)));
        QCOMPARE(cell(row, PredictionModel::kProblem), "");
    }
    // Their pictures come as they are seen.
    const auto picture = [&] { return m_page->predictions().index(2, 0).data(Qt::DecorationRole).value<QPixmap>(); };
    QTRY_VERIFY(!picture().isNull());
    QCOMPARE(picture().width(), PredictionModel::kThumbnailSide);
    QCOMPARE(picture().height(), PredictionModel::kThumbnailSide * 3 / 4);
    QVERIFY(!drop({}));
}

void TestPredictPage::whatCannotBeReadHasItsProblem() {
    QVERIFY(openNetwork());
    QVERIFY(drop({path("bad/text.png"), path("images/1.png"), path("gone.jpg")}));
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->summary(), "1 of 3 classified  ·  with a problem: 2");
    QVERIFY2(cell(0, PredictionModel::kProblem).contains("neither a JPEG nor a PNG"), "text.png");
    QCOMPARE(cell(0, PredictionModel::kClass), "");
    QCOMPARE(cell(1, PredictionModel::kProblem), "");
    QVERIFY(cell(2, PredictionModel::kProblem).contains("gone.jpg"));
    QVERIFY(drop({path("empty")}));
    QVERIFY(waitForJob());
    QVERIFY(m_page->job().text().contains("no JPEG or PNG"));
    QCOMPARE(m_page->table().model()->rowCount(), 3);
}

void TestPredictPage::imagesWaitForANetwork() {
    QVERIFY(drop({path("images")}));
    QVERIFY(waitForJob());
    QCOMPARE(m_page->summary(), "0 of 7 classified");
    QVERIFY(!button("classify")->isEnabled());
    m_page->open(path("bad/text.png"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->network().isLooking(), kJobMs);
    QVERIFY(!m_page->network().problem().isEmpty());
    QVERIFY(!button("classify")->isEnabled());
    QVERIFY(drop({QString::fromStdString(bubblenet::test::smallNetwork().string())})); // a network, not an image
    QTRY_VERIFY_WITH_TIMEOUT(button("classify")->isEnabled(), kJobMs);
    click("classify");
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->summary(), "7 of 7 classified");
    click("clear");
    QCOMPARE(m_page->table().model()->rowCount(), 0);
    QCOMPARE(m_page->summary(), "");
}

void TestPredictPage::anotherNetworkLeavesThePredictionsUntilItHasItsOwn() {
    QVERIFY(openNetwork());
    QVERIFY(drop({path("images")}));
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->summary(), "7 of 7 classified");
    const auto before = cell(3, PredictionModel::kClass);
    QVERIFY(!button("classify")->isEnabled());
    const auto network = bubblenet::test::smallNetwork();
    const QString said = "7 of 7 classified  ·  by " + QString::fromStdString(network.stem().string());
    m_page->open(path("bad/text.png"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->network().isLooking(), kJobMs);
    QCOMPARE(m_page->summary(), said);
    QCOMPARE(cell(3, PredictionModel::kClass), before);
    QVERIFY(!button("classify")->isEnabled());
    // A good one has its own only once it is asked.
    const QString copy = path("copy.safetensors");
    QVERIFY(QFile::copy(QString::fromStdString(network.string()), copy));
    m_page->open(copy);
    QTRY_VERIFY_WITH_TIMEOUT(button("classify")->isEnabled(), kJobMs);
    QCOMPARE(m_page->summary(), said);
    click("classify");
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->summary(), "7 of 7 classified");
    QFile::remove(copy);
}

void TestPredictPage::nothingMovesTheRows() {
    QVERIFY(openNetwork());
    const auto top = [this] { return m_page->table().mapTo(m_page.get(), QPoint(0, 0)).y(); };
    QVERIFY(drop({path("images")}));
    QSet<int> tops;
    QTRY_VERIFY((tops.insert(top()), !m_page->job().isBusy()));
    QTRY_COMPARE(m_page->summary(), "7 of 7 classified");
    tops = {top()};
    m_page->setMachine(Machine::running);
    QTest::qWait(50);
    tops.insert(top());
    m_page->setMachine(Machine::free);
    m_page->job().say(TextRole::quiet, "Cancelled");
    QTest::qWait(50);
    tops.insert(top());
    m_page->saveAs(path("saved.csv"));
    QTest::qWait(50);
    tops.insert(top());
    m_page->open(QString::fromStdString(bubblenet::test::smallNetwork().string()));
    QTRY_VERIFY_WITH_TIMEOUT((tops.insert(top()), m_page->network().network().has_value()), kJobMs);
    QTest::qWait(50);
    tops.insert(top());
    QVERIFY2(tops.size() == 1, qPrintable(QString("%1 places").arg(tops.size())));
}

void TestPredictPage::aClickOnATextShowsNoCaret() {
    for (const auto* label : m_page->findChildren<QLabel*>())
        QVERIFY2(!label->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard), qPrintable(label->text()));
}

void TestPredictPage::predictionsAreThoseOfTheEngine() {
    QVERIFY(openNetwork());
    QVERIFY(drop({path("images")}));
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->predictions().predictedCount(), 7);
    const auto expected = engine::predictImages({.model = bubblenet::test::smallNetwork().string(), .device = "cpu"},
                                                m_page->predictions().images(), 0, {});
    const auto found = m_page->predictions().predictions();
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].path, expected[i].path);
        QCOMPARE(found[i].best.at(0).index, expected[i].best.at(0).index);
        QVERIFY(std::abs(found[i].best.at(0).probability - expected[i].best.at(0).probability) < 1e-5);
    }
}

void TestPredictPage::cancellingKeepsWhatThereIsAndGoesOn() {
    const QTemporaryDir many;
    makeImage(many.filePath("0000.png"), 1);
    for (int i = 1; i < 2000; ++i)
        fs::create_hard_link(many.filePath("0000.png").toStdString(),
                             many.filePath(QString("%1.png").arg(i, 4, 10, QChar('0'))).toStdString());
    QVERIFY(openNetwork());
    QVERIFY(drop({many.path()}));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->predictions().predictedCount() > 0, kJobMs);
    QTest::mouseClick(m_page->job().cancelButton(), Qt::LeftButton);
    QVERIFY(waitForJob());
    const int kept = m_page->predictions().predictedCount();
    QVERIFY2(kept > 0 && kept < 2000, qPrintable(QString::number(kept)));
    QCOMPARE(m_page->summary(), QString("%1 of 2000 classified").arg(kept));
    QVERIFY(!cell(kept - 1, PredictionModel::kClass).isEmpty());
    QCOMPARE(cell(kept, PredictionModel::kClass), "");
    click("classify");
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->predictions().predictedCount(), 2000);
    QCOMPARE(cell(1999, PredictionModel::kClass), cell(0, PredictionModel::kClass));
}

void TestPredictPage::predictionsAreSavedOrItIsSaidWhyNot() {
    QVERIFY(openNetwork());
    QVERIFY(drop({path("images/0.png"), path("bad/text.png")}));
    QVERIFY(waitForJob());
    QTRY_VERIFY(button("saveCsv")->isEnabled() && button("saveJson")->isEnabled());
    const QTemporaryDir out;
    m_page->saveAs(out.filePath("p.csv"));
    const auto csv = QString::fromStdString(bubblenet::readFile(out.filePath("p.csv").toStdString())).split('\n');
    QCOMPARE(csv.size(), 4); // with the header, and an empty one after the last
    QVERIFY(csv[0].startsWith("image,class_1,name_1,probability_1,"));
    QVERIFY(csv[1].contains(cell(0, PredictionModel::kClass)));
    QVERIFY(csv[2].contains("neither a JPEG nor a PNG"));
    m_page->saveAs(out.filePath("p.json"));
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(bubblenet::readFile(out.filePath("p.json").toStdString())));
    QCOMPARE(json.array().size(), 2);
    QCOMPARE(json.array()[0].toObject()["classes"].toArray().size(), 5);
    QVERIFY(!json.array()[1].toObject()["error"].toString().isEmpty());
    m_page->saveAs(out.filePath("p.json/below.csv"));
    auto said = false;
    for (const auto* label : m_page->findChildren<QLabel*>())
        said |= label->isVisible() && label->text().contains("below.csv");
    QVERIFY(said);
    QCOMPARE(QDir(out.path()).entryList(QDir::Files | QDir::Hidden), QStringList({"p.csv", "p.json"}));
}

void TestPredictPage::rowsAreFilteredAndSorted() {
    QVERIFY(openNetwork());
    QVERIFY(drop({path("images"), path("bad/text.png")}));
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->predictions().predictedCount(), 8);
    auto* rows = m_page->findChild<QComboBox*>("rows");
    rows->setFocus();
    QTest::keyClick(rows, Qt::Key_Down);
    QCOMPARE(m_page->table().model()->rowCount(), 1);
    QTest::keyClick(rows, Qt::Key_Up);
    QTest::keyClicks(m_page->findChild<QLineEdit*>("filter"), "DEEP");
    QCOMPARE(m_page->table().model()->rowCount(), 1);
    QCOMPARE(cell(0, 0), "deep.jpg");
    m_page->findChild<QLineEdit*>("filter")->clear();
    m_page->table().sortByColumn(PredictionModel::kProbability, Qt::DescendingOrder);
    double before = 101;
    for (int row = 0; row < 7; ++row) {
        const double probability = cell(row, PredictionModel::kProbability).toDouble();
        QVERIFY(probability <= before);
        before = probability;
    }
    QCOMPARE(cell(7, 0), "text.png");
}

void TestPredictPage::aLongListDecodesWhatIsSeen() {
    std::vector<fs::path> images;
    for (int i = 0; i < 20000; ++i)
        images.emplace_back(path(QString("images/%1.png").arg(i)).toStdString());
    QElapsedTimer timer;
    timer.start();
    m_page->predictions().add(images);
    QSignalSpy changed(&m_page->predictions(), &QAbstractItemModel::dataChanged);
    for (int row = 0; row < 20000; row += 500) { // as if someone held Page Down
        m_page->table().scrollTo(m_page->table().model()->index(row, 0));
        QCoreApplication::processEvents();
    }
    qInfo("20,000 rows added and scrolled through in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 20000);
    QTest::qWait(300);
    QVERIFY2(changed.size() < 2000, qPrintable(QString::number(changed.size()))); // pictures
}

void TestPredictPage::theTableIsAProperModel() {
    PredictionModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    PredictionFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add({"/a.png", "/b.png", "/a.png"});
    QCOMPARE(model.rowCount(), 2);
    model.setPredictions(0, {{.path = "/a.png", .best = {{3, "", 0.75}}, .problem = {}}});
    QCOMPARE(model.index(0, PredictionModel::kClass).data().toString(), "class 3");
    QCOMPARE(model.index(0, PredictionModel::kProbability).data().toString(), "75.0");
    model.setPredictions(
        1, {{.path = "/b.png", .best = {}, .problem = "odd"}, {.path = "/none", .best = {}, .problem = {}}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.problemCount(), 1);
    filter.setRows(PredictionFilter::Rows::problems);
    QCOMPARE(filter.rowCount(), 1);
    model.forgetPredictions();
    QCOMPARE(model.predictedCount() + model.problemCount(), 0);
    model.clear();
    model.add({"/a.png"});
    QCOMPARE(model.rowCount(), 1);
}

void TestPredictPage::thePageFollowsTheLanguage() {
    Language language;
    language.choose("en");
    QVERIFY(openNetwork());
    QVERIFY(drop({path("images")}));
    QVERIFY(waitForJob());
    QTRY_COMPARE(m_page->predictions().predictedCount(), 7);
    const auto texts = [&] {
        QStringList all;
        for (auto* label : m_page->findChildren<QLabel*>())
            all.append(label->text());
        for (auto* one : m_page->findChildren<QAbstractButton*>())
            all.append(one->text() + one->accessibleName());
        for (int column = 0; column < PredictionModel::kColumnCount; ++column)
            all.append(m_page->table().model()->headerData(column, Qt::Horizontal).toString());
        return all;
    };
    const auto english = texts();
    language.choose("zh_CN");
    QCoreApplication::processEvents();
    static const QRegularExpression sentence("[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}");
    for (const auto& text : texts())
        QVERIFY2(!text.contains(sentence), qPrintable(text));
    QVERIFY(hasHan(button("classify")->text()) && hasHan(m_page->summary()));
    language.choose("en");
    QCoreApplication::processEvents();
    QCOMPARE(texts(), english);
}

void TestPredictPage::pictures_data() {
    pages::addPictureRows({QSize(1096, 690), QSize(1736, 970)});
}

/// For people to look at: made where BUBBLENET_PICTURES names a folder.
void TestPredictPage::pictures() {
    const auto folder = qEnvironmentVariable("BUBBLENET_PICTURES");
    if (folder.isEmpty())
        QSKIP("BUBBLENET_PICTURES names no folder");
    QFETCH(QString, language);
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    Language words;
    words.choose(language);
    m_theme->choose(appearance);
    m_page->resize(size);
    const auto save = [&](const char* what) {
        QTest::qWait(200);
        QVERIFY(m_page->grab().save(folder + "/predict-" + what + "-" + QTest::currentDataTag() + ".png"));
    };
    save("empty");
    QVERIFY(openNetwork());
    QVERIFY(drop({path("images"), path("bad/text.png")}));
    QVERIFY(waitForJob());
    save("done");
    m_theme->choose(Appearance::light);
}

QTEST_MAIN(TestPredictPage)
#include "tst_predict_page.moc"
