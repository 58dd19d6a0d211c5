// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/texts.h"

#include <QCoreApplication>
#include <cmath>

namespace bubblenet::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(bubblenet::ui::Texts)
};

struct Unit {
    double factor;
    const char* name;
};

QString inUnits(double value, std::initializer_list<Unit> units) {
    for (const auto& unit : units)
        if (std::abs(value) >= unit.factor)
            return QString::number(value / unit.factor, 'f', value / unit.factor < 100 ? 1 : 0) + ' ' + unit.name;
    return QString::number(value, 'f', 0);
}

} // namespace

QString translated(const std::string& text) {
    return QCoreApplication::translate("recipe", text.c_str());
}

std::string groupOf(const config::RecipeKey& key) {
    const auto dot = key.path.find('.');
    return dot == std::string::npos ? "" : key.path.substr(0, dot);
}

QString labelOf(const config::RecipeKey& key) {
    const auto group = groupOf(key);
    std::string label = key.path.substr(group.empty() ? 0 : group.size() + 1);
    for (auto& c : label)
        if (c == '_')
            c = ' ';
    if (const auto dot = label.find('.'); dot != std::string::npos)
        label.replace(dot, 1, " › ");
    label.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(label.front())));
    return translated(label);
}

QString groupTitle(const std::string& group) {
    std::string title = group.empty() ? "run" : group;
    for (auto& c : title)
        if (c == '_')
            c = ' ';
    title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
    return translated(title);
}

QString describe(const config::RecipeKey& key) {
    auto text = translated(key.help);
    auto allowed = QString::fromStdString(config::allowedText(key));
    if (!key.zeroWord.empty())
        allowed += Texts::tr(", or '%1'").arg(QString::fromStdString(key.zeroWord));
    return allowed.isEmpty() ? text : text + ' ' + Texts::tr("Allowed: %1.").arg(allowed);
}

QString countText(double value) {
    return inUnits(value, {{1e9, "G"}, {1e6, "M"}, {1e3, "k"}});
}

QString bytesText(double bytes) {
    return inUnits(bytes, {{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {0, "B"}});
}

QString durationText(double seconds) {
    constexpr int kMinute = 60;
    constexpr int kHour = 60 * kMinute;
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 2 * kMinute)
        return Texts::tr("%1 s").arg(whole);
    if (whole < kHour)
        return Texts::tr("%1 min").arg((whole + kMinute / 2) / kMinute);
    return Texts::tr("%1 h %2 min").arg(whole / kHour).arg(whole % kHour / kMinute, 2, 10, QChar('0'));
}

} // namespace bubblenet::ui
