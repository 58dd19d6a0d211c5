// SPDX-License-Identifier: GPL-3.0-only
// A network as files for other programs, each verified, and how to load them. Window's thread.
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

class ExportPage : public QWidget {
    Q_OBJECT

public:
    explicit ExportPage(const Theme& theme, QWidget* parent = nullptr);
    /// A run's folder or a weight file.
    void open(const QString& source);
    const QString& source() const { return m_source; }

Q_SIGNALS:
    void inspectRequested(const QString& source);

private:
    const Theme& m_theme;
    QString m_source;
};

} // namespace bubblenet::ui
