// SPDX-License-Identifier: GPL-3.0-only
// The verdict and the statistics of the race that the chosen runs are laps of. Window's thread; the laps are read on a
// job, and again where they have changed.
#pragma once

#include <QLabel>
#include <QPointer>
#include <QTableView>
#include <filesystem>
#include <optional>

#include "core/compare/comparison.h"
#include "ui/bridge/job.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

class TextTableModel;

class RacePanel : public Panel {
    Q_OBJECT

public:
    explicit RacePanel(QWidget* parent = nullptr);
    ~RacePanel() override;
    /// Empty: none.
    void setFolder(const std::filesystem::path& folder);
    /// Reads what has changed; does nothing without a folder.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Stamp { ///< of the laps' file
        std::filesystem::file_time_type time;
        std::uintmax_t bytes = 0;
        bool operator==(const Stamp&) const = default;
    };
    struct Reading {
        std::filesystem::path folder;
        Stamp stamp;
        std::optional<compare::Race> race;
    };
    /// Without a race where the file is the known one.
    static Reading read(const std::filesystem::path& folder, std::optional<Stamp> known);
    void end(const std::filesystem::path& folder);
    void draw();

    TextTableModel* m_model;
    QTableView* m_table;
    QLabel* m_verdict;
    Reading m_reading; ///< folder empty: no race
    QString m_problem;
    QPointer<Job> m_job;
};

} // namespace bubblenet::ui
