// SPDX-License-Identifier: GPL-3.0-only
// The formats, with a box to check for each precision that a format has, and how ONNX is to hold batch norms. Window's
// thread.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QWidget>
#include <string>
#include <vector>

#include "core/engine/tools.h"

namespace bubblenet::ui {

struct FormatChoice {
    std::string format;
    std::string precision;
};

class FormatGrid : public QWidget {
    Q_OBJECT

public:
    explicit FormatGrid(QWidget* parent = nullptr);
    std::vector<FormatChoice> chosen() const; ///< in the order of the rows
    std::string norms() const;                ///< as ExportRequest::norms
    /// "onnx/fp32"; names of no format are passed over.
    void restore(const QStringList& chosen, const QString& norms);
    QStringList state() const;
    QCheckBox* box(const QString& format, const QString& precision) const;

Q_SIGNALS:
    void changed();

private:
    struct Box {
        FormatChoice choice;
        QCheckBox* box;
    };
    void setTexts();
    void follow();

    std::vector<engine::ExportFormat> m_formats;
    std::vector<QLabel*> m_notes; ///< one for each format
    std::vector<Box> m_boxes;
    QLabel* m_normsLabel;
    QComboBox* m_norms;
};

} // namespace bubblenet::ui
