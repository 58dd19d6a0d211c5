// SPDX-License-Identifier: GPL-3.0-only
// The page over a real small run: everything by clicks and keys, and what is wrong with a run is said.
#include <QtTest>

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

#include "tests/support/finished_run.h"
#include "tests/ui/pages.h"
#include "ui/inspect/classes_tab.h"
#include "ui/inspect/classify_tab.h"
#include "ui/inspect/confusion_tab.h"
#include "ui/inspect/images_tab.h"
#include "ui/inspect/inspect_header.h"
#include "ui/inspect/inspect_page.h"
#include "ui/inspect/layers_tab.h"
#include "ui/inspect/network_view.h"
#include "ui/inspect/times_tab.h"
#include "ui/inspect/whales_tab.h"
#include "ui/parts/job_strip.h"
#include "ui/theme/language.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

namespace {

constexpr int kJobMs = 300000; // on a machine that does other things too

/// Hands the modal dialog that is about to come, however late, to `use`.
template<class Dialog, class Use> void whenShown(Use use) {
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, use] {
        auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr || !dialog->isVisible())
            return;
        timer->deleteLater();
        timer->stop();
        use(dialog);
    });
    timer->start(20);
}

/// Presses the button of the message box that is about to come.
void answer(QMessageBox::ButtonRole role) {
    whenShown<QMessageBox>([role](QMessageBox* box) {
        for (auto* button : box->buttons())
            if (box->buttonRole(button) == role)
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL("there is no such button");
    });
}

/// Puts a name into the file dialog that is about to come.
void nameFile(const QString& path) {
    whenShown<QFileDialog>([path](QFileDialog* dialog) {
        auto* line = dialog->findChild<QLineEdit*>("fileNameEdit");
        line->setText(path); // typed, it would open a list of completions, which takes the Return
        QTest::keyClick(line, Qt::Key_Return);
    });
}

} // namespace

class TestInspectPage : public QObject {
    Q_OBJECT

public:
    static void initMain() {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void anEmptyPageOffersToOpenSomething();
    void aRunIsOpenedWithItsLayersAndCosts();
    void aLayerShowsItsFiltersWeightsAndScores();
    void aFiltersInputsAreSeenAndLeft();
    void tableAndNetworkChooseTheSameLayer();
    void measuringFillsTheTimes();
    void timesInPairsAreTheRecordsAndThenMeasured();
    void measuringBesideARunIsAskedAboutAndMarked();
    void aJobIsCancelled();
    void judgedImagesAgreeInAllTabs();
    void aConfusionLeadsToItsImages();
    void theTestSplitIsReadOnlyWhenAllowed();
    void droppedImagesAreClassifiedByBothNetworks();
    void aWhaleTakesTheResultsPlaceAndBack();
    void fineTuningSavesWeightsAndGivesARecipe();
    void aFileThatIsThereIsNotOverwritten();
    void aWeightFileIsOpenedAlone();
    void brokenFoldersAreSaidAndThePageGoesOn_data();
    void brokenFoldersAreSaidAndThePageGoesOn();
    void missingUnprunedWeightsLeaveWhatCanBeSeen();
    void theLanguageIsSwitchedWithEverythingOpen();
    void everyControlHasANameAndTheKeyboard();
    void pictures();

private:
    fs::path copyOfRun(const char* name) const;
    void open(const fs::path& source);
    void judge();
    QPushButton* button(const QString& text) const {
        for (auto* one : m_page->findChildren<QPushButton*>())
            if (one->isVisible() && one->text() == text)
                return one;
        return nullptr;
    }
    void showTab(QWidget* tab) {
        auto* bar = m_page->tabs()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(m_page->tabs()->indexOf(tab)).center());
        QCOMPARE(m_page->tabs()->currentWidget(), tab);
    }

    QTemporaryDir m_folder;
    fs::path m_run;
    Language m_language;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<InspectPage> m_page;
};

void TestInspectPage::initTestCase() {
    m_run = test::finishedSmallRun(m_folder.path().toStdString());
    QVERIFY(!m_run.empty());
}

