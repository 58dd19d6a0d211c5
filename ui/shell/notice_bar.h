// SPDX-License-Identifier: GPL-3.0-only
// One message above the page, with an offer and a way to be rid of it: problems and questions that can wait. Window's
// thread.
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace bubblenet::ui {

class NoticeBar : public QFrame {
    Q_OBJECT

public:
    /// Texts are asked for again when the language changes.
    struct Offer {
        std::function<QString()> text;
        std::function<QString()> button;
        std::function<void()> accept; ///< what the button does
        std::function<bool()> isOpen; ///< whether it can still be taken
    };

    explicit NoticeBar(QWidget* parent = nullptr);
    void showProblem(const QString& text);          ///< what went wrong
    void say(const std::function<QString()>& text); ///< what is as it should be, but worth knowing
    void make(const Offer& offer);
    void review(); ///< an offer that cannot be taken any more goes
    QString text() const;
    QPushButton* button() { return m_button; }

private:
    enum class Kind { plain, problem };
    void show(Kind kind, const Offer& offer);
    void showTexts();

    QLabel* m_text;
    QPushButton* m_button;
    QToolButton* m_close;
    Offer m_offer;
};

} // namespace bubblenet::ui
