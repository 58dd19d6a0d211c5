// SPDX-License-Identifier: GPL-3.0-only
// The window without an engine: pages, commands, languages, themes, recorded runs, and messages where something is
// wrong.
#include <QtTest>

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

#include <fstream>

#include "core/base/files.h"
#include "core/store/run_folder.h"
#include "tests/support/recorded_run.h"
#include "tests/ui/pages.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/run_panel.h"
#include "ui/export/export_page.h"
#include "ui/live/live_page.h"
#include "ui/predict/predict_page.h"
#include "ui/setup/setup_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

class TestWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theFirstPageOffersTheDemo();
    void keysReachThePages();
    void returnPressesWhatHasTheFocus();
    void tabGoesFromThePagesToTheRuns();
    void noMenuHasAMnemonicTwice();
    void runsOfOneNameAreToldApart();
    void returnOpensTheRunThatTheKeysWentTo();
    void aRecordedRunIsShownWithItsResult();
    void aResultIsExportedAndItsNetworkPredicts();
    void theSliderReplaysTheSearch();
    void enterOnAWhaleShowsItsLayers();
    void theLogIsFiltered();
    void aDroppedFolderIsOpened();
    void whatIsNoRunIsSaidAndTheWindowGoesOn();
    void anInterruptedRunIsOfferedForResuming();
    void languagesAreSwitchedWhileItRuns();
    void openDialogsFollowTheLanguage();
    void aRunThatBecomesUnreadableIsSaidAndCanBeOpenedAgain();
    void aFailedOpenLeavesWhatIsShown();
    void droppingAnythingElseDoesNothing();
    void theRunsOfTheListAreCompared();
    void bothThemesAreDrawn();
    void everyControlHasANameAndIsReached();
    void theManualOpensAtThePage();
    void theWindowRemembersItsPlace();
    void pictures_data();
    void pictures();

private:
    QAction* command(const QString& text) const {
        for (auto* action : m_window->actions())
            if (action->iconText() == text)
                return action;
        return nullptr;
    }
    template<class T> T* visible(const QString& text) const {
        for (auto* widget : m_window->findChildren<T*>())
            if (widget->isVisible() && widget->text().contains(text))
                return widget;
        return nullptr;
    }
    QTableView* whales() const { return m_window->shownLivePage()->findChild<QTableView*>(); }
    NoticeBar* notice() const { return m_window->findChild<NoticeBar*>(); }
    QListView* runs() const {
        for (auto* list : m_window->findChildren<QListView*>())
            if (list->accessibleName() == "Runs")
                return list;
        return nullptr;
    }
    void makeWindow();
    void openDemo();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindow::initTestCase() {
    QCoreApplication::setOrganizationName("bubblenet-test");
    QSettings::setDefaultFormat(QSettings::IniFormat);
}

void TestWindow::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
    m_language = std::make_unique<Language>();
    m_language->choose("en");
    m_theme = std::make_unique<Theme>();
    m_theme->choose(Appearance::light);
    makeWindow();
}

void TestWindow::makeWindow() {
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language, m_folder->filePath("runs"));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestWindow::cleanup() {
    m_window.reset();
    m_theme.reset();
    m_language.reset();
}

void TestWindow::openDemo() {
    m_window->open(QString::fromStdString(test::demoRun().string()));
    QTRY_VERIFY(m_window->runs().recorded().state() == RunState::completed);
    QTRY_VERIFY(m_window->shownLivePage() != nullptr);
}

void TestWindow::theFirstPageOffersTheDemo() {
    auto* demo = visible<QPushButton>("Start the demo");
    QVERIFY(demo != nullptr);
    QTest::mouseClick(visible<QPushButton>("Set up a run"), Qt::LeftButton);
    QVERIFY(!demo->isVisible());
}

void TestWindow::keysReachThePages() {
    auto* demo = visible<QPushButton>("Start the demo");
    m_window->activateWindow();
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(!demo->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(demo->isVisible());
}

void TestWindow::returnPressesWhatHasTheFocus() {
    auto* demo = visible<QPushButton>("Start the demo");
    visible<QPushButton>("Set up a run")->setFocus();
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
    QVERIFY(!demo->isVisible());
    QVERIFY(qobject_cast<QAbstractButton*>(m_window->focusWidget()) == nullptr); // no button waits for a second Return
}

void TestWindow::tabGoesFromThePagesToTheRuns() {
    openDemo();
    QTRY_VERIFY(runs()->isVisible());
    for (auto* button : m_window->findChildren<QToolButton*>()) // among themselves by the arrow keys
        if (button->property("role") == "page" && button->isChecked())
            button->setFocus();
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_window->focusWidget(), runs());
    // The run under the keys is drawn otherwise than one that is merely shown.
    const auto focused = runs()->grab().toImage();
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Backtab);
    QVERIFY(runs()->grab().toImage() != focused);
}

