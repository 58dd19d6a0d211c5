// SPDX-License-Identifier: GPL-3.0-only
// Keys and comments of a recipe's text in the theme's colours. Window's thread.
#pragma once

#include <QSyntaxHighlighter>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

class YamlHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    YamlHighlighter(QTextDocument& document, const Theme& theme);

protected:
    void highlightBlock(const QString& line) override;

private:
    const Theme& m_theme;
};

} // namespace bubblenet::ui
