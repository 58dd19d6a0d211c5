// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/number_text.h"

#include <QCoreApplication>
#include <array>
#include <cmath>

namespace bubblenet::ui {

namespace {

const QString kUnknown = QStringLiteral("–");

struct DurationText {
    Q_DECLARE_TR_FUNCTIONS(DurationText)
};

QString scaledText(double value, const std::array<const char*, 5>& units) {
    if (!std::isfinite(value))
        return kUnknown;
    std::size_t unit = 0;
    while (std::abs(value) >= 999.95 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return QString::number(value, 'f', unit == 0 ? 0 : 1) + ' ' + units[unit];
}

} // namespace

QString fixedText(double value, int decimals) {
    const double smallest = 0.5 * std::pow(10.0, -decimals);
    const double shown = std::abs(value) < smallest ? 0.0 : value; // what rounds to zero has no sign
    return std::isfinite(value) ? QString::number(shown, 'f', decimals) : kUnknown;
}

QString percentText(double percent, int decimals) {
    return std::isfinite(percent) ? fixedText(percent, decimals) + " %" : kUnknown;
}

QString countText(double value) {
    return scaledText(value, {"", "k", "M", "G", "T"}).trimmed();
}

QString bytesText(double bytes) {
    return scaledText(bytes, {"B", "kB", "MB", "GB", "TB"});
}

QString millisecondsText(double milliseconds) {
    return std::isfinite(milliseconds) ? fixedText(milliseconds, milliseconds < 10 ? 2 : 1) + " ms" : kUnknown;
}

QString durationText(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0)
        return kUnknown;
    const auto whole = static_cast<qint64>(std::llround(seconds));
    const auto two = [](qint64 value) { return QString::number(value).rightJustified(2, '0'); };
    if (whole < 60)
        return DurationText::tr("%1 s").arg(whole);
    if (whole < 3600)
        return DurationText::tr("%1 min %2 s").arg(QString::number(whole / 60), two(whole % 60));
    return DurationText::tr("%1 h %2 min").arg(QString::number(whole / 3600), two(whole / 60 % 60));
}

} // namespace bubblenet::ui
