// SPDX-License-Identifier: GPL-3.0-only
// What the window does with runs: which one it shows, what may be done with it, and the list of all.
#include <QApplication>
#include <QFileInfo>
#include <QSettings>
#include <QStackedWidget>

#include "core/base/error.h"
#include "core/config/recipe.h"
#include "ui/bridge/run_scan.h"
#include "ui/compare/compare_page.h"
#include "ui/export/export_page.h"
#include "ui/inspect/inspect_page.h"
#include "ui/live/live_page.h"
#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/models/phrase_text.h"
#include "ui/predict/predict_page.h"
#include "ui/setup/setup_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/notification.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/waiting_page.h"
#include "ui/shell/welcome_page.h"
#include "ui/theme/icon.h"

namespace bubblenet::ui {

namespace {

constexpr std::size_t kMostListed = 200;
constexpr qsizetype kMostRemembered = 50;
const QString kOpenedKey = "runs/opened";

RunState stateOf(const RunGlance& glance) {
    if (glance.finished)
        return stateAfter(glance.finished->outcome);
    return glance.isWritten ? RunState::running : RunState::interrupted;
}

/// Runs outside of the window's own folder are remembered, so that the list shows them again.
void remember(const QString& folder) {
    QSettings settings;
    auto opened = settings.value(kOpenedKey).toStringList();
    opened.removeAll(folder);
    opened.prepend(folder);
    settings.setValue(kOpenedKey, QStringList(opened.mid(0, kMostRemembered)));
}

} // namespace

void MainWindow::connectRuns() {
    connect(&m_runs, &RunController::liveShown, this, [this] {
        if (m_livePage == nullptr)
            m_livePage = makeLivePage(m_runs.live());
        m_livePage->header()->setSteering(RunHeader::Steering::fromHere);
        showRun(m_livePage);
        scanRuns();
    });
    connect(&m_runs, &RunController::recordedShown, this, [this] {
        if (m_recordedPage == nullptr)
            m_recordedPage = makeLivePage(m_runs.recorded());
        const auto folder = m_runs.recorded().folder();
        if (QFileInfo(folder).absolutePath() != QFileInfo(m_runs.runsFolder()).absoluteFilePath())
            remember(folder);
        showRun(m_recordedPage);
        scanRuns();
    });
    connect(&m_runs, &RunController::problem, m_notice, &NoticeBar::showProblem);
    connect(&m_runs, &RunController::runningChanged, this, [this] {
        const auto machine = m_runs.isRunning() ? Machine::running : Machine::free;
        m_setup->setMachine(machine);
        m_inspect->setMachine(machine);
        m_export->setMachine(machine);
        m_predict->setMachine(machine);
        updateCommands();
        showQueue();
    });
    connect(&m_runs, &RunController::queueChanged, this, &MainWindow::showQueue);
    connect(&m_runs, &RunController::liveEnded, this, &MainWindow::announceEnd);
    connect(&m_runs.live(), &RunModel::changed, this, [this] {
        if (std::exchange(m_listedState, m_runs.live().state()) != m_runs.live().state())
            updateList();
    });
    for (auto* model : {&m_runs.live(), &m_runs.recorded()})
        connect(model, &RunModel::changed, this, [this, model](unsigned parts) {
            if ((parts & (kHeader | kResults)) == 0 || (model != &shownRun() && model != &m_runs.live()))
                return;
            updateCommands();
            updateStatus();
        });
}

LivePage* MainWindow::makeLivePage(RunModel& model) {
    auto* page = new LivePage(model, m_theme);
    page->restoreLayout(QSettings().value("window/live").toByteArray());
    m_liveStack->addWidget(page);
    auto* header = page->header();
    connect(header, &RunHeader::pauseRequested, &m_runs, &RunController::pause);
    connect(header, &RunHeader::resumeRequested, &m_runs, &RunController::goOn);
    connect(header, &RunHeader::stopRequested, this, &MainWindow::stopRun);
    connect(header, &RunHeader::restartRequested, this, &MainWindow::resumeShown);
    connect(page, &LivePage::whaleInspectRequested, this, [this, &model](int iteration, int whale) {
        m_inspect->openWhale(model.folder(), iteration, whale);
        showPage(kInspect);
    });
    connect(page, &LivePage::inspectRequested, this, &MainWindow::inspect);
    connect(page, &LivePage::exportRequested, this, &MainWindow::exportNetwork);
    return page;
}

void MainWindow::showRun(LivePage* page) {
    m_liveStack->setCurrentWidget(page);
    showPage(kLive);
    m_sideBar->selectFolder(shownRun().folder());
    updateCommands();
    updateStatus();
}

void MainWindow::connectWaitingPage() {
    connect(m_waitingPage, &WaitingPage::startRequested, &m_runs, &RunController::startNext);
    connect(m_waitingPage, &WaitingPage::removalRequested, this, &MainWindow::removeWaiting);
    connect(m_waitingPage, &WaitingPage::moveRequested, &m_runs, &RunController::moveWaiting);
    connect(m_waitingPage, &WaitingPage::setupRequested, this, [this](int id) {
        if (const auto* run = m_runs.waiting(id)) {
            m_setup->compose(run->config);
            showPage(kSetup);
        }
    });
}

void MainWindow::showWaiting(int id) {
    m_waitingPage->show(id);
    m_liveStack->setCurrentWidget(m_waitingPage);
    showPage(kLive);
    m_sideBar->selectWaiting(id);
    updateCommands();
}

void MainWindow::removeWaiting(int id) {
    const auto* found = m_runs.waiting(id);
    if (found == nullptr)
        return;
    const auto run = *found;
    const auto place = m_runs.removeWaiting(id);
    m_notice->make(
        {.text = [run] { return tr("“%1” does not wait any more.").arg(QString::fromStdString(run.config.name)); },
         .button = [] { return tr("Undo"); },
         .accept =
             [this, run, place] {
                 m_runs.insertWaiting(run, place);
                 m_sideBar->selectWaiting(run.id);
                 offerNext();
             },
         .isOpen = {}});
}

// What waits is in the list, in the status bar, and on the page of the one that is looked at.
void MainWindow::showQueue() {
    updateList();
    updateStatus();
    m_notice->review();
    if (m_liveStack->currentWidget() != m_waitingPage)
        return;
    if (m_runs.waiting(m_waitingPage->id()) != nullptr) {
        m_waitingPage->showState();
        return;
    }
    QWidget* before = m_welcome; // it was started or removed
    for (auto* page : {m_recordedPage, m_livePage})
        if (page != nullptr)
            before = page;
    m_liveStack->setCurrentWidget(before);
    updateCommands();
}

void MainWindow::offerNext() {
    if (!m_runs.isQueueStanding())
        return;
    m_notice->make({.text =
                        [this] {
                            return tr("%n run(s) wait. After a stop none starts by itself.", "",
                                      static_cast<int>(m_runs.queue().size()));
                        },
                    .button = [] { return tr("Start the next"); },
                    .accept = [this] { m_runs.startNext(); },
                    .isOpen = [this] { return m_runs.isQueueStanding(); }});
}

RunModel& MainWindow::shownRun() {
    return m_recordedPage != nullptr && m_liveStack->currentWidget() == m_recordedPage ? m_runs.recorded()
                                                                                       : m_runs.live();
}

void MainWindow::startRecipe(const QString& nameOrPath) {
    try {
        m_runs.start(config::loadRecipe(nameOrPath.toStdString()));
    } catch (const Error& error) {
        m_notice->showProblem(errorText(error));
    }
}

// Where nothing is set up to start, what waits in the queue goes on.
void MainWindow::startRun() {
    if (m_pages->currentIndex() == kLive && !m_runs.isRunning() && !m_runs.queue().empty())
        m_runs.startNext();
    else
        m_setup->requestStart();
}

void MainWindow::togglePause() {
    if (m_runs.live().state() == RunState::paused)
        m_runs.goOn();
    else
        m_runs.pause();
}

void MainWindow::stopRun() {
    m_runs.stop();
}

void MainWindow::checkpoint() {
    m_runs.requestCheckpoint();
    m_notice->say([] {
        return tr("A checkpoint is written at the end of this epoch or iteration. Candidates are recorded as they are "
                  "judged.");
    });
}

void MainWindow::resumeShown() {
    m_runs.resume(shownRun().folder());
}

void MainWindow::updateCommands() {
    const auto live = m_runs.live().state();
    const bool isGoing = m_runs.isRunning() && (live == RunState::running || live == RunState::paused);
    const auto shown = shownRun().state();
    m_pause->setEnabled(isGoing);
    const auto pauseText = live == RunState::paused ? tr("&Go on") : tr("&Pause");
    if (m_pause->text() != pauseText) { // each setting lays the tool bar out anew
        m_pause->setText(pauseText);
        m_pause->setIconText(live == RunState::paused ? tr("Go on") : tr("Pause"));
        m_pause->setIcon(icon(live == RunState::paused ? "start" : "pause"));
    }
    m_stop->setEnabled(isGoing || (m_runs.isRunning() && live == RunState::empty)); // while it is checked too
    m_checkpoint->setEnabled(isGoing);
    m_resume->setEnabled(!m_runs.isRunning() &&
                         (shown == RunState::interrupted || shown == RunState::stopped || shown == RunState::failed));
}

void MainWindow::scanRuns() {
    if (m_scan) // it may have looked before what is new was there
        return QTimer::singleShot(500, this, &MainWindow::scanRuns);
    const auto opened = QSettings().value(kOpenedKey).toStringList();
    m_compare->setRuns(m_runs.runsFolder(), opened);
    std::vector<std::filesystem::path> others;
    for (const auto& folder : opened)
        others.emplace_back(folder.toStdString());
    m_scan = startJob(
        this,
        [parent = m_runs.runsFolder().toStdString(), others](const engine::Hooks& hooks) {
            return glanceAtRuns(parent, others, kMostListed, hooks.proceed);
        },
        [this](std::vector<RunGlance> glances) {
            m_recordedEntries.clear();
            for (const auto& glance : glances)
                m_recordedEntries.push_back({.kind = RunEntry::Kind::recorded,
                                             .folder = QString::fromStdString(glance.folder.string()),
                                             .name = QString::fromStdString(glance.name),
                                             .state = stateOf(glance),
                                             .secondsSince1970 = static_cast<qint64>(glance.secondsSince1970)});
            updateList();
            if (std::exchange(m_offersResume, false))
                offerToResume(glances);
        });
    connect(m_scan, &Job::failed, m_notice, &NoticeBar::showProblem);
}

// The live run first, then what waits, then what was.
void MainWindow::updateList() {
    std::vector<RunEntry> entries;
    const auto& live = m_runs.live();
    if (m_runs.isRunning() && !live.folder().isEmpty())
        entries.push_back({.kind = RunEntry::Kind::live,
                           .folder = live.folder(),
                           .name = live.name(),
                           .state = live.state(),
                           .secondsSince1970 = static_cast<qint64>(live.startTime())});
    for (const auto& waiting : m_runs.queue())
        entries.push_back({.kind = RunEntry::Kind::queued,
                           .folder = {},
                           .name = QString::fromStdString(waiting.config.name),
                           .waitingId = waiting.id,
                           .isStanding = m_runs.isQueueStanding()});
    for (const auto& recorded : m_recordedEntries)
        if (entries.empty() || recorded.folder != entries.front().folder)
            entries.push_back(recorded);
    m_list.setEntries(std::move(entries));
}

// What the end of a session stopped is remembered; others were stopped by whoever wanted it.
void MainWindow::offerToResume(const std::vector<RunGlance>& glances) {
    QSettings settings;
    const auto cutShort = settings.value(kCutShortKey).toString();
    settings.remove(kCutShortKey);
    for (const auto& glance : glances) {
        const auto folder = QString::fromStdString(glance.folder.string());
        const bool isStopped = stateOf(glance) == RunState::stopped && folder == cutShort;
        if ((stateOf(glance) != RunState::interrupted && !isStopped) || m_runs.isRunning())
            continue;
        m_notice->make({.text =
                            [name = QString::fromStdString(glance.name), isStopped] {
                                return (isStopped
                                            ? tr("“%1” was stopped because the program was told to end. It can go on "
                                                 "from where it was.")
                                            : tr("“%1” was cut off before its end, by a crash or a loss of power. It "
                                                 "can go on from its last checkpoint."))
                                    .arg(name);
                            },
                        .button = [] { return tr("Resume run"); },
                        .accept = [this, folder] { m_runs.resume(folder); },
                        .isOpen = [this] { return !m_runs.isRunning(); }});
        return;
    }
}

void MainWindow::rememberQueue() {
    QStringList recipes;
    for (const auto& run : m_runs.queue())
        recipes << QString::fromStdString(config::toYaml(run.config));
    QSettings().setValue(kWaitingKey, recipes);
}

// They wait to be started by hand: nobody who logs in expects the machine to begin by itself.
void MainWindow::recallQueue() {
    QSettings settings;
    const auto recipes = settings.value(kWaitingKey).toStringList();
    settings.remove(kWaitingKey);
    for (const auto& recipe : recipes)
        if (const auto parsed = config::parseRecipe(recipe.toStdString(), "waiting.yaml"); parsed.diagnostics.empty())
            m_runs.wait(parsed.config);
}

void MainWindow::announceEnd() {
    scanRuns();
    updateCommands();
    updateStatus();
    if (m_closing) {
        close();
        if (m_cutsShort && m_runs.live().state() == RunState::stopped)
            QSettings().setValue(kCutShortKey, m_runs.live().folder());
        if (m_endsSession)
            QCoreApplication::exit();
        return;
    }
    const auto& run = m_runs.live();
    if (run.state() == RunState::stopped) // else the next is about to start
        offerNext();
    else if (run.state() == RunState::failed)
        m_notice->showProblem(tr("“%1” has failed: %2").arg(run.name(), reasonText(*run.finished())));
    if (!run.finished() || isActiveWindow())
        return;
    QApplication::alert(this);
    const auto text =
        run.verdict() ? verdictText(*run.verdict()) : stateText(run.state()) + ". " + reasonText(*run.finished());
    notifyDesktop(tr("“%1” has ended").arg(run.name()), text);
}

} // namespace bubblenet::ui
