// SPDX-License-Identifier: GPL-3.0-only
// All runs in one table, and the chosen ones beside each other. Window's thread.
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

class ComparePage : public QWidget {
    Q_OBJECT

public:
    explicit ComparePage(const Theme& theme, QWidget* parent = nullptr);
    /// Runs in this folder, and others that were opened from elsewhere.
    void setRuns(const QString& folder, const QStringList& others);

Q_SIGNALS:
    void runOpened(const QString& folder);
    void inspectRequested(const QString& folder);

private:
    const Theme& m_theme;
    QString m_folder;
    QStringList m_others;
};

} // namespace bubblenet::ui
