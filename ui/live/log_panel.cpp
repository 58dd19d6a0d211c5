// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/log_panel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

class LevelDelegate : public QStyledItemDelegate {
public:
    LevelDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto level = index.data(LogModel::kLevelRole).toString();
        if (level == "warning")
            option->palette.setColor(QPalette::Text, m_theme.colours().warning);
        else if (level == "error")
            option->palette.setColor(QPalette::Text, m_theme.colours().bad);
    }

private:
    const Theme& m_theme;
};

} // namespace

LogPanel::LogPanel(const RunModel& run, const Theme& theme, QWidget* parent)
    : Panel(parent), m_filter(new QLineEdit), m_follow(new QCheckBox), m_list(new QListView),
      m_whole(makeLabel(TextRole::body)) {
    m_filtered.setSourceModel(&m_model);
    m_filtered.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(180);
    header()->addWidget(m_filter);
    header()->addWidget(m_follow);
    m_follow->setChecked(true);
    m_list->setModel(&m_filtered);
    m_list->setFont(monospaceFont());
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setItemDelegate(new LevelDelegate(theme, m_list));
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumHeight(80);
    enableCopy(m_list);
    body()->addWidget(m_list);
    m_whole->setFont(monospaceFont());
    m_whole->setWordWrap(true);
    m_whole->setTextFormat(Qt::PlainText);
    m_whole->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_whole->hide();
    body()->addWidget(m_whole);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &LogPanel::showWhole);
    connect(&m_filtered, &QAbstractItemModel::modelReset, this, &LogPanel::showWhole);
    connect(&m_filtered, &QAbstractItemModel::dataChanged, this, &LogPanel::showWhole);
    connect(m_filter, &QLineEdit::textChanged, &m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_follow, &QCheckBox::toggled, this, &LogPanel::showRun);
    // Who scrolls up wants to read; who scrolls down to the end wants to follow.
    connect(m_list->verticalScrollBar(), &QScrollBar::sliderMoved, this,
            [this](int value) { m_follow->setChecked(value == m_list->verticalScrollBar()->maximum()); });
    connect(&run, &RunModel::begun, &m_model, &LogModel::clear);
    connect(&run, &RunModel::applied, &m_model, &LogModel::append);
    connect(&run, &RunModel::changed, this, &LogPanel::showRun);
    whenTranslated(this, [this] { retranslate(); });
}

void LogPanel::retranslate() {
    setTitle(tr("Log"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the log"));
    m_follow->setText(tr("Follow"));
    m_list->setAccessibleName(tr("Log of the run"));
    m_whole->setAccessibleName(tr("The chosen line of the log"));
    m_model.retranslate();
}

void LogPanel::showWhole() {
    const auto line = m_list->currentIndex().data().toString();
    constexpr int kMargins = 16; // of an item
    const bool isCut = m_list->fontMetrics().horizontalAdvance(line) + kMargins > m_list->viewport()->width();
    m_whole->setText(isCut ? line : QString());
    m_whole->setVisible(isCut);
}

void LogPanel::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    showWhole();
}

void LogPanel::showRun() {
    m_model.flush();
    if (m_follow->isChecked())
        m_list->scrollToBottom();
}

} // namespace bubblenet::ui
