// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace bubblenet::ui {

namespace {

QPalette paletteOf(const Colours& c) {
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const QColor& colour) { palette.setColor(role, colour); };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.panel);
    set(QPalette::AlternateBase, c.window);
    set(QPalette::Text, c.text);
    set(QPalette::PlaceholderText, c.quietText);
    set(QPalette::Button, c.panel);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.bad);
    set(QPalette::ToolTipBase, c.panel);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.onAccent);
    set(QPalette::Link, c.accent);
    set(QPalette::LinkVisited, c.accent);
    set(QPalette::Light, c.panel);
    set(QPalette::Midlight, c.line);
    set(QPalette::Mid, c.line);
    set(QPalette::Dark, c.quietText);
    set(QPalette::Shadow, c.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faint = c.quietText;
        faint.setAlphaF(0.6F);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    return palette;
}

// Parts are named by dynamic properties that widgets.h sets: panel, role.
QString styleSheetOf(const Colours& c) {
    QString sheet = R"(
QFrame[panel="true"] { background: @panel; border: 1px solid @line; border-radius: 6px; }
#sideBar { background: @panel; border-right: 1px solid @line; }
QFrame[notice] { background: @panel; border-bottom: 1px solid @line; border-left: 3px solid @accent; }
QFrame[notice="problem"] { border-left-color: @warning; }
QToolButton[role="page"] { min-height: 28px; padding: 2px 8px; text-align: left; }
QToolButton[role="page"]:checked { background: @window; border-color: @line; font-weight: 600; }
QToolButton[role="legend"] { font-size: 11px; padding: 0 2px; color: @quietText; }
QToolButton[role="legend"]:checked { background: transparent; color: @text; }
QListView::item { border: 1px solid transparent; border-radius: 4px; padding: 2px 4px; }
QListView::item:selected { background: @window; color: @text; border: 1px solid @line; }
QListView::item:focus { border: 1px solid @accent; }
QLabel[role="pageTitle"] { font-size: 18px; font-weight: 600; }
QLabel[role="panelTitle"] { font-size: 13px; font-weight: 600; }
QLabel[role="quiet"] { color: @quietText; }
QLabel[role="good"] { color: @good; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="bad"] { color: @bad; }
QPushButton, QComboBox, QLineEdit, QSpinBox, QDoubleSpinBox {
    min-height: 26px; border: 1px solid @line; border-radius: 4px; background: @panel; padding: 0 8px; }
QComboBox { padding-right: 4px; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: url(:/icons/@scheme-down.svg); width: 12px; height: 12px; }
QPushButton { padding: 0 12px; }
QPushButton[role="menu"] { padding-right: 24px; }
QPushButton::menu-indicator { image: url(:/icons/@scheme-down.svg); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }
QPushButton:hover, QComboBox:hover { border-color: @quietText; }
QPushButton:pressed, QPushButton:checked { background: @line; }
QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled { color: @quietText; background: @window; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid @accent; }
QPushButton[role="main"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[role="main"]:focus { border: 2px solid @text; }
QPushButton[role="main"]:disabled { background: @line; color: @quietText; border-color: @line; }
QToolBar { background: @panel; border: none; border-bottom: 1px solid @line; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: @line; width: 1px; margin: 6px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 3px 6px; color: @text; }
QToolButton:hover { background: @window; border-color: @line; }
QToolButton:pressed, QToolButton:checked { background: @line; }
QToolButton:focus { border-color: @accent; }
QToolButton:disabled { color: @quietText; }
QStatusBar { background: @panel; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QMenuBar { background: @panel; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 24px; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @onAccent; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QHeaderView::section { background: @panel; color: @quietText; border: none; border-bottom: 1px solid @line;
    padding: 7px 4px 3px 4px; font-size: 12px; font-weight: 600; }
QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-origin: border; subcontrol-position: top center; width: 9px; height: 9px; }
QHeaderView::up-arrow { image: url(:/icons/@scheme-up.svg); }
QHeaderView::down-arrow { image: url(:/icons/@scheme-down.svg); }
QCheckBox::indicator, QGroupBox::indicator { width: 14px; height: 14px; border: 1px solid @quietText; border-radius: 3px;
    background: @panel; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked { background: @accent; border-color: @accent;
    image: url(:/icons/@scheme-check.svg); }
QCheckBox::indicator:focus, QGroupBox::indicator:focus { border: 2px solid @accent; }
QHeaderView { background: @panel; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: @quietText; border: none; border-bottom: 2px solid transparent;
    padding: 4px 10px; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { border: 1px solid @accent; border-radius: 4px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 12px; margin: -5px 0; border: 1px solid @quietText; border-radius: 7px; background: @panel; }
QSlider::handle:horizontal:focus { border: 2px solid @accent; }
QSlider::sub-page:horizontal:disabled { background: @line; }
QTableView, QListView, QTreeView, QPlainTextEdit, QTextBrowser { background: @panel; border: none; }
QTableView { gridline-color: @line; }
QToolTip { background: @panel; color: @text; border: 1px solid @line; padding: 4px; }
QSplitter::handle { background: transparent; }
QProgressBar { border: 1px solid @line; border-radius: 4px; background: @window; height: 8px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";
    QColor handle = c.quietText;
    handle.setAlphaF(0.5F);
    const std::pair<const char*, QString> names[] = {{"@panel", c.panel.name()},
                                                     {"@line", c.line.name()},
                                                     {"@window", c.window.name()},
                                                     {"@quietText", c.quietText.name()},
                                                     {"@text", c.text.name()},
                                                     {"@accent", c.accent.name()},
                                                     {"@onAccent", c.onAccent.name()},
                                                     {"@good", c.good.name()},
                                                     {"@warning", c.warning.name()},
                                                     {"@bad", c.bad.name()},
                                                     {"@handle", handle.name(QColor::HexArgb)},
                                                     {"@scheme", c.panel.lightness() < 128 ? "dark" : "light"}};
    for (const auto& [name, value] : names)
        sheet.replace(name, value);
    return sheet;
}

} // namespace

Theme::Theme(QObject* parent) : QObject(parent) {
    QApplication::setStyle(QStyleFactory::create("Fusion"));
    auto font = QApplication::font();
    font.setPixelSize(13);
    QApplication::setFont(font);
    connect(&m_system, &SystemAppearance::changed, this, [this] {
        if (m_appearance == Appearance::system)
            apply();
    });
    apply();
}

void Theme::choose(Appearance appearance) {
    if (appearance == m_appearance)
        return;
    m_appearance = appearance;
    apply();
}

Scheme Theme::scheme() const {
    if (m_appearance == Appearance::system)
        return m_system.scheme();
    return m_appearance == Appearance::dark ? Scheme::dark : Scheme::light;
}

void Theme::apply() {
    QApplication::setPalette(paletteOf(colours()));
    qApp->setStyleSheet(styleSheetOf(colours()));
    Q_EMIT changed();
}

QFont monospaceFont() {
    auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(12);
    return font;
}

} // namespace bubblenet::ui
