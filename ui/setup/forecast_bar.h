// SPDX-License-Identifier: GPL-3.0-only
// What a run will take, before it starts: counted at every change of the recipe, timed once this machine has been
// measured with its network, now or in an earlier session. Measuring is a job. Window's thread.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>
#include <vector>

#include "core/engine/forecast.h"
#include "ui/parts/job_strip.h"
#include "ui/parts/machine.h"
#include "ui/setup/recipe_document.h"
#include "ui/setup/speed_store.h"

namespace bubblenet::ui {

class ForecastBar : public QWidget {
    Q_OBJECT

public:
    explicit ForecastBar(RecipeDocument& document, QWidget* parent = nullptr);
    QPushButton* measureButton() { return m_measure; }
    JobStrip* strip() { return m_strip; }
    void setMachine(Machine machine);
    QString text() const { return m_text->text(); }
    /// "about 12 min", or that it has not been measured.
    QString timeOf(const config::RunConfig& config) const;

Q_SIGNALS:
    void measured();

private:
    void measure();
    void showForecast();
    const MeasuredSpeeds* speedsFor(const config::RunConfig& config) const;
    QString measureTip() const;
    QString timeText(const engine::Forecast& forecast, const MeasuredSpeeds* measured) const;

    RecipeDocument& m_document;
    QLabel* m_text;
    QPushButton* m_measure;
    JobStrip* m_strip;
    Machine m_machine = Machine::free;
    std::vector<MeasuredSpeeds> m_speeds; ///< one for each network; the latest last
};

} // namespace bubblenet::ui
