// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/yaml_editor.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/models/phrase_text.h"
#include "ui/setup/yaml_highlighter.h"

namespace bubblenet::ui {

namespace {

constexpr int kMarkSize = 8;

QString shown(const config::Diagnostic& diagnostic) {
    auto text = phraseText(diagnostic.message);
    if (!diagnostic.suggestion.empty())
        text += YamlEditor::tr("; did you mean '%1'?").arg(QString::fromStdString(diagnostic.suggestion));
    return text;
}

/// Columns count bytes.
int positionIn(const QTextBlock& block, int column) {
    const auto before = block.text().toUtf8().left(std::max(0, column - 1));
    return block.position() + static_cast<int>(QString::fromUtf8(before).size());
}

} // namespace

YamlEditor::YamlEditor(RecipeDocument& document, const Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent), m_recipe(document), m_theme(theme), m_margin(new QWidget(this)) {
    setDocument(&document.text());
    setFont(monospaceFont());
    document.text().setDefaultFont(monospaceFont());
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true); // YAML is indented by spaces
    m_highlighter = new YamlHighlighter(document.text(), theme);
    m_margin->installEventFilter(this);
    m_margin->setFont(monospaceFont());
    connect(this, &QPlainTextEdit::blockCountChanged, this, &YamlEditor::layOutMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy)
            m_margin->scroll(0, dy);
        else
            m_margin->update(0, rect.y(), m_margin->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, m_margin, qOverload<>(&QWidget::update));
    connect(&theme, &Theme::changed, this, &YamlEditor::showProblems);
    connect(&document, &RecipeDocument::changed, this, [this] {
        m_problems = m_recipe.diagnostics();
        showProblems();
    });
    layOutMargin();
}

void YamlEditor::layOutMargin() {
    const int digits = std::max(2, static_cast<int>(std::log10(std::max(1, blockCount()))) + 1);
    const int width = m_margin->fontMetrics().horizontalAdvance('9') * digits + kMarkSize + 3 * kSmallGap;
    setViewportMargins(width + kSmallGap, 0, 0, 0);
    const auto area = contentsRect();
    m_margin->setGeometry(area.left(), area.top(), width, area.height());
}

void YamlEditor::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    layOutMargin();
}

int YamlEditor::lineAt(int y) const {
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto area = blockBoundingGeometry(block).translated(contentOffset());
        if (y < area.bottom())
            return block.blockNumber() + 1;
    }
    return 0;
}

void YamlEditor::paintMargin(QPaintEvent& event) {
    QPainter painter(m_margin);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colours = m_theme.colours();
    painter.fillRect(event.rect(), colours.window);
    const int right = m_margin->width() - kSmallGap;
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > event.rect().bottom())
            break;
        const int line = block.blockNumber() + 1;
        painter.setPen(line == textCursor().blockNumber() + 1 ? colours.text : colours.quietText);
        painter.drawText(QRectF(0, area.top(), right, m_margin->fontMetrics().height()), Qt::AlignRight,
                         QString::number(line));
        if (problemsAt(line).isEmpty())
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.bad);
        painter.drawEllipse(
            QRectF(kSmallGap, area.top() + (m_margin->fontMetrics().height() - kMarkSize) / 2.0, kMarkSize, kMarkSize));
    }
}

QString YamlEditor::problemsAt(int line) const {
    QStringList texts;
    for (const auto& problem : m_problems)
        if (problem.line == line)
            texts.append(shown(problem));
    return texts.join('\n');
}

void YamlEditor::showProblems() {
    QList<QTextEdit::ExtraSelection> selections;
    for (const auto& problem : m_problems) {
        const auto block = document()->findBlockByNumber(problem.line - 1);
        if (problem.line < 1 || !block.isValid())
            continue;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.cursor.setPosition(
            std::min(positionIn(block, problem.column), block.position() + block.length() - 1));
        selection.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(m_theme.colours().bad);
        selections.append(selection);
    }
    setExtraSelections(selections);
    m_margin->update();
}

void YamlEditor::goTo(const config::Diagnostic& diagnostic) {
    const auto block = document()->findBlockByNumber(diagnostic.line - 1);
    if (diagnostic.line < 1 || !block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.setPosition(std::min(positionIn(block, diagnostic.column), block.position() + block.length() - 1));
    setTextCursor(cursor);
    setFocus();
}

void YamlEditor::showHover(QHelpEvent& event) {
    const auto text = problemsAt(lineAt(event.pos().y()));
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event.globalPos(), text, this);
}

bool YamlEditor::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    showHover(*static_cast<QHelpEvent*>(event));
    return true;
}

bool YamlEditor::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_margin && event->type() == QEvent::Paint) {
        paintMargin(*static_cast<QPaintEvent*>(event));
        return true;
    }
    if (watched == m_margin && event->type() == QEvent::ToolTip) {
        showHover(*static_cast<QHelpEvent*>(event));
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

} // namespace bubblenet::ui