void TestWindow::noMenuHasAMnemonicTwice() {
    for (const char* language : {"en", "zh_CN"}) {
        m_language->choose(language);
        QCoreApplication::processEvents();
        auto menus = m_window->findChildren<QMenu*>();
        QVERIFY(menus.size() >= 6);
        for (const auto* menu : menus) {
            QSet<QString> letters;
            for (const auto* action : menu->actions()) {
                static const QRegularExpression mnemonic("&(\\w)");
                const auto letter = mnemonic.match(action->text()).captured(1).toUpper();
                QVERIFY2(letter.isEmpty() || !letters.contains(letter), qPrintable(menu->title() + ' ' + letter));
                letters.insert(letter);
            }
        }
    }
    m_language->choose("en");
}

void TestWindow::runsOfOneNameAreToldApart() {
    for (const char* parent : {"a", "b"}) {
        const fs::path folder = m_folder->filePath(parent).toStdString();
        fs::create_directories(folder);
        fs::copy(test::demoRun(), folder / "same");
        if (parent[0] == 'b') { // an hour earlier
            auto events = readFile(folder / "same" / "events.jsonl");
            const auto last = events.rfind("\"time\":") + 7;
            const double time = std::stod(events.substr(last));
            events.replace(last, events.find_first_of(",}", last) - last, std::to_string(time - 3600));
            writeFileAtomically(folder / "same" / "events.jsonl", events);
        }
        m_window->open(QString::fromStdString((folder / "same").string()));
        QTRY_COMPARE(m_window->runs().recorded().folder(), QString::fromStdString((folder / "same").string()));
    }
    QTRY_COMPARE(runs()->model()->rowCount(), 2);
    const auto row = [this](int at, int role) { return runs()->model()->index(at, 0).data(role).toString(); };
    QVERIFY(row(0, Qt::DisplayRole) != row(1, Qt::DisplayRole));
    QVERIFY2(row(0, Qt::DisplayRole).startsWith("same\ncompleted · "), qPrintable(row(0, Qt::DisplayRole)));
    QVERIFY(row(0, Qt::ToolTipRole).contains(m_folder->filePath("a/same")));
    static const QRegularExpression time("last change: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    QVERIFY2(row(1, Qt::ToolTipRole).contains(time), qPrintable(row(1, Qt::ToolTipRole)));
}

void TestWindow::returnOpensTheRunThatTheKeysWentTo() {
    const fs::path folder = m_folder->filePath("runs").toStdString();
    fs::create_directories(folder);
    fs::copy(test::demoRun(), folder / "one");
    fs::copy(test::demoRun(), folder / "two");
    makeWindow();
    QTRY_COMPARE(runs()->model()->rowCount(), 2);
    runs()->setFocus();
    QTest::keyClick(runs(), Qt::Key_Home);
    QTest::keyClick(runs(), Qt::Key_Down);
    const auto name = runs()->currentIndex().data().toString().section('\n', 0, 0);
    QTest::keyClick(runs(), Qt::Key_Return);
    QTRY_VERIFY(m_window->runs().recorded().state() == RunState::completed);
    QVERIFY(m_window->runs().recorded().folder().endsWith('/' + name));
    QCOMPARE(runs()->currentIndex().row(), 1);
}

void TestWindow::aRecordedRunIsShownWithItsResult() {
    openDemo();
    const auto* verdict = visible<QLabel>("Goal met: 49.91 % of the MACs left");
    QVERIFY(verdict != nullptr);
    QVERIFY(verdict->text().contains("90.94 % → 90.86 %"));
    QVERIFY(visible<QLabel>("took 52 s") != nullptr);
    QVERIFY(!command("Pause")->isEnabled());
    QVERIFY(!command("Resume run")->isEnabled());
    const auto* table = whales();
    QCOMPARE(table->model()->rowCount(), 8);
}

void TestWindow::aResultIsExportedAndItsNetworkPredicts() {
    openDemo();
    const auto run = QString::fromStdString(test::demoRun().string());
    QTest::mouseClick(m_window->findChild<QPushButton*>("exportResult"), Qt::LeftButton);
    QVERIFY(m_window->exportPage().isVisible());
    QCOMPARE(m_window->exportPage().source(), run);
    m_window->activateWindow();
    QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier);
    QTRY_VERIFY(m_window->predictPage().isVisible());
    QCOMPARE(m_window->predictPage().source(), run);
    // The recorded demo came without its file: both pages say so beside the choice, and go on.
    QTRY_VERIFY(m_window->predictPage().network().problem().contains("artefact is missing"));
    QTest::keyClick(m_window.get(), Qt::Key_5, Qt::ControlModifier);
    QTRY_VERIFY(m_window->exportPage().isVisible());
    QTRY_VERIFY(m_window->exportPage().network().problem().contains("artefact is missing"));
}

