// SPDX-License-Identifier: GPL-3.0-only
// What is wrong with the recipe, a line each: it leads to its place, and a suggestion is one click. Window's thread.
#pragma once

#include <QListWidget>
#include <QPushButton>
#include <QWidget>

#include "ui/setup/recipe_document.h"

namespace bubblenet::ui {

class ProblemList : public QWidget {
    Q_OBJECT

public:
    explicit ProblemList(RecipeDocument& document, QWidget* parent = nullptr);
    QListWidget* list() { return m_list; }

Q_SIGNALS:
    void chosen(const bubblenet::config::Diagnostic& problem);
    void suggestionTaken(const bubblenet::config::Diagnostic& problem);

private:
    void showProblems();
    void showSuggestion();
    const config::Diagnostic* current();

    RecipeDocument& m_document;
    QListWidget* m_list;
    QPushButton* m_use;
};

} // namespace bubblenet::ui
