// SPDX-License-Identifier: GPL-3.0-only
// The window's commands: menus, tool bar, shortcuts, and their texts.
#include <QActionGroup>
#include <QFileDialog>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>

#include "ui/setup/setup_page.h"
#include "ui/shell/help.h"
#include "ui/shell/main_window.h"
#include "ui/shell/side_bar.h"
#include "ui/theme/icon.h"

namespace bubblenet::ui {

QAction* MainWindow::addCommand(const char* text, const char* tip, const QString& iconName,
                                const QKeySequence& shortcut, void (MainWindow::*slot)()) {
    auto* action = new QAction(this);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_commands.push_back({action, text, tip});
    return action;
}

void MainWindow::makeCommands() {
    const auto add = [this](auto&&... arguments) { return addCommand(arguments...); };
    m_new = add(QT_TR_NOOP("&New run"), QT_TR_NOOP("Set a new run up"), "new", QKeySequence(Qt::CTRL | Qt::Key_N),
                &MainWindow::newRun);
    m_open = add(QT_TR_NOOP("&Open run…"), QT_TR_NOOP("Open the folder of a run"), "open",
                 QKeySequence(Qt::CTRL | Qt::Key_O), &MainWindow::openRun);
    m_openRecipe = add(QT_TR_NOOP("Open &recipe…"), QT_TR_NOOP("Open a recipe's file"), "file",
                       QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), &MainWindow::openRecipe);
    m_quit = add(QT_TR_NOOP("&Quit"), "", "", QKeySequence(Qt::CTRL | Qt::Key_Q), &MainWindow::requestClose);
    m_start = add(QT_TR_NOOP("&Start"), QT_TR_NOOP("Start what is set up; while a run goes on it waits in the queue"),
                  "start", QKeySequence(Qt::CTRL | Qt::Key_Return), &MainWindow::startRun);
    m_pause = add(QT_TR_NOOP("&Pause"), QT_TR_NOOP("Pause the run after this step, or let it go on"), "pause",
                  QKeySequence(Qt::CTRL | Qt::Key_P), &MainWindow::togglePause);
    m_stop = add(QT_TR_NOOP("S&top"), QT_TR_NOOP("Stop the run after this step, so that it can be resumed"), "stop",
                 QKeySequence(Qt::CTRL | Qt::Key_Period), &MainWindow::stopRun);
    m_checkpoint = add(QT_TR_NOOP("&Checkpoint"), QT_TR_NOOP("Save at the next point where the run can be saved"),
                       "checkpoint", QKeySequence(Qt::CTRL | Qt::Key_K), &MainWindow::checkpoint);
    m_resume = add(QT_TR_NOOP("&Resume run"), QT_TR_NOOP("Go on with the interrupted run that is shown"), "",
                   QKeySequence(Qt::CTRL | Qt::Key_R), &MainWindow::resumeShown);
    m_showPages = {add(QT_TR_NOOP("&Setup"), QT_TR_NOOP("The page where a run is set up"), "setup",
                       QKeySequence(Qt::CTRL | Qt::Key_1), &MainWindow::showSetup),
                   add(QT_TR_NOOP("Li&ve"), QT_TR_NOOP("The page where a run is watched"), "live",
                       QKeySequence(Qt::CTRL | Qt::Key_2), &MainWindow::showLive),
                   add(QT_TR_NOOP("&Inspect"), QT_TR_NOOP("The page that shows what pruning did to a network"),
                       "inspect", QKeySequence(Qt::CTRL | Qt::Key_3), &MainWindow::showInspect),
                   add(QT_TR_NOOP("&Compare"), QT_TR_NOOP("The page where runs stand beside each other"), "compare",
                       QKeySequence(Qt::CTRL | Qt::Key_4), &MainWindow::showCompare),
                   add(QT_TR_NOOP("&Export"), QT_TR_NOOP("The page where networks are written for other programs"),
                       "export", QKeySequence(Qt::CTRL | Qt::Key_5), &MainWindow::showExport),
                   add(QT_TR_NOOP("Pre&dict"), QT_TR_NOOP("The page where images are classified"), "predict",
                       QKeySequence(Qt::CTRL | Qt::Key_6), &MainWindow::showPredict)};
    m_manual = add(QT_TR_NOOP("&Manual"), QT_TR_NOOP("The manual, at this page's place"), "", QKeySequence(Qt::Key_F1),
                   &MainWindow::showThisManual);
    m_shortcuts = add(QT_TR_NOOP("&Keyboard shortcuts"), "", "", QKeySequence(Qt::CTRL | Qt::Key_Slash),
                      &MainWindow::showTheseShortcuts);
    m_about = add(QT_TR_NOOP("&About Bubblenet"), "", "about", QKeySequence(), &MainWindow::showThisAbout);
}

QMenu* MainWindow::addMenu(const char* text) {
    m_menus.push_back({new QMenu(this), text});
    return m_menus.back().menu;
}

