// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/forecast_bar.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <string>
#include <thread>

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

constexpr auto kLook = std::chrono::milliseconds(300);
constexpr double kMostOthers = 0.3; // before a measurement is said to be disturbed

/// proc_stat(5): user, nice, system, idle, iowait, … in ticks of all cores since the machine began.
struct Ticks {
    double all = 0;
    double idle = 0;
};
Ticks ticksNow() {
    std::ifstream file("/proc/stat");
    std::string name;
    file >> name;
    Ticks ticks;
    double value = 0;
    for (int i = 0; i < 8 && file >> value; ++i) {
        ticks.all += value;
        ticks.idle += i == 3 || i == 4 ? value : 0;
    }
    return ticks;
}

/// The share of the cores that other programs use, looked at for a moment while this one does nothing.
double shareOfOthers() {
    const auto before = ticksNow();
    std::this_thread::sleep_for(kLook);
    const auto after = ticksNow();
    const double all = after.all - before.all;
    return all > 0 ? 1 - (after.idle - before.idle) / all : 0;
}

/// No more exact than a forecast is.
QString roughly(double seconds) {
    const double step = seconds < 120 ? 1 : seconds < 600 ? 10 : 60;
    return durationText(step * std::round(seconds / step));
}

} // namespace

ForecastBar::ForecastBar(RecipeDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_text(makeLabel(TextRole::body)), m_measure(new QPushButton),
      m_strip(new JobStrip), m_speeds(loadSpeeds()) {
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
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_measure->setObjectName("measure");
    connect(m_measure, &QPushButton::clicked, this, &ForecastBar::measure);
    connect(m_strip, &JobStrip::busyChanged, this, &ForecastBar::showForecast);
    connect(&document, &RecipeDocument::changed, this, &ForecastBar::showForecast);
    whenTranslated(this, [this] {
        m_measure->setText(tr("Measure"));
        m_measure->setAccessibleName(tr("Measure this machine for the forecast"));
        showForecast();
    });
}

const MeasuredSpeeds* ForecastBar::speedsFor(const config::RunConfig& config) const {
    const auto own = std::find_if(m_speeds.rbegin(), m_speeds.rend(), [&](const auto& measured) {
        return measured.speeds.architecture == config.network.architecture;
    });
    return own != m_speeds.rend() ? &*own : m_speeds.empty() ? nullptr : &m_speeds.back();
}

QString ForecastBar::timeOf(const config::RunConfig& config) const {
    const auto* measured = speedsFor(config);
    if (measured == nullptr)
        return tr("Time: not measured yet");
    try {
        if (const auto time = engine::forecastRun(config, &measured->speeds).time)
            return tr("Time: %1 to %2").arg(roughly(time->low), roughly(time->high));
    } catch (const Error&) { // for whoever opens the recipe to see
    }
    return tr("Time: not known");
}

QString ForecastBar::measureTip() const {
    if (m_machine == Machine::running)
        return tr("Not while a run goes on: it would disturb the run, and be wrong");
    if (m_machine == Machine::checking)
        return tr("Not while something is checked: it would be wrong");
    auto tip = tr("Some seconds of training and judging with random images, for the time that a run takes "
                  "on this machine");
    if (const auto* measured = speedsFor(m_document.config()))
        tip += '\n' + tr("Measured last: %1, %2")
                          .arg(QString::fromStdString(measured->speeds.architecture),
                               measured->time.toString("yyyy-MM-dd HH:mm"));
    return tip;
}

void ForecastBar::showForecast() {
    m_measure->setEnabled(m_document.isSound() && !m_strip->isBusy() && m_machine == Machine::free);
    m_measure->setToolTip(measureTip());
    if (!m_document.isSound()) {
        m_text->setText(tr("No forecast while the recipe has errors."));
        return;
    }
    const auto& config = m_document.config();
    try {
        const auto* measured = speedsFor(config);
        const auto forecast = engine::forecastRun(config, measured != nullptr ? &measured->speeds : nullptr);
        QStringList parts;
        if (forecast.candidates > 0)
            parts.append(tr("%n evaluation(s)", "", static_cast<int>(forecast.candidates)));
        const bool isWhole = forecast.epochs == std::floor(forecast.epochs);
        parts.append(isWhole ? tr("%n epoch(s)", "", static_cast<int>(forecast.epochs))
                             : tr("%1 epochs").arg(QString::number(forecast.epochs, 'g', 4)));
        parts.append(timeText(forecast, measured));
        parts.append(tr("memory about %1").arg(bytesText(forecast.memoryBytes)));
        parts.append(tr("disk about %1").arg(bytesText(forecast.diskBytes)));
        m_text->setText(tr("Forecast: %1").arg(parts.join("  ·  ")));
    } catch (const Error& error) {
        m_text->setText(errorText(error));
    }
}

QString ForecastBar::timeText(const engine::Forecast& forecast, const MeasuredSpeeds* measured) const {
    if (measured == nullptr)
        return tr("time not measured yet");
    if (!forecast.time)
        return tr("time not known before the images are counted");
    const auto& time = *forecast.time;
    const bool isToday = measured->time.date() == QDate::currentDate();
    return tr("about %1 (%2 to %3; measured %4)")
        .arg(roughly(time.likely), roughly(time.low), roughly(time.high),
             measured->time.toString(isToday ? "HH:mm" : "yyyy-MM-dd"));
}

void ForecastBar::setMachine(Machine machine) {
    m_machine = machine;
    if (machine != Machine::free)
        m_strip->cancel();
    showForecast();
}

void ForecastBar::measure() {
    const auto config = m_document.config();
    m_strip->start(
        tr("Measuring %1 on this machine …").arg(QString::fromStdString(config.network.architecture)),
        [config](const engine::Hooks& hooks) {
            const double others = shareOfOthers();
            return std::pair(engine::measureSpeeds(config, hooks), others);
        },
        [this](std::pair<engine::Speeds, double>&& result) {
            auto& [speeds, others] = result;
            std::erase_if(m_speeds, [&](const auto& old) { return areAlike(old.speeds, speeds); });
            m_speeds.push_back({std::move(speeds), QDateTime::currentDateTime()});
            saveSpeeds(m_speeds);
            if (others > kMostOthers)
                m_strip->say(TextRole::warning, tr("Other programs were using the processor: a run will be faster than "
                                                   "this once they have ended. Measure again then."));
            else
                m_strip->clear();
            Q_EMIT measured();
        });
}

} // namespace bubblenet::ui
