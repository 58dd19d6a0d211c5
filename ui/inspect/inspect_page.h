// SPDX-License-Identifier: GPL-3.0-only
// What pruning did to a network: layers, filters, images, before and after. Window's thread.
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

class InspectPage : public QWidget {
    Q_OBJECT

public:
    explicit InspectPage(const Theme& theme, QWidget* parent = nullptr);
    /// A run's folder or a weight file.
    void open(const QString& source);
    const QString& source() const { return m_source; }

Q_SIGNALS:
    void exportRequested(const QString& source);
    void recipeRequested(const QString& recipe); ///< a recipe's text, to be set up

private:
    const Theme& m_theme;
    QString m_source;
};

} // namespace bubblenet::ui