void TestInspectPage::init() {
    m_language.choose("en");
    m_theme = std::make_unique<Theme>();
    m_theme->choose(Appearance::light);
    m_page = std::make_unique<InspectPage>(*m_theme);
    m_page->resize(1100, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestInspectPage::cleanup() {
    m_page.reset();
    m_theme.reset();
}

fs::path TestInspectPage::copyOfRun(const char* name) const {
    const fs::path copy = m_run.parent_path() / name;
    fs::copy(m_run, copy, fs::copy_options::recursive);
    return copy;
}

void TestInspectPage::open(const fs::path& source) {
    QSignalSpy opened(m_page.get(), &InspectPage::opened);
    m_page->open(QString::fromStdString(source.string()));
    QTRY_VERIFY2_WITH_TIMEOUT(!opened.isEmpty(), qPrintable(m_page->strip()->text()), kJobMs);
    QVERIFY(!m_page->strip()->isBusy() || QTest::qWaitFor([this] { return !m_page->strip()->isBusy(); }));
}

void TestInspectPage::judge() {
    showTab(m_page->classes());
    QTest::mouseClick(button("Judge the validation images"), Qt::LeftButton);
    QVERIFY(m_page->strip()->isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy(), kJobMs);
    QCOMPARE(m_page->strip()->text(), QString());
}

void TestInspectPage::anEmptyPageOffersToOpenSomething() {
    QVERIFY(!m_page->isOpen());
    QVERIFY(button("Open a run…") != nullptr);
    nameFile(QString::fromStdString(m_run.string()));
    QSignalSpy opened(m_page.get(), &InspectPage::opened);
    QTest::mouseClick(button("Open a run…"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), kJobMs);
    QVERIFY(button("Open a run…") == nullptr);
}

void TestInspectPage::aRunIsOpenedWithItsLayersAndCosts() {
    open(m_run);
    auto* table = m_page->layers()->table();
    QCOMPARE(table->model()->rowCount(), 20); // 19 convolutions and the classifier of a ResNet-20
    const QAbstractItemModelTester tester(table->model());
    int before = 0;
    int after = 0;
    for (int row = 0; row < 20; ++row) {
        before += table->model()->index(row, 1).data().toInt();
        after += table->model()->index(row, 2).data().toInt();
    }
    QCOMPARE(before, 16 * 7 + 32 * 6 + 64 * 6 + 10);
    QVERIFY(after < before);
    const auto figures = m_page->header()->figuresText();
    QVERIFY2(figures.contains(QRegularExpression("MACs: .* → .*\\((49|50)\\.\\d %\\)")), qPrintable(figures));
    QVERIFY2(figures.contains("test accuracy: "), qPrintable(figures));
}

void TestInspectPage::aLayerShowsItsFiltersWeightsAndScores() {
    open(m_run);
    auto* panel = m_page->layers()->panel();
    auto* network = m_page->network();
    network->setFocus();
    QTest::keyClick(network, Qt::Key_Down);
    QCOMPARE(network->currentLayer(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(panel->filters()->tileCount(), 16, kJobMs);
    QTRY_COMPARE_WITH_TIMEOUT(panel->scores()->points(0).size() + panel->scores()->points(1).size(), 16, kJobMs);
    const auto kept = m_page->layers()->table()->model()->index(1, 2).data().toInt();
    QCOMPARE(panel->scores()->points(0).size(), kept); // as many as the table says
    double weights = 0;
    for (const auto& point : panel->histogram()->points(0))
        weights += point.y() / 2; // each bin is a step of two points
    QCOMPARE(weights, 16.0 * 16 * 9);
    panel->side()->setFocus();
    QTest::keyClick(panel->side(), Qt::Key_Down); // after
    QTRY_COMPARE_WITH_TIMEOUT(panel->filters()->tileCount(), kept, kJobMs);
}

void TestInspectPage::aFiltersInputsAreSeenAndLeft() {
    open(m_run);
    auto* panel = m_page->layers()->panel();
    QTest::keyClick(m_page->network(), Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(panel->filters()->tileCount(), 16, kJobMs);
    QTest::mouseClick(panel->filters()->viewport(), Qt::LeftButton, {}, panel->filters()->tileRect(2).center());
    QTest::keyClick(panel->filters(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(panel->back()->isVisible(), kJobMs);
    QCOMPARE(panel->filters()->tileCount(), 16); // of the 16 inputs
    QVERIFY(panel->filters()->tile(0).text.contains("input"));
    QTest::mouseClick(panel->back(), Qt::LeftButton);
    QVERIFY(!panel->filters()->tile(0).text.contains("input"));
}

void TestInspectPage::tableAndNetworkChooseTheSameLayer() {
    open(m_run);
    auto* table = m_page->layers()->table();
    const auto row = table->visualRect(table->model()->index(4, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(m_page->network()->currentLayer(), 4);
    // Sorted otherwise, a row is still its own layer.
    const int section = table->horizontalHeader()->sectionViewportPosition(4) + 10;
    QTest::mouseClick(table->horizontalHeader()->viewport(), Qt::LeftButton, {}, {section, 10});
    QTest::mouseClick(m_page->network()->viewport(), Qt::LeftButton, {}, m_page->network()->layerRect(7).center());
    QCOMPARE(table->currentRow(), 7);
}

void TestInspectPage::measuringFillsTheTimes() {
    const auto saysMeasured = [this] {
        const auto labels = m_page->header()->findChildren<QLabel*>();
        return std::ranges::any_of(labels,
                                   [](const QLabel* label) { return label->toolTip() == "Measured now, in turn"; });
    };
    open(m_run);
    QVERIFY(!saysMeasured()); // but from the record
    m_page->header()->measureButton()->menu()->actions().last()->trigger();
    QVERIFY(m_page->strip()->isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy(), kJobMs);
    QCOMPARE(m_page->strip()->text(), QString());
    auto* model = m_page->layers()->table()->model();
    for (const int column : {6, 7})
        QVERIFY(model->index(1, column).data().toDouble() > 0);
    QVERIFY(m_page->header()->figuresText().contains("time, 250 images: "));
    QVERIFY(saysMeasured());
}

void TestInspectPage::timesInPairsAreTheRecordsAndThenMeasured() {
    open(m_run);
    auto* times = m_page->times();
    showTab(times);
    const auto model = times->table()->model();
    const auto cell = [&](int row, int column) { return model->index(row, column).data().toString(); };
    const int recorded = model->rowCount();
    QVERIFY(recorded >= 2); // more where there is an ONNX Runtime
    QCOMPARE(cell(0, 0), QString("in the run"));
    QCOMPARE(cell(0, 1), QString("Bubblenet"));
    QCOMPARE(cell(0, 3), QString("1"));
    QCOMPARE(cell(1, 3), QString("250"));
    QVERIFY2(times->summaryText().contains("MACs:\u00a0"), qPrintable(times->summaryText()));
    const auto ofTheRun = cell(1, 4);
    for (int measurement = 0; measurement < 2; ++measurement) {
        QTest::mouseClick(times->button(), Qt::LeftButton);
        QVERIFY(!times->button()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy(), kJobMs);
        QCOMPARE(model->rowCount(), 2 * recorded); // the latest in the place of those before
        QCOMPARE(cell(1, 4), ofTheRun);
    }
    const int here = recorded + 1;
    QCOMPARE(cell(here, 0), QString("here"));
    QCOMPARE(cell(here, 3), QString("250"));
    const double ratio = cell(here, 6).toDouble();
    QVERIFY(ratio > 0);
    QVERIFY(cell(here, 7).toDouble() <= ratio && ratio <= cell(here, 8).toDouble());
    open(BUBBLENET_SOURCE_DIR "/resources/networks/fashion_mnist_resnet20.safetensors");
    QVERIFY(!times->table()->isVisible());
    QVERIFY(!times->button()->isEnabled());
}

void TestInspectPage::measuringBesideARunIsAskedAboutAndMarked() {
    open(m_run);
    auto* one = m_page->header()->measureButton()->menu()->actions().first();
    const auto isMarked = [this] {
        const QRegularExpression time("time, 1 image( \\*)?: ");
        return time.match(m_page->header()->figuresText()).captured(1) == " *";
    };
    const auto title = [this] { return m_page->layers()->table()->model()->headerData(6, Qt::Horizontal).toString(); };
    const auto isExplained = [this] {
        for (auto* label : m_page->header()->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains("measured beside a run"))
                return true;
        return false;
    };
    m_page->setMachine(Machine::running);
    answer(QMessageBox::RejectRole);
    one->trigger();
    QVERIFY(!m_page->strip()->isBusy());
    answer(QMessageBox::AcceptRole);
    one->trigger();
    QVERIFY(m_page->strip()->isBusy());
    m_page->setMachine(Machine::free); // it has spoilt a part of it
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy(), kJobMs);
    QVERIFY(isMarked() && isExplained());
    QVERIFY2(title().contains("× 1 *"), qPrintable(title()));
}

void TestInspectPage::aJobIsCancelled() {
    open(m_run);
    m_page->header()->measureButton()->menu()->actions().last()->trigger();
    QTRY_VERIFY(m_page->strip()->cancelButton()->isVisible());
    QVERIFY(!m_page->header()->judgeButton()->isEnabled());
    QTest::mouseClick(m_page->strip()->cancelButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy(), kJobMs);
    QVERIFY(m_page->header()->judgeButton()->isEnabled());
    QCOMPARE(m_page->layers()->table()->model()->index(1, 6).data().toString(), QString("–"));
}

void TestInspectPage::judgedImagesAgreeInAllTabs() {
    open(m_run);
    judge();
    auto* classes = m_page->classes()->table();
    QCOMPARE(classes->model()->rowCount(), 10);
    int images = 0;
    double right = 0;
    for (int row = 0; row < 10; ++row) {
        const int count = classes->model()->index(row, 1).data().toInt();
        images += count;
        right += count * classes->model()->index(row, 3).data(ColumnTableModel::kSortRole).toDouble() / 100;
    }
    QCOMPARE(images, 100); // the recipe's validation split
    showTab(m_page->images());
    const auto countOf = [this](int kind) {
        return m_page->images()->kind()->itemText(kind).section('(', 1).chopped(1).toInt();
    };
    const int wrong = countOf(2);
    QCOMPARE(static_cast<int>(std::lround(right)), 100 - wrong);
    double before = 0;
    for (int row = 0; row < 10; ++row)
        before += classes->model()->index(row, 1).data().toInt() *
                  classes->model()->index(row, 2).data(ColumnTableModel::kSortRole).toDouble() / 100;
    QCOMPARE(static_cast<int>(std::lround(before - right)), countOf(0) - countOf(1)); // broken less mended
    showTab(m_page->confusion());
    auto* confusions = m_page->confusion()->table()->model();
    int mistakes = 0;
    for (int row = 0; row < confusions->rowCount(); ++row)
        mistakes += confusions->index(row, 4).data().toInt();
    QCOMPARE(mistakes, wrong);
    QVERIFY(m_page->header()->figuresText().contains("judged, validation: "));
}

void TestInspectPage::aConfusionLeadsToItsImages() {
    open(m_run);
    judge();
    showTab(m_page->confusion());
    auto* view = m_page->confusion()->view();
    m_page->confusion()->kind()->setCurrentIndex(1);
    QTest::mouseClick(view, Qt::LeftButton, {}, view->cellRect(4, 4).center());
    QCOMPARE(m_page->tabs()->currentWidget(), m_page->images());
    auto* list = m_page->images()->list();
    const QAbstractItemModelTester tester(list->model());
    QVERIFY(list->model()->rowCount() > 0);
    QVERIFY(list->model()->rowCount() <= 10); // of class 4 there are ten
    // The thumbnails come: the bar is brighter than what is around it.
    const auto pixels = [&] { return list->model()->index(0, 0).data(Qt::DecorationRole).value<QPixmap>().toImage(); };
    QTRY_VERIFY_WITH_TIMEOUT(pixels().pixelColor(50, 15).lightness() > pixels().pixelColor(5, 50).lightness(), kJobMs);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    QTRY_VERIFY(m_page->images()->details()->text().contains("true class: 4"));
}

void TestInspectPage::theTestSplitIsReadOnlyWhenAllowed() {
    const auto run = copyOfRun("test-split");
    open(run);
    auto* test = m_page->header()->judgeButton()->menu()->actions().last();
    answer(QMessageBox::RejectRole);
    test->trigger();
    QVERIFY(!m_page->strip()->isBusy());
    answer(QMessageBox::AcceptRole);
    test->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy(), kJobMs);
    QCOMPARE(m_page->strip()->text(), QString());
    showTab(m_page->classes());
    bool isSaid = false; // the run has read it twice, and this twice again
    for (auto* label : m_page->classes()->findChildren<QLabel*>())
        isSaid = isSaid || label->text().contains("the test split was read 4 times");
    QVERIFY(isSaid);
}

void TestInspectPage::droppedImagesAreClassifiedByBothNetworks() {
    open(m_run);
    const QString folder = m_folder.filePath("pictures");
    QVERIFY(QDir().mkpath(folder));
    QImage image(28, 28, QImage::Format_Grayscale8);
    image.fill(40);
    for (int y = 2; y < 12; ++y)
        for (int x = 11; x < 16; ++x)
            image.setPixel(x, y, qRgb(200, 200, 200));
    QVERIFY(image.save(folder + "/two.png"));
    QFile broken(folder + "/broken, really.png");
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no image") > 0);
    broken.close();
    QVERIFY(pages::drop(*m_page, {folder + "/two.png", broken.fileName()}));
    auto* tab = m_page->classify();
    QCOMPARE(m_page->tabs()->currentWidget(), tab);
    QTRY_VERIFY_WITH_TIMEOUT(!tab->strip()->isBusy() && tab->table()->model()->rowCount() == 2, kJobMs);
    const auto cell = [&](int row, int column) { return tab->table()->model()->index(row, column).data().toString(); };
    QCOMPARE(cell(0, 0), QString("two.png"));
    QVERIFY(cell(0, 1) != QString("–"));
    QVERIFY(cell(0, 3) != QString("–"));
    QCOMPARE(cell(1, 1), QString("–"));
    QVERIFY(!cell(1, 5).isEmpty()); // why it has none
    QVERIFY(tab->details()->text().contains("before"));
    const auto csv = m_folder.filePath("predictions.csv");
    nameFile(csv);
    QTest::mouseClick(button("Save as CSV…"), Qt::LeftButton);
    QFile saved(csv);
    QTRY_VERIFY(saved.exists());
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const auto lines = QString::fromUtf8(saved.readAll()).split('\n');
    QCOMPARE(lines[0], QString("file,network,rank,class,probability,problem"));
    QCOMPARE(lines.size(), 1 + 5 + 5 + 1 + 1); // its head, five answers of each network, the problem, the end
    QVERIFY(lines[11].startsWith('"' + broken.fileName() + "\",,,,,"));
}

void TestInspectPage::aWhaleTakesTheResultsPlaceAndBack() {
    open(m_run);
    showTab(m_page->whales());
    auto* table = m_page->whales()->table();
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 6, kJobMs); // two iterations of three
    QSignalSpy opened(m_page.get(), &InspectPage::opened);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(opened.size() == 1, qPrintable(m_page->strip()->text()), kJobMs);
    const auto subtitle = [this] {
        for (auto* label : m_page->header()->findChildren<QLabel*>())
            if (label->text().contains("resnet20"))
                return label->text();
        return QString();
    };
    QVERIFY2(subtitle().contains("whale 2 of iteration 1"), qPrintable(subtitle()));
    QCOMPARE(m_page->tabs()->currentWidget(), m_page->whales());
    QTRY_VERIFY(button("Back to the result")->isEnabled());
    QTest::mouseClick(button("Back to the result"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, kJobMs);
    QVERIFY2(subtitle().contains("a run's result"), qPrintable(subtitle()));
}

void TestInspectPage::fineTuningSavesWeightsAndGivesARecipe() {
    open(m_run);
    QSignalSpy recipes(m_page.get(), &InspectPage::recipeRequested);
    const auto file = m_folder.filePath("to-be-tuned.safetensors");
    nameFile(file);
    QTest::mouseClick(m_page->header()->fineTuneButton(), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(recipes.size() == 1, qPrintable(m_page->strip()->text()), kJobMs);
    QVERIFY(QFile::exists(file));
    QVERIFY(recipes[0][0].toString().contains("to-be-tuned.safetensors"));
    QSignalSpy exports(m_page.get(), &InspectPage::exportRequested);
    QTRY_VERIFY(m_page->header()->exportButton()->isEnabled());
    QTest::mouseClick(m_page->header()->exportButton(), Qt::LeftButton);
    QCOMPARE(exports.at(0)[0].toString(), QString::fromStdString(m_run.string()));
}

void TestInspectPage::aFileThatIsThereIsNotOverwritten() {
    open(m_run);
    const auto path = m_folder.filePath("mine.safetensors");
    QFile mine(path);
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    nameFile(path);
    QTest::mouseClick(m_page->header()->fineTuneButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy() && !m_page->strip()->text().isEmpty(), kJobMs);
    QVERIFY2(m_page->strip()->text().contains("mine.safetensors"), qPrintable(m_page->strip()->text()));
    QVERIFY(mine.open(QIODevice::ReadOnly));
    QCOMPARE(mine.readAll(), QByteArray("mine"));
}

void TestInspectPage::aWeightFileIsOpenedAlone() {
    fs::path file;
    for (const auto& entry : fs::directory_iterator(m_run / "artefacts"))
        if (entry.path().extension() == ".safetensors")
            file = entry.path();
    QVERIFY(!file.empty());
    open(file);
    auto* model = m_page->layers()->table()->model();
    QCOMPARE(model->rowCount(), 20);
    QCOMPARE(model->index(0, 2).data().toString(), QString("–")); // there is nothing after
    showTab(m_page->whales());
    QVERIFY(!m_page->whales()->table()->isVisible());
}

void TestInspectPage::brokenFoldersAreSaidAndThePageGoesOn_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"missing", "empty folder", "no recipe", "damaged record", "no weights", "a text file"})
        QTest::newRow(what) << what;
}

void TestInspectPage::brokenFoldersAreSaidAndThePageGoesOn() {
    QFETCH(const QString, what);
    fs::path source = m_run.parent_path() / "not there";
    if (what == "empty folder") {
        source = m_run.parent_path() / "empty";
        fs::create_directories(source);
    } else if (what == "no recipe") {
        source = copyOfRun("no-recipe");
        fs::remove(source / "recipe.yaml");
    } else if (what == "damaged record") {
        source = copyOfRun("damaged");
        std::ofstream(source / "recipe.yaml") << "name: [\n";
        std::ofstream(source / "events.jsonl") << "\x01{\n";
        std::ofstream(source / "manifest.json") << "{";
    } else if (what == "no weights") {
        source = copyOfRun("no-weights");
        fs::remove_all(source / "checkpoints");
        fs::remove_all(source / "artefacts");
    } else if (what == "a text file") {
        source = m_run.parent_path() / "text.safetensors";
        std::ofstream(source) << "these are no weights";
    }
    QSignalSpy opened(m_page.get(), &InspectPage::opened);
    m_page->open(QString::fromStdString(source.string()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->strip()->isBusy(), kJobMs);
    if (opened.isEmpty()) {
        QVERIFY(!m_page->isOpen());
        QVERIFY(m_page->strip()->isVisible());
        QVERIFY(m_page->strip()->text().size() > 10);
    } else { // what is left is shown, and what is not there is said
        bool isSaid = false;
        for (auto* label : m_page->header()->findChildren<QLabel*>())
            isSaid =
                isSaid || (label->isVisible() && label->property("role") == "warning" && label->text().size() > 10);
        QVERIFY(isSaid);
        QTest::keyClick(m_page->network(), Qt::Key_Down);
    }
    open(m_run);
    QVERIFY(m_page->isOpen());
    QCOMPARE(m_page->strip()->text(), QString());
}

void TestInspectPage::missingUnprunedWeightsLeaveWhatCanBeSeen() {
    const auto run = copyOfRun("half");
    for (const auto& entry : fs::directory_iterator(run / "checkpoints"))
        if (entry.path().filename().string().find("trained") != std::string::npos)
            fs::remove_all(entry.path());
    open(run);
    QVERIFY(m_page->layers()->table()->model()->rowCount() == 20);
    auto* panel = m_page->layers()->panel();
    QTest::keyClick(m_page->network(), Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(panel->filters()->tileCount() > 0, kJobMs); // those after
    judge();
    QCOMPARE(m_page->classes()->table()->model()->index(0, 2).data().toString(), QString("–"));
}

void TestInspectPage::theLanguageIsSwitchedWithEverythingOpen() {
    open(m_run);
    judge();
    m_language.choose("zh_CN");
    QTRY_VERIFY(m_page->tabs()->tabText(0) != "Layers");
    static const QRegularExpression words("[A-Za-z]{4,}");
    static const QRegularExpression names("MACs|resnet20|mnist|small|conv\\d|layer\\d|fp32|cpu");
    for (auto* tab :
         std::initializer_list<QWidget*>{m_page->layers(), m_page->confusion(), m_page->images(), m_page->classes(),
                                         m_page->classify(), m_page->whales(), m_page->times()}) {
        m_page->tabs()->setCurrentWidget(tab);
        for (auto* label : m_page->findChildren<QLabel*>()) {
            auto text = label->text();
            if (label->isVisible())
                QVERIFY2(!text.remove(names).contains(words), qPrintable(label->text()));
        }
        for (auto* one : m_page->findChildren<QAbstractButton*>())
            if (one->isVisible())
                QVERIFY2(!one->text().contains(words), qPrintable(one->text()));
    }
    m_language.choose("en");
    QTRY_COMPARE(m_page->tabs()->tabText(0), QString("Layers"));
}

void TestInspectPage::everyControlHasANameAndTheKeyboard() {
    open(m_run);
    judge();
    QStringList nameless;
    for (auto* tab :
         std::initializer_list<QWidget*>{m_page->layers(), m_page->confusion(), m_page->images(), m_page->classes(),
                                         m_page->classify(), m_page->whales(), m_page->times()}) {
        m_page->tabs()->setCurrentWidget(tab);
        for (auto* widget : m_page->findChildren<QWidget*>()) {
            const auto* push = qobject_cast<QAbstractButton*>(widget);
            const bool isControl = push != nullptr || qobject_cast<QComboBox*>(widget) ||
                                   qobject_cast<QAbstractItemView*>(widget) || qobject_cast<NetworkView*>(widget) ||
                                   qobject_cast<FilterView*>(widget) || qobject_cast<ConfusionView*>(widget);
            const bool isQts = widget->objectName().startsWith("qt_") ||
                               qobject_cast<QTabBar*>(widget->parentWidget()) || qobject_cast<QHeaderView*>(widget) ||
                               qobject_cast<QTableView*>(widget->parentWidget()) ||
                               qobject_cast<QComboBox*>(widget->parentWidget());
            if (!isControl || isQts || !widget->isVisible())
                continue;
            if (widget->accessibleName().isEmpty() && (push == nullptr || push->text().isEmpty()))
                nameless << QString(widget->metaObject()->className()) + " in " +
                                widget->parentWidget()->metaObject()->className();
            const bool isTool = qobject_cast<QToolButton*>(widget) != nullptr;
            if (!isTool && !(widget->focusPolicy() & Qt::TabFocus))
                nameless << QString("no focus: ") + widget->metaObject()->className();
        }
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
}

/// For people to look at: made where BUBBLENET_PICTURES names a folder, of the run that BUBBLENET_PICTURED_RUN names.
void TestInspectPage::pictures() {
    const auto folder = qEnvironmentVariable("BUBBLENET_PICTURES");
    if (folder.isEmpty())
        QSKIP("BUBBLENET_PICTURES names no folder");
    const auto run = qEnvironmentVariable("BUBBLENET_PICTURED_RUN", QString::fromStdString(m_run.string()));
    m_page->setAutoFillBackground(true);
    open(run.toStdString());
    judge();
    m_page->network()->setFocus();
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(m_page->network(), Qt::Key_Down);
    const auto shoot = [&](const QString& name) {
        QTest::qWait(1500); // for answers of other threads
        QVERIFY(m_page->grab().save(folder + "/inspect-" + name + ".png"));
    };
    m_page->classify()->classify({BUBBLENET_SOURCE_DIR "/tests/reference/data"});
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->classify()->strip()->isBusy(), kJobMs);
    const QString names[] = {"layers", "confusion", "images", "classes", "classify", "whales", "times"};
    for (const char* language : {"en", "zh_CN"})
        for (const auto appearance : {Appearance::light, Appearance::dark})
            for (const QSize size : {QSize(1096, 712), QSize(1736, 992)}) { // of windows of 1280 × 800 and 1920 × 1080
                m_language.choose(language);
                m_theme->choose(appearance);
                m_page->resize(size);
                const bool isDark = appearance == Appearance::dark;
                for (int tab = 0; tab < m_page->tabs()->count(); ++tab) {
                    m_page->tabs()->setCurrentIndex(tab);
                    if (tab == 2)
                        m_page->images()->list()->setCurrentIndex(m_page->images()->list()->model()->index(0, 0));
                    shoot(names[tab] + '-' + language + (isDark ? "-dark-" : "-light-") +
                          QString::number(size.width()));
                }
            }
}

QTEST_MAIN(TestInspectPage)
#include "tst_inspect_page.moc"
