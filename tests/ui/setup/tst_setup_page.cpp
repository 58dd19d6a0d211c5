// SPDX-License-Identifier: GPL-3.0-only
#include <QAbstractButton>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QTimer>

#include "tests/ui/pages.h"
#include "tests/ui/setup/offscreen.h"
#include "ui/setup/dataset_list.h"
#include "ui/setup/forecast_bar.h"
#include "ui/setup/preset_list.h"
#include "ui/setup/recipe_form.h"
#include "ui/setup/setup_page.h"
#include "ui/setup/speed_store.h"
#include "ui/setup/weights_bar.h"
#include "ui/setup/yaml_editor.h"
#include "ui/theme/language.h"

using namespace bubblenet;
using namespace bubblenet::ui;
using test::replaceTyped;

namespace {

constexpr int kJobMs = 600000; // on a machine that does other things too

/// A folder with two classes of small images, as `bubblenet data import` would leave it.
void makeImages(const QString& folder) {
    int number = 0;
    for (const char* part : {"train/cat", "train/dog", "test/cat", "test/dog"}) {
        QVERIFY(QDir(folder).mkpath(part));
        for (int i = 0; i < 4; ++i)
            QVERIFY(QFile::copy(BUBBLENET_SOURCE_DIR "/tests/reference/data/colour.png",
                                QString("%1/%2/%3.png").arg(folder, part).arg(number++)));
    }
}

/// Presses a button of the message box that is about to come.
void answer(QMessageBox::StandardButton button) {
    QTimer::singleShot(50, qApp, [button] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        QVERIFY(box);
        QTest::mouseClick(box->button(button), Qt::LeftButton);
    });
}

} // namespace

class TestSetupPage : public QObject {
    Q_OBJECT

public:
    static void initMain() { test::useOffscreen(); }

private Q_SLOTS:
    void init();
    void cleanup();

    void shippedRecipesAreCards();
    void aCardOpensItsRecipe();
    void unsavedChangesAreAskedAbout();
    void aFileIsOpenedChangedAndSaved();
    void aFileThatCannotBeReadIsSaid();
    void startIsRefusedWithTheReasons();
    void aSuggestionThatCannotBeTakenSaysWhy();
    void startGivesTheRecipe();
    void checkSaysWhatIsMissing();
    void theForecastCountsAtOnce();
    void measuringGivesATime();
    void measuringIsCancelled();
    void theWindowStaysAliveWhileMeasuring();
    void nothingIsMeasuredWhileARunHasTheMachine();
    void nothingIsMeasuredWhileSomethingIsChecked();
    void speedsOutliveTheProgramOnTheSameMachine();
    void weightsAreLookedAt();
    void droppedFilesAreTaken();
    void dataSetsShowTheirState();
    void aDataSetIsImported();
    void aFailedImportSaysWhy();
    void theImportButtonAsksForAFolder();
    void aDownloadThatFailsSaysWhyAndCanBeTriedAgain();
    void aJobIsCancelled();
    void everyControlHasANameAndTheKeyboard();

private:
    QPushButton* button(const char* name) const { return m_page->findChild<QPushButton*>(name); }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void load(const std::string& yaml) { m_page->document().startNew("test", yaml); }

    std::unique_ptr<Language> m_language;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SetupPage> m_page;
};

void TestSetupPage::init() {
    QSettings().clear();
    m_language = std::make_unique<Language>();
    m_language->choose("en");
    m_theme = std::make_unique<Theme>();
    m_page = test::shownPage(*m_theme);
    QVERIFY(m_page);
    QTRY_VERIFY(m_page->datasets().row("image_folder"));
}

void TestSetupPage::cleanup() {
    m_page.reset();
    m_theme.reset();
    m_language.reset();
}

void TestSetupPage::shippedRecipesAreCards() {
    const auto& cards = m_page->presets().cards();
    QCOMPARE(cards.size(), config::shippedRecipes().size());
    for (auto* card : cards) {
        QVERIFY(card->preset().config);
        QVERIFY(!card->accessibleName().isEmpty());
        const auto texts = card->findChildren<QLabel*>();
        QCOMPARE(texts.size(), 4); // its name, a sentence, the goal, the time
        for (auto* text : texts)
            QVERIFY2(!text->text().isEmpty(), qPrintable(card->preset().title));
    }
    QCOMPARE(cards.front()->preset().source, "demo");
}

