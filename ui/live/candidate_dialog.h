// SPDX-License-Identifier: GPL-3.0-only
// One whale's network, layer by layer, and what it costs. Window's thread.
#pragma once

#include <QDialog>

#include "ui/models/pod_history.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

class CandidateDialog : public QDialog {
    Q_OBJECT

public:
    CandidateDialog(const PodHistory& pod, const PodCandidate& candidate, const Theme& theme,
                    QWidget* parent = nullptr);

Q_SIGNALS:
    void inspectRequested();
};

} // namespace bubblenet::ui
