// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/forecast_bar.h"

#include <QHBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "ui/models/number_text.h"
#include "ui/models/phrase_text.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

bool areAlike(const engine::Speeds& one, const engine::Speeds& other) {
    return one.architecture == other.architecture && one.imageSize == other.imageSize && one.device == other.device &&
           one.precision == other.precision && one.share == other.share;
}

/// No more exact than a forecast is.
QString roughly(double seconds) {
    const double step = seconds < 120 ? 1 : seconds < 600 ? 10 : 60;
    return durationText(step * std::round(seconds / step));
}

} // namespace

ForecastBar::ForecastBar(RecipeDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_text(makeLabel(TextRole::body)), m_measure(new QPushButton),
      m_strip(new JobStrip) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_text);
    texts->addWidget(m_strip);
    layout->addLayout(texts, 1);
    layout->addWidget(m_measure);
    m_text->setObjectName("forecast");
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_measure->setObjectName("measure");
    connect(m_measure, &QPushButton::clicked, this, &ForecastBar::measure);
    connect(m_strip, &JobStrip::busyChanged, this, &ForecastBar::showForecast);
    connect(&document, &RecipeDocument::changed, this, &ForecastBar::showForecast);
    whenTranslated(this, [this] {
        m_measure->setText(tr("Measure"));
        m_measure->setToolTip(
            tr("Some seconds of training and judging with random images, for the time that a run takes "
               "on this machine"));
        m_measure->setAccessibleName(tr("Measure this machine for the forecast"));
        showForecast();
    });
}

const engine::Speeds* ForecastBar::speedsFor(const config::RunConfig& config) const {
    const auto own = std::find_if(m_speeds.rbegin(), m_speeds.rend(), [&](const auto& speeds) {
        return speeds.architecture == config.network.architecture;
    });
    return own != m_speeds.rend() ? &*own : m_speeds.empty() ? nullptr : &m_speeds.back();
}

QString ForecastBar::timeOf(const config::RunConfig& config) const {
    const auto* speeds = speedsFor(config);
    if (!speeds)
        return tr("Time: not measured yet");
    try {
        if (const auto time = engine::forecastRun(config, speeds).time)
            return tr("Time: %1 to %2").arg(roughly(time->low), roughly(time->high));
    } catch (const Error&) { // for whoever opens the recipe to see
    }
    return tr("Time: not known");
}

void ForecastBar::showForecast() {
    m_measure->setEnabled(m_document.isSound() && !m_strip->isBusy() && m_machine == Machine::free);
    if (!m_document.isSound()) {
        m_text->setText(tr("No forecast while the recipe has errors."));
        return;
    }
    const auto& config = m_document.config();
    try {
        const auto* speeds = speedsFor(config);
        const auto forecast = engine::forecastRun(config, speeds);
        QStringList parts;
        if (forecast.candidates > 0)
            parts.append(tr("%1 evaluations").arg(forecast.candidates));
        parts.append(tr("%1 epochs").arg(QString::number(forecast.epochs, 'g', 4)));
        if (forecast.time)
            parts.append(
                tr("about %1 (%2 to %3)")
                    .arg(roughly(forecast.time->likely), roughly(forecast.time->low), roughly(forecast.time->high)));
        else
            parts.append(speeds ? tr("time not known before the images are counted") : tr("time not measured yet"));
        parts.append(tr("memory about %1").arg(bytesText(forecast.memoryBytes)));
        parts.append(tr("disk about %1").arg(bytesText(forecast.diskBytes)));
        m_text->setText(tr("Forecast: %1").arg(parts.join("  ·  ")));
    } catch (const Error& error) {
        m_text->setText(errorText(error));
    }
}

void ForecastBar::setMachine(Machine machine) {
    m_machine = machine;
    if (machine == Machine::running)
        m_strip->cancel();
    showForecast();
}

void ForecastBar::measure() {
    const auto config = m_document.config();
    m_strip->start(
        tr("Measuring %1 on this machine …").arg(QString::fromStdString(config.network.architecture)),
        [config](const engine::Hooks& hooks) { return engine::measureSpeeds(config, hooks); },
        [this](engine::Speeds&& speeds) {
            std::erase_if(m_speeds, [&](const auto& old) { return areAlike(old, speeds); });
            m_speeds.push_back(std::move(speeds));
            m_strip->clear();
            Q_EMIT measured();
        });
}

} // namespace bubblenet::ui
