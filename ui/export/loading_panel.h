// SPDX-License-Identifier: GPL-3.0-only
// How to load one exported file, in the languages there are lines for, to be copied. Window's thread.
#pragma once

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>

#include "ui/export/loading_lines.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

class LoadingPanel : public Panel {
    Q_OBJECT

public:
    explicit LoadingPanel(QWidget* parent = nullptr);
    void show(const engine::ExportedFile* file); ///< null: none is chosen
    QString code() const { return m_code->toPlainText(); }
    QTabBar* languages() { return m_languages; }

private:
    void showLanguage(int index);
    void setTexts();

    QTabBar* m_languages;
    QPlainTextEdit* m_code;
    QPushButton* m_copy;
    std::vector<LoadingLines> m_lines;
    QString m_path; ///< of the file that is shown
};

} // namespace bubblenet::ui
