// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/key_field.h"

#include <QKeyEvent>
#include <QPushButton>

#include "core/config/recipe_edit.h"
#include "ui/models/phrase_text.h"
#include "ui/setup/texts.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr int kLabelWidth = 140;

} // namespace

KeyField::KeyField(const config::RecipeKey& key, QWidget* parent)
    : QWidget(parent), m_key(key), m_label(makeLabel(TextRole::quiet)), m_row(new QHBoxLayout),
      m_below(new QVBoxLayout), m_problemArea(new QWidget), m_control(makeControl(key, *this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    m_label->setFixedWidth(kLabelWidth);
    m_label->setMinimumHeight(kControlHeight);
    m_label->setWordWrap(true);
    m_label->setBuddy(m_control->widget());
    layout->addWidget(m_label, 0, Qt::AlignTop);
    layout->addLayout(m_below, 1);
    m_below->setSpacing(0);
    m_below->addLayout(m_row);
    m_row->setSpacing(kGap);
    m_row->addWidget(m_control->widget(), 1);
    m_row->addStretch(); // behind the narrow fields of numbers
    auto* problems = new QVBoxLayout(m_problemArea);
    problems->setContentsMargins(0, kSmallGap / 2, 0, kSmallGap);
    problems->setSpacing(kSmallGap / 2);
    m_problemArea->hide();
    m_below->addWidget(m_problemArea);
    m_control->widget()->setObjectName(QString::fromStdString(key.path));
    m_control->widget()->setMinimumHeight(kControlHeight);
    m_control->widget()->installEventFilter(this);
    for (auto* part : m_control->widget()->findChildren<QWidget*>())
        part->installEventFilter(this);
    whenTranslated(this, [this] { setTexts(); });
}

KeyField::~KeyField() = default;

QWidget* KeyField::control() const {
    return m_control->widget();
}

void KeyField::setTexts() {
    m_label->setText(labelOf(m_key));
    m_label->setToolTip(describe(m_key));
    m_control->name(groupTitle(groupOf(m_key)) + ": " + labelOf(m_key), describe(m_key));
}

void KeyField::show(const std::string* written, const std::string& effective) {
    setRole(m_label, written ? TextRole::body : TextRole::quiet);
    m_control->setHint(QString::fromStdString(effective));
    const auto& wanted = written ? *written : effective;
    const auto typed = m_control->typed().toStdString();
    if (m_control->widget()->hasFocus()) {
        // Being typed: an emptied field's default shows as a hint, and what says the same stays as it is ("2," and
        // "2").
        const bool isEmptied = !written && typed.empty();
        if (isEmptied || config::yamlValue(m_key, typed) == config::yamlValue(m_key, wanted))
            return;
    }
    m_control->show(QString::fromStdString(wanted));
}

void KeyField::setProblems(const std::vector<config::Diagnostic>& problems) {
    if (m_problems.empty() && problems.empty())
        return;
    m_problems = problems;
    // Later, because it may be a suggestion's button that brought us here.
    for (auto* old : m_problemArea->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        m_problemArea->layout()->removeWidget(old);
        old->setObjectName({});
        old->hide();
        old->deleteLater();
    }
    for (const auto& problem : m_problems) {
        auto* label = makeLabel(TextRole::bad, m_problemArea);
        label->setText(phraseText(problem.message));
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_problemArea->layout()->addWidget(label);
        if (problem.suggestion.empty())
            continue;
        auto* button = new QPushButton(tr("Use '%1'").arg(QString::fromStdString(problem.suggestion)), m_problemArea);
        button->setObjectName("suggestion");
        connect(button, &QPushButton::clicked, this, [this, problem] { Q_EMIT suggestionTaken(problem); });
        m_problemArea->layout()->addWidget(button);
        static_cast<QVBoxLayout*>(m_problemArea->layout())->setAlignment(button, Qt::AlignLeft);
    }
    m_problemArea->setVisible(!m_problems.empty());
    auto description = describe(m_key);
    if (!m_problems.empty())
        description = problemText() + ' ' + description;
    m_control->widget()->setAccessibleDescription(description);
}

QString KeyField::problemText() const {
    QStringList texts;
    for (const auto& problem : m_problems)
        texts.append(phraseText(problem.message));
    return texts.join('\n');
}

void KeyField::enterEvent(QEnterEvent* event) {
    Q_EMIT entered();
    QWidget::enterEvent(event);
}

bool KeyField::eventFilter(QObject* watched, QEvent* event) {
    auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::FocusIn)
        Q_EMIT entered();
    if (event->type() == QEvent::FocusOut)
        Q_EMIT left();
    if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    // The recipe's undo is meant, not the field's own.
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace bubblenet::ui