void TestWindow::theSliderReplaysTheSearch() {
    openDemo();
    auto* slider = m_window->findChild<QSlider*>();
    QCOMPARE(slider->value(), 4);
    const auto* table = whales();
    const auto leader = [&] { return table->model()->index(0, 4).data().toString(); };
    const auto last = leader();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(slider->value(), 0);
    QVERIFY(visible<QLabel>("iteration 1 of 5") != nullptr);
    QVERIFY(leader() != last);
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(leader(), last);
}

void TestWindow::enterOnAWhaleShowsItsLayers() {
    openDemo();
    auto* table = whales();
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(m_window->findChild<QDialog*>() != nullptr);
    const auto* dialog = m_window->findChild<QDialog*>();
    QVERIFY(dialog->windowTitle().contains("iteration 5"));
    const auto* layers = dialog->findChild<QTableView*>();
    QVERIFY(layers->model()->rowCount() > 8);
    QVERIFY(layers->model()->index(1, 0).data().toString().contains("layer"));
}

void TestWindow::theLogIsFiltered() {
    openDemo();
    QLineEdit* filter = nullptr;
    for (auto* edit : m_window->findChildren<QLineEdit*>())
        if (edit->accessibleName() == "Filter the log")
            filter = edit;
    QVERIFY(filter != nullptr);
    QListView* log = nullptr;
    for (auto* list : m_window->findChildren<QListView*>())
        if (list->accessibleName() == "Log of the run")
            log = list;
    const int all = log->model()->rowCount();
    QTest::keyClicks(filter, "ITERATION 3");
    QCOMPARE(log->model()->rowCount(), 1);
    filter->clear();
    QCOMPARE(log->model()->rowCount(), all);
}

void TestWindow::aDroppedFolderIsOpened() {
    QVERIFY(pages::drop(*m_window, {QString::fromStdString(test::demoRun().string())}));
    QTRY_VERIFY(m_window->shownLivePage() != nullptr);
}

void TestWindow::whatIsNoRunIsSaidAndTheWindowGoesOn() {
    m_window->open(m_folder->path());
    QTRY_VERIFY(notice()->isVisible());
    QVERIFY(notice()->text().contains("is not the folder of a run"));
    openDemo();
}

void TestWindow::anInterruptedRunIsOfferedForResuming() {
    const fs::path runs = m_folder->filePath("runs").toStdString();
    fs::create_directories(runs);
    fs::copy(test::demoRun(), runs / "cut");
    fs::resize_file(runs / "cut" / "events.jsonl", 20000);
    makeWindow();
    QTRY_VERIFY(notice()->isVisible());
    QVERIFY(notice()->text().contains("“cut” was cut off"));
    QCOMPARE(notice()->button()->text(), QString("Resume run"));
    m_window->open(QString::fromStdString((runs / "cut").string()));
    QTRY_VERIFY(m_window->runs().recorded().state() == RunState::interrupted);
    QTRY_VERIFY(command("Resume run")->isEnabled());
}

void TestWindow::languagesAreSwitchedWhileItRuns() {
    openDemo();
    QVERIFY(visible<QLabel>("Pod") != nullptr);
    m_language->choose("zh_CN");
    QTRY_VERIFY(visible<QLabel>("Pod") == nullptr);
    for (auto* label : m_window->findChildren<QLabel*>())
        if (label->isVisible() && label->property("role") == "panelTitle") {
            static const QRegularExpression words("[A-Za-z]{3,}");
            auto text = label->text();
            QVERIFY2(!text.remove("MACs").contains(words), qPrintable(label->text()));
        }
    m_language->choose("en");
    QTRY_VERIFY(visible<QLabel>("Pod") != nullptr);
}