void TestSetupPage::aCardOpensItsRecipe() {
    auto* card = m_page->findChild<PresetCard*>("preset.article");
    QTest::mouseClick(card, Qt::LeftButton);
    QCOMPARE(m_page->document().config(), config::loadRecipe("article"));
    QVERIFY(card->isChecked());
    auto* other = m_page->findChild<PresetCard*>("preset.demo");
    other->setFocus();
    QTest::keyClick(other, Qt::Key_Space);
    QCOMPARE(m_page->document().config(), config::loadRecipe("demo"));
    QVERIFY(other->isChecked() && !card->isChecked());
}

void TestSetupPage::unsavedChangesAreAskedAbout() {
    m_page->openRecipe("demo");
    replaceTyped(m_page->form().field("seed")->control(), "77");
    QVERIFY(m_page->document().isModified());
    answer(QMessageBox::Cancel);
    m_page->openRecipe("article");
    QCOMPARE(m_page->document().config().seed, std::uint64_t{77});
    answer(QMessageBox::Discard);
    m_page->clear();
    QCOMPARE(m_page->document().yaml(), std::string());
    m_page->openRecipe("article"); // nothing to lose: no question
    QCOMPARE(m_page->document().config().name, std::string("article"));
}

void TestSetupPage::aFileIsOpenedChangedAndSaved() {
    QTemporaryDir folder;
    const auto path = folder.filePath("mine.yaml");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("# Mine.\nseed: 3 # lucky\n");
    file.close();
    m_page->openRecipe(path);
    auto* line = m_page->form().field("seed")->control();
    replaceTyped(line, "4");
    QTest::keyClick(line, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!m_page->document().isModified());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# Mine.\nseed: 4 # lucky\n"));
    auto* card = m_page->findChild<PresetCard*>("preset.mine.yaml");
    QVERIFY(card && card->isChecked());
    QCOMPARE(card->preset().summary, std::string("Mine."));
}

void TestSetupPage::aFileThatCannotBeReadIsSaid() {
    m_page->openRecipe("demo");
    for (const char* name : {"/nonexistent/x.yaml", "no-such-recipe"}) {
        m_page->openRecipe(name);
        QVERIFY2(m_page->verdict().text().contains(name), qPrintable(m_page->verdict().text()));
        QCOMPARE(m_page->document().config().name, std::string("demo"));
    }
    QTemporaryDir folder;
    QFile file(folder.filePath("latin1.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name: gr\xfc\xdf"
               "e\n");
    file.close();
    m_page->openRecipe(file.fileName());
    QVERIFY(m_page->verdict().text().contains("UTF-8"));
}

void TestSetupPage::startIsRefusedWithTheReasons() {
    QSignalSpy started(m_page.get(), &SetupPage::startRequested);
    QVERIFY(button("start")->isEnabled());
    load("seed: 1\nfine_tune: {epochs: many}\nsearch: {judge: 0}\n");
    QVERIFY(!button("start")->isEnabled());
    QVERIFY(button("start")->toolTip().contains("errors"));
    click("check");
    QTest::qWait(50);
    QCOMPARE(started.size(), 0);
    QVERIFY(m_page->verdict().text().contains("many"));
    QVERIFY(m_page->verdict().text().contains("search.judge"));
    QCOMPARE(QApplication::focusWidget(), m_page->form().field("fine_tune.epochs")->control());
    QVERIFY(m_page->form().group("fine_tune")->isOpen());
    load("sede: 1\n");
    m_page->requestStart(); // by the window's command
    QCOMPARE(started.size(), 0);
    QVERIFY(m_page->verdict().text().contains("sede"));
    click("useSuggestion");
    QVERIFY(button("start")->isEnabled());
}

void TestSetupPage::aSuggestionThatCannotBeTakenSaysWhy() {
    const std::string text = "serach: {method: random}\nsearch: {judge: 10}\n";
    load(text);
    QCOMPARE(button("useSuggestion")->text(), QString("Use 'search'"));
    click("useSuggestion");
    QCOMPARE(m_page->document().yaml(), text);
    QVERIFY2(m_page->verdict().text().contains("“search”"), qPrintable(m_page->verdict().text()));
    QVERIFY(m_page->verdict().isVisible());
    QCOMPARE(QApplication::focusWidget(), &m_page->editor());
    QCOMPARE(m_page->editor().textCursor().blockNumber(), 0);
}

void TestSetupPage::startGivesTheRecipe() {
    QTemporaryDir images;
    makeImages(images.path());
    qRegisterMetaType<config::RunConfig>();
    QSignalSpy started(m_page.get(), &SetupPage::startRequested);
    load("name: tiny\nnetwork: {architecture: resnet20, weights: random}\n"
         "data: {dataset: image_folder, image_size: 16, validation: 2, batch_size: 2, path: \"" +
         images.path().toStdString() + "\"}\nsearch: {judge: 1, recalibrate: 2}\n");
    click("start");
    QVERIFY(m_page->verdict().isBusy());
    QVERIFY(!button("start")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->verdict().isBusy(), kJobMs);
    QVERIFY2(started.size() == 1, qPrintable(m_page->verdict().text()));
    QCOMPARE(started[0][0].value<config::RunConfig>(), m_page->document().config());
    QVERIFY(button("start")->isEnabled());
}

void TestSetupPage::checkSaysWhatIsMissing() {
    QSignalSpy started(m_page.get(), &SetupPage::startRequested);
    load("data: {dataset: cifar100}\nnetwork: {weights: random}\n");
    click("check");
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->verdict().isBusy(), kJobMs);
    QVERIFY2(m_page->verdict().text().contains("cifar100"), qPrintable(m_page->verdict().text()));
    load("network: {weights: /nonexistent.pth}\n");
    QCOMPARE(m_page->verdict().text(), ""); // of another recipe
    m_page->requestStart();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->verdict().isBusy(), kJobMs);
    QVERIFY(m_page->verdict().text().contains("/nonexistent.pth"));
    QCOMPARE(started.size(), 0);
}

