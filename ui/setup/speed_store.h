// SPDX-License-Identifier: GPL-3.0-only
// The speeds that were measured on this machine, kept in the program's settings with what they are of: another
// processor, number of cores or version of the program measures anew. Window's thread.
#pragma once

#include <QDateTime>
#include <vector>

#include "core/engine/forecast.h"

namespace bubblenet::ui {

struct MeasuredSpeeds {
    engine::Speeds speeds;
    QDateTime time;
};

/// The latest last.
std::vector<MeasuredSpeeds> loadSpeeds();
void saveSpeeds(const std::vector<MeasuredSpeeds>& measured);
/// What tells this machine from others.
QString machineIdentity();

} // namespace bubblenet::ui