void TestWindow::openDialogsFollowTheLanguage() {
    openDemo();
    command("Manual")->trigger();
    command("Keyboard shortcuts")->trigger();
    command("About Bubblenet")->trigger();
    auto* table = m_window->shownLivePage()->findChild<QTableView*>();
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    const auto dialogs = m_window->findChildren<QDialog*>();
    QCOMPARE(dialogs.size(), 4);
    QVERIFY(visible<QLabel>("iteration 5 of 5") != nullptr);
    m_language->choose("zh_CN");
    QCoreApplication::processEvents();
    QVERIFY(visible<QLabel>("iteration 5 of 5") == nullptr);
    static const QRegularExpression han("\\p{Han}");
    for (const auto* dialog : dialogs) {
        QVERIFY2(dialog->windowTitle().contains(han), qPrintable(dialog->windowTitle()));
        for (const auto* button : dialog->findChildren<QPushButton*>())
            QVERIFY2(button->text().contains(han), qPrintable(button->text()));
        for (const auto* text : dialog->findChildren<QTextBrowser*>())
            QVERIFY(text->toPlainText().contains(han));
        if (dialog->findChild<QFormLayout*>() != nullptr)
            for (const auto* label : dialog->findChildren<QLabel*>())
                QVERIFY2(label->text().contains(han) || label->font().family() == monospaceFont().family(),
                         qPrintable(label->text()));
    }
    m_language->choose("en");
    QCoreApplication::processEvents();
    QVERIFY(visible<QLabel>("iteration 5 of 5") != nullptr);
}

void TestWindow::aRunThatBecomesUnreadableIsSaidAndCanBeOpenedAgain() {
    const fs::path run = m_folder->filePath("run").toStdString();
    fs::copy(test::demoRun(), run);
    const auto record = run / "events.jsonl";
    const auto whole = fs::file_size(record);
    m_window->open(QString::fromStdString(run.string()));
    QTRY_VERIFY(m_window->runs().recorded().state() == RunState::completed);
    std::ofstream(record, std::ios::app) << "}{\n";
    QTRY_VERIFY(notice()->isVisible());
    QVERIFY2(notice()->text().contains("events.jsonl"), qPrintable(notice()->text()));
    QVERIFY(m_window->runs().recorded().state() == RunState::unreadable);
    QVERIFY(visible<QLabel>("cannot be read") != nullptr);
    fs::resize_file(record, whole);
    m_window->open(QString::fromStdString(run.string()));
    QTRY_VERIFY(m_window->runs().recorded().state() == RunState::completed);
}

void TestWindow::aFailedOpenLeavesWhatIsShown() {
    config::RunConfig config;
    config.name = "elsewhere";
    auto run = store::RunFolder::create(m_folder->filePath("others").toStdString(), config);
    run.append({1, store::RunStarted{.name = "elsewhere"}});
    m_window->open(QString::fromStdString(run.path().string()));
    auto& shown = m_window->runs().recorded();
    QTRY_VERIFY(shown.state() == RunState::running);
    m_window->open(m_folder->path()); // no run
    QTRY_VERIFY(notice()->isVisible());
    QVERIFY(shown.state() == RunState::running);
    run.append({2, store::PhaseStarted{"train", 1, 2}}); // and it is still followed
    QTRY_COMPARE(shown.phase().phase, std::string("train"));
}

void TestWindow::droppingAnythingElseDoesNothing() {
    QMimeData text;
    text.setText("no file");
    QMimeData page;
    page.setUrls({QUrl("https://example.org/run")});
    const QMimeData nothing;
    const QMimeData* const kinds[] = {&text, &page, &nothing};
    for (const auto* data : kinds) {
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(!enter.isAccepted());
        QDropEvent drop({10, 10}, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier); // as a rude source would
        QApplication::sendEvent(m_window.get(), &drop);
    }
    QTest::qWait(50);
    QVERIFY(m_window->shownLivePage() == nullptr);
    QVERIFY(visible<QPushButton>("Start the demo") != nullptr);
}

