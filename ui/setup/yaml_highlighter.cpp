// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/yaml_highlighter.h"

#include <QRegularExpression>
#include <QTextDocument>

namespace bubblenet::ui {

YamlHighlighter::YamlHighlighter(QTextDocument& document, const Theme& theme)
    : QSyntaxHighlighter(&document), m_theme(theme) {
    connect(&theme, &Theme::changed, this, &YamlHighlighter::rehighlight);
}

void YamlHighlighter::highlightBlock(const QString& line) {
    constexpr int kLongest = 2000; // of a line that is worth colours
    if (line.size() > kLongest)
        return;
    const auto& colours = m_theme.colours();
    static const QRegularExpression kKey("(?:^|[{,])\\s*([A-Za-z_][A-Za-z_0-9.]*)(?=\\s*:(?:\\s|$))");
    for (auto matches = kKey.globalMatch(line); matches.hasNext();) {
        const auto match = matches.next();
        setFormat(static_cast<int>(match.capturedStart(1)), static_cast<int>(match.capturedLength(1)), colours.accent);
    }
    static const QRegularExpression kComment("(?:^|\\s)#.*$");
    if (const auto match = kComment.match(line); match.hasMatch())
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), colours.quietText);
}

} // namespace bubblenet::ui
