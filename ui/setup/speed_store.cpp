// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/speed_store.h"

#include <QCoreApplication>
#include <QFile>
#include <QSettings>
#include <QSysInfo>
#include <QThread>
#include <cmath>

namespace bubblenet::ui {

namespace {

const QString kKey = "setup/speeds";
constexpr std::size_t kMostKept = 32;

/// The numbers of Speeds by their names in the settings.
constexpr std::pair<const char*, double engine::Speeds::*> kNumbers[] = {
    {"share", &engine::Speeds::share},         {"macs", &engine::Speeds::macs},
    {"trained", &engine::Speeds::trained},     {"trainedPruned", &engine::Speeds::trainedPruned},
    {"evaluated", &engine::Speeds::evaluated}, {"evaluatedPruned", &engine::Speeds::evaluatedPruned},
    {"judged", &engine::Speeds::judged},       {"spread", &engine::Speeds::spread}};

QString processorName() {
    QFile file("/proc/cpuinfo");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (auto line = file.readLine(); !line.isEmpty(); line = file.readLine())
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).trimmed();
    return {};
}

/// A number that is missing or impossible was written by somebody else.
bool read(const QSettings& settings, MeasuredSpeeds& measured) {
    auto& speeds = measured.speeds;
    speeds.architecture = settings.value("architecture").toString().toStdString();
    speeds.imageSize = settings.value("imageSize").toInt();
    speeds.device = settings.value("device").toString().toStdString();
    speeds.precision = settings.value("precision").toString().toStdString();
    measured.time = settings.value("time").toDateTime();
    for (const auto& [name, number] : kNumbers) {
        bool isNumber = false;
        speeds.*number = settings.value(name).toDouble(&isNumber);
        if (!isNumber || !std::isfinite(speeds.*number) || speeds.*number < 0)
            return false;
    }
    return measured.time.isValid() && !speeds.architecture.empty() && speeds.macs > 0;
}

} // namespace

QString machineIdentity() {
    return QStringList{QString::fromLatin1(QSysInfo::machineUniqueId()), processorName(),
                       QString::number(QThread::idealThreadCount()), QCoreApplication::applicationVersion()}
        .join('|');
}

std::vector<MeasuredSpeeds> loadSpeeds() {
    QSettings settings;
    std::vector<MeasuredSpeeds> measured;
    const int count = settings.beginReadArray(kKey);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        MeasuredSpeeds one;
        if (settings.value("machine").toString() == machineIdentity() && read(settings, one))
            measured.push_back(std::move(one));
    }
    settings.endArray();
    return measured;
}

void saveSpeeds(const std::vector<MeasuredSpeeds>& measured) {
    QSettings settings;
    settings.remove(kKey);
    settings.beginWriteArray(kKey);
    int index = 0;
    for (std::size_t i = measured.size() > kMostKept ? measured.size() - kMostKept : 0; i < measured.size(); ++i) {
        const auto& speeds = measured[i].speeds;
        settings.setArrayIndex(index++);
        settings.setValue("machine", machineIdentity());
        settings.setValue("time", measured[i].time);
        settings.setValue("architecture", QString::fromStdString(speeds.architecture));
        settings.setValue("imageSize", speeds.imageSize);
        settings.setValue("device", QString::fromStdString(speeds.device));
        settings.setValue("precision", QString::fromStdString(speeds.precision));
        for (const auto& [name, number] : kNumbers)
            settings.setValue(name, speeds.*number);
    }
    settings.endArray();
}

} // namespace bubblenet::ui
