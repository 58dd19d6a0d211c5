// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/main_window.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>

#include "ui/compare/compare_page.h"
#include "ui/export/export_page.h"
#include "ui/inspect/inspect_page.h"
#include "ui/live/live_page.h"
#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/predict/predict_page.h"
#include "ui/setup/setup_page.h"
#include "ui/shell/frame_stats.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/waiting_page.h"
#include "ui/shell/welcome_page.h"
#include "ui/theme/icon.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr int kMemoryMs = 5000;

/// Empty: no file of this machine.
QString droppedFile(const QMimeData& data) {
    const auto urls = data.urls();
    return urls.isEmpty() ? QString() : urls.first().toLocalFile();
}

} // namespace

MainWindow::MainWindow(Theme& theme, Language& language, const QString& runsFolder)
    : m_theme(theme), m_language(language), m_runs(runsFolder) {
    setWindowIcon(QIcon(":/icons/bubblenet.svg"));
    setAcceptDrops(true);
    setMinimumSize(1200, 700);
    resize(1280, 800);
    makeCommands();
    makeMenus();
    makeToolBar();
    makePages();
    makeStatusBar();
    connectRuns();
    restore();
    retranslate();
    updateCommands();
    recallQueue();
    showPage(kLive);
    m_welcome->demoButton()->setFocus();
    QTimer::singleShot(0, this, &MainWindow::scanRuns);
}

MainWindow::~MainWindow() = default;

void MainWindow::makePages() {
    m_sideBar = new SideBar(m_list);
    m_notice = new NoticeBar;
    m_pages = new QStackedWidget;
    m_setup = new SetupPage(m_theme);
    m_liveStack = new QStackedWidget;
    m_welcome = new WelcomePage;
    m_liveStack->addWidget(m_welcome);
    m_waitingPage = new WaitingPage(m_runs);
    m_liveStack->addWidget(m_waitingPage);
    m_pages->addWidget(m_setup);
    m_pages->addWidget(m_liveStack);
    m_pages->addWidget(m_inspect = new InspectPage(m_theme));
    m_pages->addWidget(m_compare = new ComparePage(m_theme));
    m_pages->addWidget(m_export = new ExportPage(m_list, m_theme));
    m_pages->addWidget(m_predict = new PredictPage(m_list));
    for (const char* icon : {"setup", "live", "inspect", "compare", "export", "predict"})
        m_sideBar->addPage(icon);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_pages, 1);
    auto* central = new QWidget;
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_sideBar);
    row->addWidget(content, 1);
    setCentralWidget(central);

    connect(m_sideBar, &SideBar::pageChosen, this, [this](int page) { showPage(static_cast<Page>(page)); });
    connect(m_sideBar, &SideBar::runChosen, &m_runs, &RunController::open);
    connect(m_sideBar, &SideBar::waitingRunChosen, this, &MainWindow::showWaiting);
    connect(m_sideBar, &SideBar::waitingRunRemoved, this, &MainWindow::removeWaiting);
    connect(m_sideBar, &SideBar::waitingRunMoved, &m_runs, &RunController::moveWaiting);
    connectWaitingPage();
    connect(m_setup, &SetupPage::startRequested, &m_runs, &RunController::start);
    connect(m_welcome, &WelcomePage::demoRequested, this, [this] { startRecipe("demo"); });
    connect(m_welcome, &WelcomePage::setupRequested, this, &MainWindow::newRun);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::openRun);
    connect(m_sideBar, &SideBar::inspectRequested, this, &MainWindow::inspect);
    connect(m_inspect, &InspectPage::exportRequested, this, &MainWindow::exportNetwork);
    connect(m_inspect, &InspectPage::recipeRequested, this, [this](const QString& recipe) {
        m_setup->setUp(tr("fine-tuning"), recipe);
        showPage(kSetup);
    });
    connect(m_compare, &ComparePage::runOpened, &m_runs, &RunController::open);
    connect(m_compare, &ComparePage::inspectRequested, this, &MainWindow::inspect);
    connect(m_compare, &ComparePage::runsChanged, this, &MainWindow::scanRuns);
    connect(m_export, &ExportPage::inspectRequested, this, &MainWindow::inspect);
}

void MainWindow::makeStatusBar() {
    m_stateLabel = makeLabel(TextRole::quiet);
    m_deviceLabel = makeLabel(TextRole::quiet);
    m_memoryLabel = makeLabel(TextRole::quiet);
    m_timeLabel = makeLabel(TextRole::quiet);
    m_stateLabel->setContentsMargins(kGap, 0, 0, 0);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_stateLabel, 1);
    for (auto* label : {m_timeLabel, m_deviceLabel, m_memoryLabel}) {
        label->setContentsMargins(kGap, 0, kGap, 0);
        statusBar()->addPermanentWidget(label);
    }
    m_memoryTimer.setInterval(kMemoryMs);
    connect(&m_memoryTimer, &QTimer::timeout, this,
            [this] { m_memoryLabel->setText(tr("memory %1").arg(bytesText(residentMegabytes() * 1e6))); });
    m_memoryTimer.start();
}