void TestSetupPage::theForecastCountsAtOnce() {
    m_page->openRecipe("demo");
    QVERIFY2(m_page->forecast().text().contains("40 evaluations"), qPrintable(m_page->forecast().text()));
    QVERIFY(m_page->forecast().text().contains("not measured"));
    replaceTyped(m_page->form().field("search.whale.iterations")->control(), "7");
    QVERIFY(m_page->forecast().text().contains("56 evaluations"));
    replaceTyped(m_page->form().field("search.whale.iterations")->control(), "x");
    QVERIFY(!m_page->forecast().text().contains("evaluations"));
    QVERIFY(!button("measure")->isEnabled());
}

void TestSetupPage::measuringGivesATime() {
    m_page->openRecipe("demo");
    auto* card = m_page->findChild<PresetCard*>("preset.demo");
    const auto before = card->findChildren<QLabel*>().last()->text();
    click("measure");
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->forecast().strip()->isBusy(), kJobMs);
    static const QRegularExpression time("about .+ \\(.+ to .+\\)");
    QVERIFY2(time.match(m_page->forecast().text()).hasMatch(), qPrintable(m_page->forecast().text()));
    QVERIFY(card->findChildren<QLabel*>().last()->text() != before);
    const auto shorter = m_page->forecast().text();
    replaceTyped(m_page->form().field("fine_tune.epochs")->control(), "50");
    QVERIFY(m_page->forecast().text() != shorter);
}

void TestSetupPage::measuringIsCancelled() {
    m_page->openRecipe("resnet50-half");
    click("measure");
    QVERIFY(m_page->forecast().strip()->isBusy());
    QVERIFY(!button("measure")->isEnabled());
    QTest::mouseClick(m_page->forecast().strip()->cancelButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->forecast().strip()->isBusy(), kJobMs);
    QCOMPARE(m_page->forecast().strip()->text(), "Cancelled");
    QVERIFY(m_page->forecast().text().contains("not measured"));
    QVERIFY(button("measure")->isEnabled());
}

void TestSetupPage::theWindowStaysAliveWhileMeasuring() {
    m_page->openRecipe("demo");
    click("measure");
    int turns = 0;
    while (m_page->forecast().strip()->isBusy() && turns < 5) {
        replaceTyped(m_page->form().field("seed")->control(), QString::number(turns));
        QTest::qWait(10);
        ++turns;
    }
    QVERIFY(turns > 0);
    m_page->forecast().strip()->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->forecast().strip()->isBusy(), kJobMs);
}

void TestSetupPage::nothingIsMeasuredWhileARunHasTheMachine() {
    m_page->openRecipe("demo");
    m_page->setMachine(Machine::running);
    QVERIFY(!button("measure")->isEnabled() && !button("lookAtWeights")->isEnabled());
    replaceTyped(m_page->form().field("seed")->control(), "5");
    QVERIFY(!button("measure")->isEnabled() && !button("lookAtWeights")->isEnabled());
    m_page->setMachine(Machine::free);
    QVERIFY(button("measure")->isEnabled() && button("lookAtWeights")->isEnabled());
}

void TestSetupPage::nothingIsMeasuredWhileSomethingIsChecked() {
    m_page->openRecipe("demo");
    const auto tip = button("measure")->toolTip();
    click("check");
    QVERIFY(m_page->verdict().isBusy());
    QVERIFY(!button("measure")->isEnabled());
    QVERIFY(button("measure")->toolTip() != tip);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->verdict().isBusy(), kJobMs);
    QVERIFY(button("measure")->isEnabled());
    QCOMPARE(button("measure")->toolTip(), tip);
    m_page->setMachine(Machine::running);
    QVERIFY(button("measure")->toolTip().contains("while a run goes on"));
}

