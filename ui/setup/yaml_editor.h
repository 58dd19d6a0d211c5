// SPDX-License-Identifier: GPL-3.0-only
// The recipe's text with line numbers, and a mark in the margin of each line that has a problem. Window's thread.
#pragma once

#include <QPlainTextEdit>
#include <vector>

#include "core/config/diagnostic.h"
#include "ui/setup/recipe_document.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

class YamlHighlighter;

class YamlEditor : public QPlainTextEdit {
    Q_OBJECT

public:
    YamlEditor(RecipeDocument& document, const Theme& theme, QWidget* parent = nullptr);
    void goTo(const config::Diagnostic& diagnostic);
    /// The problems of a line (from 1), as the hover text has them; empty: none.
    QString problemsAt(int line) const;
    QWidget* margin() const { return m_margin; }
    int lineAt(int y) const; ///< of the viewport; 0: below the last

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOutMargin();
    void paintMargin(QPaintEvent& event);
    void showHover(QHelpEvent& event);
    void showProblems();

    RecipeDocument& m_recipe;
    const Theme& m_theme;
    QWidget* m_margin;
    YamlHighlighter* m_highlighter;
    std::vector<config::Diagnostic> m_problems;
};

} // namespace bubblenet::ui