void TestWindow::theRunsOfTheListAreCompared() {
    const fs::path run = m_folder->filePath("runs/first").toStdString();
    fs::create_directories(run.parent_path());
    fs::copy(test::demoRun(), run);
    openDemo(); // from elsewhere
    QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
    auto* table = m_window->findChild<ComparePage*>()->runPanel()->table();
    QTRY_VERIFY(table->isVisible());
    QTRY_COMPARE(table->model()->rowCount(), 2);
    fs::remove_all(run); // as by another program
    Q_EMIT m_window->findChild<ComparePage*>()->runsChanged();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_COMPARE(runs()->model()->rowCount(), 1);
}

void TestWindow::bothThemesAreDrawn() {
    openDemo();
    const auto light = m_window->grab().toImage().pixelColor(5, 400);
    m_theme->choose(Appearance::dark);
    const auto dark = m_window->grab().toImage().pixelColor(5, 400);
    QCOMPARE(light, coloursOf(Scheme::light).panel);
    QCOMPARE(dark, coloursOf(Scheme::dark).panel);
}

void TestWindow::everyControlHasANameAndIsReached() {
    openDemo();
    QSet<QWidget*> reached;
    auto* at = static_cast<QWidget*>(m_window.get());
    for (int i = 0; i < 10000 && (at = at->nextInFocusChain()) != m_window.get(); ++i)
        if (at->focusPolicy() & Qt::TabFocus)
            reached.insert(at);
    QStringList nameless;
    QStringList unreached;
    for (auto* widget : m_window->findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                               qobject_cast<QLineEdit*>(widget) || qobject_cast<QSlider*>(widget) ||
                               qobject_cast<QTableView*>(widget) || qobject_cast<QListView*>(widget);
        if (!isControl || !widget->isVisible() || widget->objectName().startsWith("qt_") ||
            qobject_cast<QComboBox*>(widget->parentWidget()))
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool isOfTable =
            qobject_cast<QTableView*>(widget->parentWidget()) || qobject_cast<QLineEdit*>(widget->parentWidget());
        if (widget->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty()) && !isOfTable)
            nameless.append(QString(widget->metaObject()->className()) + " in " +
                            widget->parentWidget()->metaObject()->className());
        const bool isTool = qobject_cast<QToolButton*>(widget) != nullptr; // the tool bar's are in the menus too
        if (widget->isEnabled() && !isTool && !isOfTable && !reached.contains(widget))
            unreached.append(QString(widget->metaObject()->className()) + ' ' + widget->accessibleName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join('\n')));
    QVERIFY2(unreached.isEmpty(), qPrintable(unreached.join('\n')));
}

void TestWindow::theManualOpensAtThePage() {
    command("Manual")->trigger();
    auto* text = m_window->findChild<QTextBrowser*>();
    QVERIFY(text != nullptr);
    QVERIFY(text->toPlainText().contains("encircle"));
    m_language->choose("zh_CN");
    command(command("Manual") != nullptr ? "Manual" : "手册")->trigger();
    m_language->choose("en");
}

void TestWindow::theWindowRemembersItsPlace() {
    m_window->resize(1234, 777);
    m_window->close();
    makeWindow();
    QCOMPARE(m_window->size(), QSize(1234, 777));
}

void TestWindow::pictures_data() {
    pages::addPictureRows({QSize(1280, 800), QSize(1920, 1080)});
}

/// For people to look at: made where BUBBLENET_PICTURES names a folder; of the run in BUBBLENET_PICTURED, or the demo.
void TestWindow::pictures() {
    const auto folder = qEnvironmentVariable("BUBBLENET_PICTURES");
    if (folder.isEmpty())
        QSKIP("BUBBLENET_PICTURES names no folder");
    QFETCH(QString, language);
    QFETCH(Appearance, appearance);
    QFETCH(QSize, size);
    m_language->choose(language);
    m_theme->choose(appearance);
    m_window->resize(size);
    const auto save = [&](const QString& what) {
        QTest::qWait(400);
        QVERIFY(m_window->grab().save(folder + '/' + what + '-' + QTest::currentDataTag() + ".png"));
    };
    save("welcome");
    m_window->setupPage()->openRecipe("demo");
    m_window->showPage(MainWindow::kSetup);
    save("setup");
    const auto demo = QString::fromStdString(test::demoRun().string());
    m_window->open(qEnvironmentVariable("BUBBLENET_PICTURED", demo));
    QTRY_VERIFY(isOver(m_window->runs().recorded().state()));
    auto* table = m_window->shownLivePage()->findChild<QTableView*>();
    table->selectRow(1);
    save("live");
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
