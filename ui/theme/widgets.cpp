// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/widgets.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QStyle>
#include <QTableView>
#include <QToolButton>
#include <algorithm>

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

Panel::Panel(QWidget* parent)
    : QFrame(parent), m_title(makeLabel(TextRole::panelTitle)), m_header(new QHBoxLayout), m_body(new QVBoxLayout) {
    setProperty("panel", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPanelGap, kGap, kPanelGap, kGap);
    layout->setSpacing(kSmallGap);
    m_header->setSpacing(kGap);
    m_header->addWidget(m_title);
    m_title->hide();
    m_header->addStretch();
    layout->addLayout(m_header);
    m_body->setSpacing(kGap);
    layout->addLayout(m_body, 1);
}

void Panel::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QLabel* makeLabel(TextRole role, QWidget* parent) {
    auto* label = new QLabel(parent);
    setRole(label, role);
    return label;
}

void setRole(QLabel* label, TextRole role) {
    static const char* const kNames[] = {"body", "pageTitle", "panelTitle", "quiet", "good", "warning", "bad"};
    const QString name = kNames[static_cast<int>(role)];
    if (label->property("role").toString() == name)
        return;
    label->setProperty("role", name);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QPushButton* makeMainButton(QWidget* parent) {
    auto* button = new QPushButton(parent);
    button->setProperty("role", "main");
    return button;
}

QToolButton* makeToolButton(const QString& iconName) {
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setIconSize({16, 16});
    button->setAutoRaise(true);
    return button;
}

QString askWhereToSave(QWidget* parent, const QString& title, const QString& suggested, const QStringList& filters) {
    QFileDialog dialog(parent, title, QFileInfo(suggested).path());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    dialog.selectFile(QFileInfo(suggested).fileName());
    const auto takeSuffix = [&dialog](const QString& filter) {
        static const QRegularExpression suffix("\\*\\.(\\w+)");
        dialog.setDefaultSuffix(suffix.match(filter).captured(1));
    };
    takeSuffix(filters.first());
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, takeSuffix);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

void enableCopy(QAbstractItemView* view) {
    auto* action = new QAction(view);
    action->setShortcut(QKeySequence::Copy);
    action->setShortcutContext(Qt::WidgetShortcut);
    view->addAction(action);
    QObject::connect(action, &QAction::triggered, view, [view] {
        auto indexes = view->selectionModel()->selectedIndexes();
        if (const auto* table = qobject_cast<QTableView*>(view))
            indexes.removeIf([&](const QModelIndex& index) { return table->isColumnHidden(index.column()); });
        std::sort(indexes.begin(), indexes.end());
        QString text;
        for (qsizetype i = 0; i < indexes.size(); ++i) {
            if (i > 0)
                text += indexes[i].row() == indexes[i - 1].row() ? '\t' : '\n';
            text += indexes[i].data().toString();
        }
        QGuiApplication::clipboard()->setText(text);
    });
}

} // namespace bubblenet::ui
