// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/run_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QUrl>
#include <algorithm>

#include "ui/compare/text_table.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

using compare::Column;

namespace {

const QString kColumnsKey = "compare/columns";

constexpr Column kFirstShown[] = {Column::name,     Column::state,          Column::method,   Column::dataset,
                                  Column::accuracy, Column::accuracyChange, Column::macsLeft, Column::latency,
                                  Column::took,     Column::started,        Column::tags};

constexpr int widthOf(Column column) {
    switch (column) {
    case Column::name:
        return 190;
    case Column::started:
        return 150;
    case Column::seed:
    case Column::took:
        return 70;
    case Column::note:
    case Column::folder:
    case Column::problem:
        return 260;
    case Column::tags:
    case Column::method:
    case Column::goal:
        return 120;
    default:
        return 100;
    }
}

} // namespace

RunPanel::RunPanel(RunTableModel& model, RunFilter& filter, QWidget* parent)
    : Panel(parent), m_model(model), m_filter(filter), m_table(makeTable()), m_words(new QLineEdit),
      m_state(new QComboBox), m_archived(new QCheckBox), m_status(makeLabel(TextRole::quiet)),
      m_columns(new QPushButton), m_report(new QPushButton), m_columnMenu(new QMenu(this)),
      m_reportMenu(new QMenu(this)) {
    makeTableView();
    makeActions();
    makeHeader();
    body()->addWidget(m_table, 1);
    whenTranslated(this, [this] { retranslate(); });
    restoreColumns();
    updateActions();
}

void RunPanel::makeTableView() {
    m_table->setModel(&m_filter);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setIconSize({26, 16});
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(static_cast<int>(Column::started), Qt::DescendingOrder);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](const QPoint& at) { m_columnMenu->popup(header->mapToGlobal(at)); });
    m_chosenChanged.setSingleShot(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, &m_chosenChanged,
            qOverload<>(&QTimer::start));
    connect(&m_chosenChanged, &QTimer::timeout, this, [this] {
        updateActions();
        updateStatus();
        Q_EMIT chosenChanged();
    });
    // A double click and Enter.
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT openRequested(QString::fromStdString(m_filter.run(index)->folder.string()));
    });
}

void RunPanel::askOne(void (RunPanel::*signal)(const QString&)) {
    if (const auto runs = chosen(); runs.size() == 1)
        Q_EMIT(this->*signal)(QString::fromStdString(runs.front()->folder.string()));
}

void RunPanel::makeActions() {
    m_actions.resize(kActionCount);
    const auto add = [this](What what, const QKeySequence& key, auto slot) {
        auto* action = new QAction(this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_table->addAction(action);
        m_actions[what] = action;
    };
    add(kOpen, {}, [this] { askOne(&RunPanel::openRequested); });
    add(kInspect, {}, [this] { askOne(&RunPanel::inspectRequested); });
    add(kEdit, QKeySequence(Qt::CTRL | Qt::Key_E), [this] { Q_EMIT editRequested(); });
    add(kArchive, {}, [this] { Q_EMIT archiveRequested(); });
    add(kShowFolder, {}, [this] {
        for (const auto& run : chosen())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(run->folder.string())));
    });
    add(kDelete, QKeySequence(Qt::Key_Delete), [this] { Q_EMIT deleteRequested(); });
}

void RunPanel::makeHeader() {
    m_words->setClearButtonEnabled(true);
    m_words->setMinimumWidth(130);
    m_state->setObjectName("state");
    header()->insertWidget(1, m_status);
    header()->addWidget(m_words, 1);
    header()->addWidget(m_state);
    header()->addWidget(m_archived);
    for (int i = 0; i <= static_cast<int>(compare::RunState::unreadable) + 1; ++i)
        m_state->addItem({});
    header()->addSpacing(kGap);
    for (const auto what : {kOpen, kEdit, kArchive}) {
        auto* button = new QPushButton;
        connect(button, &QPushButton::clicked, m_actions[what], &QAction::trigger);
        header()->addWidget(button);
        m_buttons.push_back(button);
    }
    m_report->setMenu(m_reportMenu);
    m_columns->setMenu(m_columnMenu);
    header()->addWidget(m_report);
    header()->addWidget(m_columns);
    connect(m_words, &QLineEdit::textChanged, this, &RunPanel::takeFilter);
    connect(m_state, &QComboBox::currentIndexChanged, this, &RunPanel::takeFilter);
    connect(m_archived, &QCheckBox::toggled, this, &RunPanel::takeFilter);
    connect(m_columnMenu, &QMenu::aboutToShow, this, &RunPanel::fillColumnMenu);
}

