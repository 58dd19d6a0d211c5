// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/problem_list.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/phrase_text.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

constexpr int kMostRows = 5; ///< seen at once

} // namespace

ProblemList::ProblemList(RecipeDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_list(new QListWidget), m_use(new QPushButton) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap);
    layout->addWidget(m_list);
    layout->addWidget(m_use, 0, Qt::AlignLeft);
    m_list->setObjectName("problems");
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_use->setObjectName("useSuggestion");
    connect(m_list, &QListWidget::currentRowChanged, this, &ProblemList::showSuggestion);
    const auto choose = [this] {
        if (const auto* problem = current())
            Q_EMIT chosen(*problem);
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, choose);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (const auto* problem = current())
            Q_EMIT suggestionTaken(config::Diagnostic(*problem));
    });
    connect(&document, &RecipeDocument::changed, this, &ProblemList::showProblems);
    whenTranslated(this, [this] {
        m_list->setAccessibleName(tr("Problems of the recipe"));
        showProblems();
    });
}

const config::Diagnostic* ProblemList::current() {
    const auto& problems = m_document.diagnostics();
    const auto row = static_cast<std::size_t>(std::max(0, m_list->currentRow()));
    return row < problems.size() ? &problems[row] : nullptr;
}

void ProblemList::showProblems() {
    const auto& problems = m_document.diagnostics();
    const int row = m_list->currentRow();
    m_list->clear();
    for (const auto& problem : problems) {
        const auto message = phraseText(problem.message);
        m_list->addItem(problem.line > 0 ? tr("Line %1: %2").arg(problem.line).arg(message) : message);
    }
    setVisible(!problems.empty());
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    const int rows = std::min(kMostRows, m_list->count());
    m_list->setFixedHeight(rows * (2 * m_list->fontMetrics().lineSpacing() + kSmallGap));
    showSuggestion();
}

void ProblemList::showSuggestion() {
    const auto* problem = current();
    m_use->setVisible(problem && !problem->suggestion.empty());
    if (m_use->isVisibleTo(this))
        m_use->setText(tr("Use '%1'").arg(QString::fromStdString(problem->suggestion)));
}

} // namespace bubblenet::ui