void MainWindow::updateStatus() {
    const auto& live = m_runs.live();
    const auto& run = m_runs.isRunning() ? live : shownRun(); // what the machine does, whichever run is looked at
    auto state = stateText(run.state());
    if (m_runs.isRunning() && live.state() == RunState::empty)
        state = tr("checking the recipe and the data");
    const int waiting = static_cast<int>(m_runs.queue().size());
    if (waiting > 0)
        state += QStringLiteral("  ·  ") + (m_runs.isQueueStanding()
                                                ? tr("%n run(s) waiting for you to start them", "", waiting)
                                                : tr("%n run(s) waiting", "", waiting));
    m_stateLabel->setText(state);
    const auto& started = run.started();
    m_deviceLabel->setText(started
                               ? tr("%1, %2, threads: %3")
                                     .arg(QString::fromStdString(started->device),
                                          QString::fromStdString(started->precision), QString::number(started->threads))
                               : QString());
    const double left = run.progress().secondsLeft;
    m_timeLabel->setText(run.state() == RunState::running && left >= 0 ? tr("%1 left").arg(durationText(left))
                                                                       : QString());
    m_memoryLabel->setText(tr("memory %1").arg(bytesText(residentMegabytes() * 1e6)));
}

// The pages about one network begin with the run that is shown.
void MainWindow::showPage(Page page) {
    if (page == kInspect && m_inspect->source().isEmpty())
        m_inspect->open(shownRun().folder());
    if (page == kExport && m_export->source().isEmpty())
        m_export->open(shownRun().folder());
    if (page == kPredict && m_predict->source().isEmpty())
        m_predict->open(shownRun().folder());
    const auto* focused = focusWidget();
    const bool hasFocus = focused != nullptr && m_pages->isAncestorOf(focused) && m_pages->currentIndex() != page;
    m_pages->setCurrentIndex(page);
    if (hasFocus) // else it would go to whatever comes next, a button that downloads among others
        m_pages->currentWidget()->setFocus();
    m_sideBar->setCurrentPage(page);
}

void MainWindow::inspect(const QString& source) {
    m_inspect->open(source);
    showPage(kInspect);
}

void MainWindow::exportNetwork(const QString& source) {
    m_export->open(source);
    showPage(kExport);
}

LivePage* MainWindow::shownLivePage() const {
    auto* shown = m_liveStack->currentWidget();
    return shown == m_livePage || shown == m_recordedPage ? static_cast<LivePage*>(shown) : nullptr;
}

void MainWindow::restore() {
    const QSettings settings;
    restoreGeometry(settings.value("window/geometry").toByteArray());
}

void MainWindow::save() {
    QSettings settings;
    settings.setValue("window/geometry", saveGeometry());
    if (const auto* page = shownLivePage())
        settings.setValue("window/live", page->layoutState());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    save();
    if (m_closing) { // a run is being stopped: the window closes when that is done
        event->setAccepted(!m_runs.isRunning());
        return;
    }
    event->ignore();
    if (!m_sessionMayEnd.hasExpired())
        return endSession();
    if (!m_setup->mayDiscard())
        return;
    const bool isRunning = m_runs.isRunning();
    const int waiting = static_cast<int>(m_runs.queue().size());
    if (!isRunning && waiting == 0) { // asked after the question, during which one may have begun
        event->accept();
        return;
    }
    const auto lost = waiting > 0 ? tr("%n run(s) waiting will be forgotten.", "", waiting) : QString();
    QMessageBox question(QMessageBox::Question, tr("Runs are waiting"), lost, QMessageBox::NoButton, this);
    if (isRunning) {
        question.setWindowTitle(tr("A run is going on"));
        question.setText(
            tr("“%1” is running. It can be stopped and resumed later; at most the current candidate is lost.")
                .arg(m_runs.live().name()));
        question.setInformativeText(lost);
    }
    auto* stop = question.addButton(isRunning ? tr("Stop and close") : tr("Close"), QMessageBox::AcceptRole);
    auto* stay = question.addButton(isRunning ? tr("Go on running") : tr("Stay"), QMessageBox::RejectRole);
    question.setDefaultButton(stay);
    question.setEscapeButton(stay);
    question.exec();
    if (question.clickedButton() != stop)
        return;
    m_closing = true;
    m_runs.clearQueue();
    if (m_runs.isRunning())
        m_runs.stop();
    else
        close();
}

void MainWindow::endSession() {
    save();
    m_closing = true;
    m_endsSession = true;
    rememberQueue();
    m_runs.clearQueue();
    if (!m_runs.isRunning())
        return QCoreApplication::exit(); // out of a question's event loop too
    m_cutsShort = m_runs.live().state() != RunState::stopping;
    m_runs.stop();
}

void MainWindow::prepareForSessionEnd() {
    constexpr int kSessionEndMs = 60000;
    save();
    if (m_runs.isRunning())
        m_runs.requestCheckpoint();
    m_sessionMayEnd.setRemainingTime(kSessionEndMs);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const auto file = droppedFile(*event->mimeData());
    if (file.isEmpty())
        return;
    event->acceptProposedAction();
    open(file);
}

void MainWindow::open(const QString& what) {
    if (QFileInfo(what).isDir()) {
        m_runs.open(what);
        return;
    }
    for (const char* suffix : {".safetensors", ".pth", ".pt"})
        if (what.endsWith(QLatin1String(suffix), Qt::CaseInsensitive))
            return inspect(what);
    m_setup->openRecipe(what);
    showPage(kSetup);
}

// Buttons outside of dialogs know the space bar alone; what has the focus and is a button is meant by Return as well.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    if (isReturn && button != nullptr && event->modifiers().testFlag(Qt::ControlModifier) == false)
        button->click();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace bubblenet::ui