void TestSetupPage::speedsOutliveTheProgramOnTheSameMachine() {
    m_page->openRecipe("demo");
    QVERIFY(m_page->forecast().text().contains("not measured"));
    const engine::Speeds speeds{.architecture = "resnet20",
                                .imageSize = 28,
                                .device = "cpu",
                                .precision = "fp32",
                                .share = 0.5,
                                .macs = 4e7,
                                .trained = 1e-3,
                                .trainedPruned = 6e-4,
                                .evaluated = 2e-4,
                                .evaluatedPruned = 1e-4,
                                .judged = 1e-4,
                                .spread = 0.1};
    const QDateTime time(QDate(2025, 3, 4), QTime(5, 6));
    saveSpeeds({{speeds, time}});
    QCOMPARE(loadSpeeds().size(), std::size_t{1});
    QCOMPARE(loadSpeeds()[0].speeds.trainedPruned, 6e-4);
    const auto reopened = [&] {
        m_page = test::shownPage(*m_theme);
        m_page->openRecipe("demo");
        return m_page->forecast().text();
    };
    const auto text = reopened();
    QVERIFY2(text.contains("about") && text.contains("measured 2025-03-04"), qPrintable(text));
    QVERIFY(button("measure")->toolTip().contains("resnet20, 2025-03-04 05:06"));
    QSettings settings;
    settings.setValue("setup/speeds/1/machine", "another one");
    QVERIFY(reopened().contains("not measured"));
    settings.setValue("setup/speeds/1/machine", machineIdentity());
    settings.setValue("setup/speeds/1/judged", "nonsense");
    QVERIFY(reopened().contains("not measured"));
}

void TestSetupPage::weightsAreLookedAt() {
    load("data: {dataset: cifar100}\nnetwork: {architecture: resnet20, weights: "
         "networks/fashion_mnist_resnet20.safetensors}\n");
    auto* strip = m_page->weights().strip();
    click("lookAtWeights");
    QTRY_VERIFY_WITH_TIMEOUT(!strip->isBusy(), kJobMs);
    QVERIFY2(strip->text().contains("resnet20, 10 classes"), qPrintable(strip->text()));
    replaceTyped(m_page->form().field("network.weights")->control(), "/nonexistent.pth");
    QCOMPARE(strip->text(), "");
    click("lookAtWeights");
    QTRY_VERIFY_WITH_TIMEOUT(!strip->isBusy(), kJobMs);
    QVERIFY(strip->text().contains("/nonexistent.pth"));
    replaceTyped(m_page->form().field("network.weights")->control(), "");
    QVERIFY(!button("lookAtWeights")->isEnabled());
}

void TestSetupPage::droppedFilesAreTaken() {
    const auto drop = [this](const QString& file) { return pages::drop(*m_page, {file}); };
    QVERIFY(drop(BUBBLENET_SOURCE_DIR "/resources/recipes/demo.yaml"));
    QCOMPARE(m_page->document().config().name, std::string("demo"));
    QVERIFY(drop("/some where/w.pth"));
    QCOMPARE(m_page->document().config().network.weights, std::string("/some where/w.pth"));
    QVERIFY(!drop("/some/picture.png"));
}

void TestSetupPage::dataSetsShowTheirState() {
    auto* row = m_page->datasets().row("cifar10");
    QVERIFY(!row->state().folder);
    QVERIFY(row->stateText().contains("MB"));
    QTRY_VERIFY(row->downloadButton()->isVisible() && row->importButton()->isVisible());
    auto* own = m_page->datasets().row("image_folder");
    QVERIFY(!own->downloadButton()->isVisible() && own->importButton()->isVisible());
}

void TestSetupPage::aDataSetIsImported() {
    QTemporaryDir source;
    QTemporaryDir target;
    makeImages(source.path());
    load("data: {dataset: image_folder, path: \"" + target.path().toStdString() + "\"}\n");
    QSignalSpy refreshed(&m_page->datasets(), &DatasetList::refreshed);
    QTRY_VERIFY(!refreshed.isEmpty());
    auto* row = m_page->datasets().row("image_folder");
    QVERIFY(!row->state().folder);
    m_page->datasets().importFrom("image_folder", source.path());
    QTRY_VERIFY_WITH_TIMEOUT(row->state().folder.has_value(), kJobMs);
    QVERIFY(row->stateText().contains("here"));
    QVERIFY(!row->importButton()->isVisible());
}

