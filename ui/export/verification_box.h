// SPDX-License-Identifier: GPL-3.0-only
// On which images a written file is compared with the network: a data set's test images, or random ones. Shows whether
// the data set is there and fits. Window's thread.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QWidget>
#include <vector>

#include "core/engine/data_sets.h"
#include "ui/parts/job_strip.h"
#include "ui/parts/network_chooser.h"

namespace bubblenet::ui {

class VerificationBox : public QWidget {
    Q_OBJECT

public:
    explicit VerificationBox(QWidget* parent = nullptr);
    /// A run's own data set is chosen; another network's stays as it was.
    void setNetwork(const std::optional<ChosenNetwork>& network);
    engine::DataRequest data() const; ///< without a name: random images
    int images() const { return m_images->value(); }
    void setImages(int images) { m_images->setValue(images); }
    QString problem() const { return m_problem; } ///< why they cannot be had; empty: they can
    QComboBox* list() { return m_list; }
    /// Looks at the disk anew.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    void showSets();
    void follow();
    const engine::DatasetState* chosen() const;

    QComboBox* m_list;
    QLabel* m_imagesLabel;
    QSpinBox* m_images;
    QLabel* m_state;
    JobStrip* m_search;
    std::vector<engine::DatasetState> m_sets;
    std::optional<ChosenNetwork> m_network;
    std::string m_path = "auto"; ///< where data sets are looked for first
    QString m_problem;
};

} // namespace bubblenet::ui
