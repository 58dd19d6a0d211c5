// SPDX-License-Identifier: GPL-3.0-only
// Name, tags and note of a run, or tags that several get besides their own. Window's thread.
#pragma once

#include <QDialog>
#include <vector>

#include "core/compare/run_summary.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace bubblenet::ui {

class AnnotationDialog : public QDialog {
    Q_OBJECT

public:
    explicit AnnotationDialog(std::vector<compare::Run> runs, QWidget* parent = nullptr);
    /// For each run what is to be written of it.
    std::vector<std::pair<compare::Run, compare::Annotation>> edited() const;

private:
    std::vector<compare::Run> m_runs;
    QLineEdit* m_name = nullptr; ///< none: several runs
    QLineEdit* m_tags;
    QPlainTextEdit* m_note = nullptr;
};

} // namespace bubblenet::ui
