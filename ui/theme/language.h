// SPDX-License-Identifier: GPL-3.0-only
// The language of the window, switchable at run time. Window's thread.
#pragma once

#include <QTranslator>
#include <functional>

class QWidget;

namespace bubblenet::ui {

/// Installs the translators of the application; there is one of these, made before the first widget.
class Language {
public:
    ~Language();
    /// "en", "zh_CN", or "" for the system's. Widgets hear QEvent::LanguageChange.
    void choose(const QString& code);
    QString code() const { return m_code; } ///< in use: "en" or "zh_CN"

private:
    QTranslator m_ours;
    QTranslator m_qts; ///< Qt's own texts, where the system has them
    QString m_code = "en";
};

/// Calls `setTexts` now and whenever the language changes, as long as the widget lives.
void whenTranslated(QWidget* widget, std::function<void()> setTexts);

} // namespace bubblenet::ui
