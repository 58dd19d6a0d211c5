// SPDX-License-Identifier: GPL-3.0-only
// The window: pages beside a side bar, and what starts, stops and opens runs. Composition of the other parts of ui/;
// what runs do is RunController's. Window's thread.
#pragma once

#include <QDeadlineTimer>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>
#include <vector>

#include "ui/bridge/job.h"
#include "ui/models/run_list_model.h"
#include "ui/shell/run_controller.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

class QActionGroup;
class QLabel;
class QStackedWidget;

namespace bubblenet::ui {

class ComparePage;
class ExportPage;
class InspectPage;
class LivePage;
class NoticeBar;
class PredictPage;
struct RunGlance;
class SetupPage;
class SideBar;
class WaitingPage;
class WelcomePage;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    enum Page { kSetup, kLive, kInspect, kCompare, kExport, kPredict, kPageCount };

    /// New runs are made below `runsFolder`.
    MainWindow(Theme& theme, Language& language, const QString& runsFolder);
    ~MainWindow() override;

    /// A run's folder, a weight file, a recipe's file or a shipped recipe's name.
    void open(const QString& what);
    void startRecipe(const QString& nameOrPath);
    void showPage(Page page);
    /// Closes without a question, as at a logout: a run is stopped before, and offered at the next start.
    void endSession();
    /// Saves what there is, as a session manager asks for, which may end the session next, or not: closing in the next
    /// minute asks nothing.
    void prepareForSessionEnd();
    /// A run's folder or a weight file.
    void inspect(const QString& source);
    void exportNetwork(const QString& source);
    RunController& runs() { return m_runs; }
    SetupPage* setupPage() { return m_setup; }
    ExportPage& exportPage() { return *m_export; }
    PredictPage& predictPage() { return *m_predict; }
    LivePage* shownLivePage() const; ///< null: the welcome page is shown

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    static constexpr auto kCutShortKey = "runs/cut_short"; ///< the folder of what endSession() stopped
    static constexpr auto kWaitingKey = "runs/waiting";    ///< the recipes of those that waited then
    struct Command {
        QAction* action;
        const char* text;
        const char* tip;
    };
    struct Menu {
        QMenu* menu;
        const char* text;
    };
    QAction* addCommand(const char* text, const char* tip, const QString& iconName, const QKeySequence& shortcut,
                        void (MainWindow::*slot)());
    void makeCommands();
    QMenu* addMenu(const char* text);
    void makeMenus();
    void addAppearances(QMenu& menu);
    void addLanguages(QMenu& menu);
    void makeToolBar();
    void makePages();
    void makeStatusBar();
    void connectRuns();
    void retranslate();
    void restore();
    void save();

    void newRun();
    void openRun();
    void openRecipe();
    void startRun();
    void togglePause();
    void stopRun();
    void checkpoint();
    void resumeShown();
    void showSetup() { showPage(kSetup); }
    void showLive() { showPage(kLive); }
    void showInspect() { showPage(kInspect); }
    void showCompare() { showPage(kCompare); }
    void showExport() { showPage(kExport); }
    void showPredict() { showPage(kPredict); }
    void requestClose() { close(); }
    void showThisManual();
    void showTheseShortcuts();
    void showThisAbout();

    LivePage* makeLivePage(RunModel& model);
    void showRun(LivePage* page);
    void showWaiting(int id);
    void removeWaiting(int id);
    void showQueue();
    void offerNext();
    void connectWaitingPage();
    RunModel& shownRun();
    void updateCommands();
    void updateStatus();
    void scanRuns();
    void updateList();
    void offerToResume(const std::vector<RunGlance>& glances);
    void announceEnd();
    void rememberQueue();
    void recallQueue();

    Theme& m_theme;
    Language& m_language;
    RunController m_runs;
    RunListModel m_list;
    std::vector<RunEntry> m_recordedEntries;
    std::vector<Command> m_commands;
    std::vector<Menu> m_menus;

    QAction* m_new = nullptr;
    QAction* m_open = nullptr;
    QAction* m_openRecipe = nullptr;
    QAction* m_quit = nullptr;
    QAction* m_start = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_stop = nullptr;
    QAction* m_checkpoint = nullptr;
    QAction* m_resume = nullptr;
    std::vector<QAction*> m_showPages;
    QAction* m_manual = nullptr;
    QAction* m_shortcuts = nullptr;
    QAction* m_about = nullptr;
    QActionGroup* m_appearances = nullptr;

    SideBar* m_sideBar = nullptr;
    NoticeBar* m_notice = nullptr;
    QStackedWidget* m_pages = nullptr;
    SetupPage* m_setup = nullptr;
    QStackedWidget* m_liveStack = nullptr;
    InspectPage* m_inspect = nullptr;
    ComparePage* m_compare = nullptr;
    ExportPage* m_export = nullptr;
    PredictPage* m_predict = nullptr;
    WelcomePage* m_welcome = nullptr;
    WaitingPage* m_waitingPage = nullptr;
    LivePage* m_livePage = nullptr;     ///< of this window's engine; made when it is needed
    LivePage* m_recordedPage = nullptr; ///< of an opened run
    QLabel* m_stateLabel = nullptr;
    QLabel* m_deviceLabel = nullptr;
    QLabel* m_memoryLabel = nullptr;
    QLabel* m_timeLabel = nullptr;
    QTimer m_memoryTimer;
    QPointer<Job> m_scan;
    RunState m_listedState = RunState::empty; ///< of the live run
    bool m_offersResume = true;               ///< at the first look at the runs
    bool m_closing = false;
    bool m_endsSession = false;
    bool m_cutsShort = false; ///< the run that is stopped by the end of the session, not by hand before
    QDeadlineTimer m_sessionMayEnd;
};

} // namespace bubblenet::ui
