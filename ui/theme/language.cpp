// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/language.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>
#include <QWidget>

namespace bubblenet::ui {

namespace {

class TextSetter : public QObject {
public:
    TextSetter(QWidget* widget, std::function<void()> setTexts) : QObject(widget), m_setTexts(std::move(setTexts)) {
        widget->installEventFilter(this);
        m_setTexts();
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::LanguageChange)
            m_setTexts();
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_setTexts;
};

} // namespace

Language::~Language() {
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qts);
}

void Language::choose(const QString& code) {
    const QString wanted = code.isEmpty() ? QLocale::system().name() : code;
    m_code = wanted.startsWith("zh") ? "zh_CN" : "en";
    QLocale::setDefault(m_code == "zh_CN" ? QLocale(QLocale::Chinese, QLocale::China) : QLocale::c());
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qts);
    if (m_code != "en" && m_qts.load("qtbase_" + m_code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
    if (m_ours.load(":/translations/bubblenet_" + m_code + ".qm"))
        QCoreApplication::installTranslator(&m_ours);
}

void whenTranslated(QWidget* widget, std::function<void()> setTexts) {
    new TextSetter(widget, std::move(setTexts));
}

} // namespace bubblenet::ui