void TestSetupPage::aFailedImportSaysWhy() {
    QTemporaryDir empty;
    auto* row = m_page->datasets().row("mnist");
    m_page->datasets().importFrom("mnist", empty.path());
    QTRY_VERIFY_WITH_TIMEOUT(!row->job()->isBusy(), kJobMs);
    QVERIFY2(row->job()->text().contains("mnist"), qPrintable(row->job()->text()));
    QVERIFY(row->importButton()->isEnabled());
}

void TestSetupPage::theImportButtonAsksForAFolder() {
    QTemporaryDir source;
    QTemporaryDir target;
    makeImages(source.path());
    QSignalSpy refreshed(&m_page->datasets(), &DatasetList::refreshed);
    load("data: {dataset: image_folder, path: \"" + target.path().toStdString() + "\"}\n");
    QTRY_VERIFY(!refreshed.isEmpty());
    auto* row = m_page->datasets().row("image_folder");
    QTimer::singleShot(100, qApp, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QTimer::singleShot(300, qApp, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            auto* line = dialog->findChild<QLineEdit*>();
            replaceTyped(line, source.path());
            QTest::keyClick(line, Qt::Key_Return);
        });
        QTest::keyClick(menu, Qt::Key_Down); // the first: from a folder
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::mouseClick(row->importButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(row->state().folder.has_value(), kJobMs);
    QVERIFY(row->stateText().contains("here"));
}

void TestSetupPage::aDownloadThatFailsSaysWhyAndCanBeTriedAgain() {
    // libcurl asks a proxy that is not there: no network is needed, and none is used.
    for (const char* proxy : {"https_proxy", "http_proxy", "ALL_PROXY"})
        qputenv(proxy, "http://127.0.0.1:9");
    auto* row = m_page->datasets().row("mnist");
    QTRY_VERIFY(row->downloadButton()->isVisible());
    QTest::mouseClick(row->downloadButton(), Qt::LeftButton);
    QVERIFY(row->job()->isBusy());
    QVERIFY(!row->downloadButton()->isEnabled() && !row->importButton()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!row->job()->isBusy(), kJobMs);
    QVERIFY2(row->job()->text().contains("127.0.0.1"), qPrintable(row->job()->text()));
    QVERIFY(row->downloadButton()->isEnabled());
    row->downloadButton()->setFocus();
    QTest::keyClick(row->downloadButton(), Qt::Key_Space);
    QVERIFY(row->job()->isBusy());
    QTest::mouseClick(row->job()->cancelButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!row->job()->isBusy(), kJobMs);
    for (const char* proxy : {"https_proxy", "http_proxy", "ALL_PROXY"})
        qunsetenv(proxy);
}

void TestSetupPage::aJobIsCancelled() {
    JobStrip strip;
    bool done = false;
    const auto untilStopped = [](const engine::Hooks& hooks) {
        for (std::int64_t i = 0;; ++i) {
            throwIfStopped(hooks.proceed);
            hooks.progress("waiting", i % 10, 10);
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        return 0;
    };
    strip.start("Waiting", untilStopped, [&](int) { done = true; });
    QVERIFY(strip.isBusy());
    QTRY_VERIFY(strip.findChild<QProgressBar*>()->maximum() > 0);
    QTest::mouseClick(strip.cancelButton(), Qt::LeftButton);
    QTRY_VERIFY(!strip.isBusy());
    QCOMPARE(strip.text(), "Cancelled");
    // A second job takes the place of a first, of which nothing is heard any more.
    strip.start("First", untilStopped, [&](int) { done = true; });
    int result = 0;
    strip.start(
        "Second", [](const engine::Hooks&) { return 42; }, [&](int value) { result = value; });
    QTRY_COMPARE(result, 42);
    QTest::qWait(50);
    QVERIFY(!done);
    QVERIFY(strip.text() != "Cancelled");
}

void TestSetupPage::everyControlHasANameAndTheKeyboard() {
    m_page->openRecipe("demo");
    for (const char* name : {"data", "network", "train", "search", "fine_tune"})
        m_page->form().group(name)->setOpen(true);
    int seen = 0;
    for (auto* widget : m_page->findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                               qobject_cast<QComboBox*>(widget) || qobject_cast<QPlainTextEdit*>(widget);
        if (!isControl || !widget->isVisible() || !widget->isEnabled())
            continue;
        ++seen;
        const auto about = widget->objectName() + " " + widget->metaObject()->className();
        QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, qPrintable(about));
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(about));
    }
    QVERIFY(seen > 80);
}

QTEST_MAIN(TestSetupPage)
#include "tst_setup_page.moc"