void MainWindow::makeMenus() {
    auto* file = addMenu(QT_TR_NOOP("&File"));
    file->addActions({m_new, m_open, m_openRecipe});
    file->addSeparator();
    file->addAction(m_quit);
    auto* run = addMenu(QT_TR_NOOP("&Run"));
    run->addActions({m_start, m_pause, m_stop, m_checkpoint, m_resume});
    auto* view = addMenu(QT_TR_NOOP("&View"));
    view->addActions(QList<QAction*>(m_showPages.begin(), m_showPages.end()));
    view->addSeparator();
    auto* appearance = addMenu(QT_TR_NOOP("&Appearance"));
    auto* language = addMenu(QT_TR_NOOP("Lan&guage"));
    view->addMenu(appearance);
    view->addMenu(language);
    auto* help = addMenu(QT_TR_NOOP("&Help"));
    help->addActions({m_manual, m_shortcuts, m_about});
    for (auto* menu : {file, run, view, help})
        menuBar()->addMenu(menu);
    addAppearances(*appearance);
    addLanguages(*language);
}

void MainWindow::addAppearances(QMenu& menu) {
    m_appearances = new QActionGroup(this);
    for (const auto appearance : {Appearance::system, Appearance::light, Appearance::dark}) {
        auto* action = m_appearances->addAction(QString());
        action->setCheckable(true);
        action->setChecked(appearance == m_theme.appearance());
        connect(action, &QAction::triggered, this, [this, appearance] {
            m_theme.choose(appearance);
            QSettings().setValue("appearance", static_cast<int>(appearance));
        });
    }
    menu.addActions(m_appearances->actions());
}

void MainWindow::addLanguages(QMenu& menu) {
    auto* group = new QActionGroup(this);
    const std::pair<const char*, const char*> languages[] = {{"en", "English"}, {"zh_CN", "简体中文"}};
    for (const auto& [code, name] : languages) {
        auto* action = group->addAction(QString::fromUtf8(name)); // each in its own language
        action->setCheckable(true);
        action->setChecked(m_language.code() == code);
        connect(action, &QAction::triggered, this, [this, code = QString(code)] {
            QSettings().setValue("language", code);
            m_language.choose(code);
        });
    }
    menu.addActions(group->actions());
}

void MainWindow::makeToolBar() {
    auto* bar = new QToolBar(this);
    bar->setObjectName("toolBar");
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addActions({m_new, m_open});
    bar->addSeparator();
    bar->addActions({m_start, m_pause, m_stop, m_checkpoint});
    addToolBar(bar);
}

void MainWindow::retranslate() {
    setWindowTitle(tr("Bubblenet"));
    for (const auto& command : m_commands) {
        command.action->setText(tr(command.text));
        // The tool bar has no room for "新建运行(N)".
        static const QRegularExpression mnemonic("\\(&.\\)|&|…");
        command.action->setIconText(command.action->text().remove(mnemonic));
        const auto tip = *command.tip != '\0' ? tr(command.tip) : QString();
        const auto keys = command.action->shortcut().toString(QKeySequence::NativeText);
        command.action->setToolTip(tip.isEmpty() || keys.isEmpty() ? tip : tip + "  (" + keys + ')');
        command.action->setStatusTip(tip);
    }
    for (const auto& [menu, text] : m_menus)
        menu->setTitle(tr(text));
    const char* const appearances[] = {QT_TR_NOOP("As the system"), QT_TR_NOOP("Light"), QT_TR_NOOP("Dark")};
    for (qsizetype i = 0; i < m_appearances->actions().size(); ++i)
        m_appearances->actions()[i]->setText(tr(appearances[i]));
    m_sideBar->setPageText(kSetup, tr("Setup"), tr("Set a run up  (Ctrl+1)"));
    m_sideBar->setPageText(kLive, tr("Live"), tr("Watch a run  (Ctrl+2)"));
    m_sideBar->setPageText(kInspect, tr("Inspect"), tr("See what pruning did  (Ctrl+3)"));
    m_sideBar->setPageText(kCompare, tr("Compare"), tr("Runs beside each other  (Ctrl+4)"));
    m_sideBar->setPageText(kExport, tr("Export"), tr("Write files for other programs  (Ctrl+5)"));
    m_sideBar->setPageText(kPredict, tr("Predict"), tr("Classify images  (Ctrl+6)"));
    updateCommands();
    updateStatus();
}

void MainWindow::newRun() {
    m_setup->clear();
    showPage(kSetup);
}

void MainWindow::openRun() {
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Open a run's folder"), m_runs.runsFolder());
    if (!folder.isEmpty())
        open(folder);
}

void MainWindow::openRecipe() {
    const auto file =
        QFileDialog::getOpenFileName(this, tr("Open a recipe"), {}, tr("Recipes (*.yaml *.yml);;All files (*)"));
    if (!file.isEmpty())
        open(file);
}

void MainWindow::showThisManual() {
    const char* const places[] = {"setup", "live", "inspect", "compare", "export", "predict"};
    showManual(this, m_language, places[m_pages->currentIndex()]);
}

void MainWindow::showTheseShortcuts() {
    QList<QAction*> actions;
    for (const auto& command : m_commands)
        actions.append(command.action);
    showShortcuts(this, actions);
}

void MainWindow::showThisAbout() {
    showAbout(this);
}

} // namespace bubblenet::ui
