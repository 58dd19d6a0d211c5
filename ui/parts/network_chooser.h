// SPDX-License-Identifier: GPL-3.0-only
// Which network: of a run from the list, of another run's folder, or of a weight file; and what it is, or why it cannot
// be had. It is looked at by a job. Window's thread.
#pragma once

#include <QComboBox>
#include <QPushButton>
#include <QWidget>
#include <optional>

#include "core/engine/tools.h"
#include "ui/models/run_list_model.h"
#include "ui/parts/job_strip.h"

class QMimeData;

namespace bubblenet::ui {

struct ChosenNetwork {
    std::string name; ///< short: the run's, or the file's without its suffix
    engine::ModelDescription description;
    std::optional<config::DataConfig> data; ///< of a run's recipe
};

class NetworkChooser : public QWidget {
    Q_OBJECT

public:
    explicit NetworkChooser(const RunListModel& runs, QWidget* parent = nullptr);
    /// A run's folder or a weight file; empty: none. The same one is looked at again.
    void choose(const QString& source);
    const QString& source() const { return m_source; }
    const std::optional<ChosenNetwork>& network() const { return m_network; } ///< none until it has been looked at
    bool isLooking() const { return m_strip->isBusy(); }
    QString problem() const; ///< why there is none
    /// What a page has besides for the network goes here.
    QHBoxLayout* buttons() { return m_buttons; }
    /// Of what lies on the clipboard or is being dropped: a run's folder or a weight file, or empty.
    static QString sourceIn(const QMimeData* data);

Q_SIGNALS:
    void changed(); ///< another source, what it is, or why it cannot be had

private:
    void look();
    void showRuns();
    void showFacts();
    void browse();
    void browseRun();

    const RunListModel& m_runs;
    QComboBox* m_list;
    QPushButton* m_file;
    QPushButton* m_folder;
    QHBoxLayout* m_buttons;
    QLabel* m_facts;
    QLabel* m_warning;
    JobStrip* m_strip;
    QString m_source;
    std::optional<ChosenNetwork> m_network;
};

} // namespace bubblenet::ui
