// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/side_bar.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QToolButton>
#include <QUrl>
#include <functional>

#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {
constexpr int kWidth = 184;
}

SideBar::SideBar(RunListModel& runs, QWidget* parent)
    : QWidget(parent), m_runs(runs), m_pages(new QButtonGroup(this)), m_pageLayout(new QVBoxLayout),
      m_title(makeLabel(TextRole::panelTitle)), m_empty(makeLabel(TextRole::quiet)), m_list(new QListView) {
    setObjectName("sideBar");
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap, kPanelGap, kGap, kGap);
    layout->setSpacing(kSmallGap);
    m_pageLayout->setSpacing(kSmallGap);
    layout->addLayout(m_pageLayout);
    layout->addSpacing(kPageMargin);
    m_title->setContentsMargins(kGap, 0, 0, 0);
    m_empty->setContentsMargins(kGap, 0, kGap, 0);
    m_empty->setWordWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(m_empty);
    layout->addWidget(m_list, 1);
    layout->addStretch();
    m_list->setModel(&runs);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setSpacing(1);
    connect(m_list, &QListView::clicked, this, &SideBar::activate);
    connect(m_list, &QListView::activated, this, &SideBar::activate); // Return
    addKeys();
    connect(m_list, &QWidget::customContextMenuRequested, this, &SideBar::showMenu);
    connect(m_pages, &QButtonGroup::idClicked, this, &SideBar::pageChosen);
    const auto showEmptiness = [this] {
        m_empty->setVisible(m_runs.rowCount() == 0);
        m_list->setVisible(m_runs.rowCount() > 0);
    };
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        m_currentFolder = index.data(RunListModel::kFolderRole).toString();
        m_currentWaiting = index.data(RunListModel::kWaitingRole).toInt();
    });
    connect(&runs, &QAbstractItemModel::modelReset, this, [this, showEmptiness] {
        showEmptiness();
        restoreCurrent();
    });
    connect(&runs, &QAbstractItemModel::dataChanged, this, &SideBar::restoreCurrent);
    showEmptiness();
    whenTranslated(this, [this] { retranslate(); });
}

void SideBar::retranslate() {
    m_title->setText(tr("Runs"));
    m_empty->setText(tr("Runs appear here once one was started."));
    m_list->setAccessibleName(tr("Runs"));
    m_runs.retranslate();
}

void SideBar::addPage(const QString& iconName) {
    auto* button = new QToolButton;
    button->setProperty("role", "page");
    button->setCheckable(true);
    button->setIcon(icon(iconName));
    button->setIconSize({20, 20});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setFocusPolicy(Qt::StrongFocus);
    m_pages->addButton(button, static_cast<int>(m_pages->buttons().size()));
    m_pageLayout->addWidget(button);
}

// The list was there before the pages, and a window that takes all in has an order of its own.
void SideBar::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    const auto pages = m_pages->buttons();
    for (qsizetype i = 0; i + 1 < pages.size(); ++i)
        setTabOrder(pages[i], pages[i + 1]);
    if (!pages.isEmpty())
        setTabOrder(pages.last(), m_list);
}

void SideBar::setPageText(int page, const QString& text, const QString& tip) {
    auto* button = m_pages->button(page);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
}

void SideBar::setCurrentPage(int page) {
    m_pages->button(page)->setChecked(true);
}

void SideBar::selectFolder(const QString& folder) {
    m_currentFolder = folder;
    m_currentWaiting = 0;
    restoreCurrent();
}

void SideBar::selectWaiting(int id) {
    m_currentFolder.clear();
    m_currentWaiting = id;
    restoreCurrent();
}

// The rows may have changed under a current index that has stayed.
void SideBar::restoreCurrent() {
    const int row = m_currentWaiting > 0 ? m_runs.rowOfWaiting(m_currentWaiting) : m_runs.rowOfFolder(m_currentFolder);
    const auto folder = m_currentFolder;
    if (row >= 0)
        m_list->setCurrentIndex(m_runs.index(row));
    else
        m_list->setCurrentIndex({});
    m_currentFolder = folder; // it may come yet
}

void SideBar::activate(const QModelIndex& index) {
    const auto folder = index.data(RunListModel::kFolderRole).toString();
    if (!folder.isEmpty())
        Q_EMIT runChosen(folder);
    else if (const int id = index.data(RunListModel::kWaitingRole).toInt(); id > 0)
        Q_EMIT waitingRunChosen(id);
}

int SideBar::currentWaiting() const {
    return m_list->currentIndex().data(RunListModel::kWaitingRole).toInt();
}

void SideBar::addKeys() {
    const auto add = [this](const QKeySequence& keys, const std::function<void(int id)>& act) {
        auto* action = new QAction(m_list);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_list->addAction(action);
        connect(action, &QAction::triggered, this, [this, act] {
            if (const int id = currentWaiting(); id > 0)
                act(id);
        });
    };
    add(QKeySequence::Delete, [this](int id) { Q_EMIT waitingRunRemoved(id); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Up), [this](int id) { Q_EMIT waitingRunMoved(id, -1); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Down), [this](int id) { Q_EMIT waitingRunMoved(id, 1); });
}

void SideBar::showMenu(const QPoint& place) {
    const auto index = m_list->indexAt(place);
    if (!index.isValid())
        return;
    const auto folder = index.data(RunListModel::kFolderRole).toString();
    const int waiting = index.data(RunListModel::kWaitingRole).toInt(); // the row may have moved when one is chosen
    QMenu menu;
    if (folder.isEmpty()) {
        menu.addAction(tr("Show the recipe"), this, [this, waiting] { Q_EMIT waitingRunChosen(waiting); });
        menu.addAction(tr("Earlier in the queue"), this, [this, waiting] { Q_EMIT waitingRunMoved(waiting, -1); });
        menu.addAction(tr("Later in the queue"), this, [this, waiting] { Q_EMIT waitingRunMoved(waiting, 1); });
        menu.addAction(tr("Remove from the queue"), this, [this, waiting] { Q_EMIT waitingRunRemoved(waiting); });
    } else {
        menu.addAction(tr("Open"), this, [this, folder] { Q_EMIT runChosen(folder); });
        menu.addAction(tr("Inspect"), this, [this, folder] { Q_EMIT inspectRequested(folder); });
        menu.addAction(tr("Show folder"), this, [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
        menu.addAction(tr("Copy the folder's path"), this,
                       [folder] { QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(folder)); });
    }
    menu.exec(m_list->viewport()->mapToGlobal(place));
}

} // namespace bubblenet::ui
