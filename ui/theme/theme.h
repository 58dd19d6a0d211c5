// SPDX-License-Identifier: GPL-3.0-only
// Light or dark, applied to the application's palette and style sheet. Views that draw data ask it for colours and
// repaint on changed(). Window's thread; one for the application, passed by reference.
#pragma once

#include <QFont>
#include <QObject>

#include "ui/theme/colours.h"
#include "ui/theme/system_appearance.h"

namespace bubblenet::ui {

// Pixels.
inline constexpr int kPageMargin = 16;
inline constexpr int kPanelGap = 12;
inline constexpr int kGap = 8;
inline constexpr int kSmallGap = 4;
inline constexpr int kControlHeight = 28;

enum class Appearance { system, light, dark };

class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(QObject* parent = nullptr);
    void choose(Appearance appearance);
    Appearance appearance() const { return m_appearance; }
    Scheme scheme() const;
    const Colours& colours() const { return coloursOf(scheme()); }

Q_SIGNALS:
    void changed();

private:
    void apply();

    SystemAppearance m_system;
    Appearance m_appearance = Appearance::system;
};

/// For columns of numbers, YAML and the log.
QFont monospaceFont();

} // namespace bubblenet::ui