void RunPanel::retranslate() {
    setTitle(tr("Runs"));
    m_table->setAccessibleName(tr("All runs"));
    m_table->setToolTip({});
    m_words->setPlaceholderText(tr("Filter: name, tag, method, note …"));
    m_words->setAccessibleName(tr("Filter the runs"));
    m_state->setAccessibleName(tr("State of the runs that are shown"));
    m_state->setItemText(0, tr("any state"));
    for (int i = 1; i < m_state->count(); ++i) {
        compare::RunSummary run;
        run.state = static_cast<compare::RunState>(i - 1);
        m_state->setItemText(i, QString::fromStdString(compare::textOf(run, Column::state, shownLanguage())));
    }
    m_archived->setText(tr("archived too"));
    m_actions[kOpen]->setText(tr("Open"));
    m_actions[kInspect]->setText(tr("Inspect"));
    m_actions[kEdit]->setText(tr("Name, tags, note …"));
    m_actions[kShowFolder]->setText(tr("Show folder"));
    m_actions[kDelete]->setText(tr("Delete …"));
    m_buttons[0]->setText(tr("Open"));
    m_buttons[0]->setAccessibleName(tr("Open the chosen run"));
    m_buttons[1]->setText(tr("Edit …"));
    m_buttons[1]->setAccessibleName(tr("Name, tags and note of the chosen runs"));
    m_report->setText(tr("Report"));
    m_report->setToolTip(tr("Save a report of the chosen runs"));
    m_report->setAccessibleName(m_report->toolTip());
    m_columns->setText(tr("Columns"));
    m_columns->setAccessibleName(tr("Columns of the table"));
    m_reportMenu->clear();
    for (const auto format : {ReportFormat::html, ReportFormat::pdf})
        for (const auto language : {compare::Language::english, compare::Language::chinese}) {
            const QString name = language == compare::Language::english ? "English" : "简体中文";
            m_reportMenu->addAction((format == ReportFormat::html ? tr("HTML, %1 …") : tr("PDF, %1 …")).arg(name), this,
                                    [=, this] { Q_EMIT reportRequested(format, language); });
        }
    m_model.retranslate();
    widenColumns();
    updateActions();
    updateStatus();
}

// No title is cut off.
void RunPanel::widenColumns() {
    QFont bold = m_table->font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    constexpr int kMargins = 30; // and the mark of the sorted column
    for (int i = 0; i < compare::kColumnCount; ++i) {
        const int least = kMargins + metrics.horizontalAdvance(m_model.headerData(i, Qt::Horizontal).toString());
        if (!m_table->isColumnHidden(i) && m_table->columnWidth(i) < least)
            m_table->setColumnWidth(i, least);
    }
}

void RunPanel::updateActions() {
    const auto runs = chosen();
    for (const auto what : {kOpen, kInspect, kShowFolder})
        m_actions[what]->setEnabled(runs.size() == 1);
    for (const auto what : {kEdit, kArchive, kDelete})
        m_actions[what]->setEnabled(!runs.empty());
    const bool areArchived = !runs.empty() && std::all_of(runs.begin(), runs.end(),
                                                          [](const auto& run) { return run->annotation.archived; });
    m_actions[kArchive]->setText(areArchived ? tr("Take out of the archive") : tr("Archive"));
    m_buttons[2]->setText(areArchived ? tr("Unarchive") : tr("Archive"));
    m_buttons[2]->setAccessibleName(m_actions[kArchive]->text());
    m_buttons[0]->setEnabled(runs.size() == 1);
    m_buttons[1]->setEnabled(!runs.empty());
    m_buttons[2]->setEnabled(!runs.empty());
    m_report->setEnabled(!runs.empty());
}

void RunPanel::setStatus(const QString& text) {
    m_statusText = text;
    updateStatus();
}

void RunPanel::updateStatus() {
    const auto chosenCount = m_table->selectionModel()->selectedRows().size();
    auto text = tr("%1 of %2").arg(m_filter.rowCount()).arg(m_model.rowCount());
    if (chosenCount > 0)
        text += tr(", chosen: %1").arg(chosenCount);
    m_status->setText(m_statusText.isEmpty() ? text : m_statusText);
}

void RunPanel::takeFilter() {
    m_filter.setWords(m_words->text());
    m_filter.setState(m_state->currentIndex() <= 0
                          ? std::nullopt
                          : std::optional(static_cast<compare::RunState>(m_state->currentIndex() - 1)));
    m_filter.setArchived(m_archived->isChecked() ? RunFilter::Archived::shown : RunFilter::Archived::hidden);
    updateStatus();
    Q_EMIT filterChanged();
}

std::vector<compare::Run> RunPanel::chosen() const {
    auto rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    std::vector<compare::Run> runs;
    for (const auto& row : rows)
        runs.push_back(m_filter.run(row));
    return runs;
}

void RunPanel::choose(const QString& folder) {
    const int row = m_model.rowOf(folder.toStdString());
    if (row < 0)
        return;
    const auto index = m_filter.mapFromSource(m_model.index(row, 0));
    if (!index.isValid())
        return;
    m_table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_table->scrollTo(index);
}

void RunPanel::fillColumnMenu() {
    m_columnMenu->clear();
    for (int i = 0; i < compare::kColumnCount; ++i) {
        auto* action = m_columnMenu->addAction(m_model.headerData(i, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(i));
        action->setEnabled(i != static_cast<int>(Column::name));
        connect(action, &QAction::toggled, this, [this, i](bool isShown) {
            m_table->setColumnHidden(i, !isShown);
            widenColumns();
            saveColumns();
        });
    }
}

void RunPanel::restoreColumns() {
    for (int i = 0; i < compare::kColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        m_table->setColumnWidth(i, widthOf(column));
        m_table->setColumnHidden(i, std::find(std::begin(kFirstShown), std::end(kFirstShown), column) ==
                                        std::end(kFirstShown));
    }
    m_table->horizontalHeader()->restoreState(QSettings().value(kColumnsKey).toByteArray());
    m_table->setColumnHidden(static_cast<int>(Column::name), false);
    widenColumns();
    const auto* header = m_table->horizontalHeader(); // from now on
    connect(header, &QHeaderView::sectionResized, this, &RunPanel::saveColumns);
    connect(header, &QHeaderView::sectionMoved, this, &RunPanel::saveColumns);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &RunPanel::saveColumns);
}

void RunPanel::saveColumns() const {
    QSettings().setValue(kColumnsKey, m_table->horizontalHeader()->saveState());
}

} // namespace bubblenet::ui
