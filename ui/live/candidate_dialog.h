// SPDX-License-Identifier: GPL-3.0-only
// One whale's network, layer by layer, and what it costs. Window's thread.
#pragma once

#include <QDialog>
#include <QStringList>

#include "ui/models/pod_history.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace bubblenet::ui {

class CandidateDialog : public QDialog {
    Q_OBJECT

public:
    CandidateDialog(const PodHistory& pod, const PodCandidate& candidate, const Theme& theme,
                    QWidget* parent = nullptr);

Q_SIGNALS:
    void inspectRequested();

private:
    void fillTable(const std::optional<store::SearchPlanned>& plan);
    void retranslate();

    // Copies, since another run may take the history's place while this is open.
    PodCandidate m_candidate;
    std::vector<float> m_ratios;
    double m_share;
    QString m_origin;
    QStringList m_blocks;
    QLabel* m_costs;
    QLabel* m_from;
    QTableWidget* m_table;
    QPushButton* m_inspect;
};

} // namespace bubblenet::ui
