// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/race_panel.h"

#include <utility>

#include "core/compare/race_words.h"
#include "ui/compare/run_table_model.h"
#include "ui/compare/text_table.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace fs = std::filesystem;

RacePanel::RacePanel(QWidget* parent)
    : Panel(parent), m_model(new TextTableModel(this)), m_table(makeTable()), m_verdict(makeLabel(TextRole::body)) {
    m_table->setObjectName("race");
    m_table->setModel(m_model);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_verdict->setTextFormat(Qt::PlainText);
    body()->addWidget(m_verdict);
    body()->addWidget(m_table, 1);
    body()->addStretch();
    whenTranslated(this, [this] {
        m_table->setAccessibleName(tr("Statistics of the race that the chosen runs are laps of"));
        draw();
    });
}

RacePanel::~RacePanel() = default;

void RacePanel::setFolder(const fs::path& folder) {
    if (folder == m_reading.folder)
        return;
    m_reading = {.folder = folder, .stamp = {}, .race = {}};
    m_problem.clear();
    draw();
    refresh();
}

void RacePanel::showEvent(QShowEvent* event) {
    Panel::showEvent(event);
    refresh();
}

RacePanel::Reading RacePanel::read(const fs::path& folder, std::optional<Stamp> known) {
    const auto laps = compare::lapsOf(folder);
    std::error_code ignored;
    const Stamp stamp{.time = fs::last_write_time(laps, ignored), .bytes = fs::file_size(laps, ignored)};
    return {.folder = folder,
            .stamp = stamp,
            .race = stamp == known ? std::nullopt : std::optional(compare::readRace(folder))};
}

void RacePanel::refresh() {
    if (m_reading.folder.empty() || m_job)
        return;
    const auto folder = m_reading.folder;
    const auto known = m_reading.race ? std::optional(m_reading.stamp) : std::nullopt;
    m_job = startJob(
        this, [folder, known](const engine::Hooks&) { return read(folder, known); },
        [this](Reading reading) {
            if (!reading.race || reading.folder != m_reading.folder)
                return;
            m_problem.clear();
            m_reading = std::move(reading);
            draw();
        });
    connect(m_job, &Job::completed, this, [this, folder] { end(folder); });
    connect(m_job, &Job::failed, this, [this, folder](const QString& problem) {
        if (folder == m_reading.folder) {
            m_reading.race.reset();
            m_problem = problem;
            draw();
        }
        end(folder);
    });
}

// Another race may have been chosen meanwhile.
void RacePanel::end(const fs::path& folder) {
    m_job.clear();
    if (folder != m_reading.folder)
        refresh();
}

void RacePanel::draw() {
    setRole(m_verdict, m_problem.isEmpty() ? TextRole::body : TextRole::bad);
    m_table->setVisible(m_reading.race.has_value());
    if (!m_reading.race) {
        m_model->set({}, {});
        m_verdict->setText(!m_problem.isEmpty()       ? m_problem
                           : m_reading.folder.empty() ? tr("Select laps of one race: its statistics are shown here.")
                                                      : tr("Reading the laps …"));
        return;
    }
    const auto& race = *m_reading.race;
    auto tables = compare::raceTables(race, shownLanguage()); // a recipe's race has one problem
    m_verdict->setText(
        QString::fromStdString(tables.front().problem + "\n" + compare::raceVerdictText(shownLanguage(), race.result)));
    m_model->set(std::move(tables.front().head), std::move(tables.front().rows));
    m_table->resizeColumnsToContents();
}

} // namespace bubblenet::ui
