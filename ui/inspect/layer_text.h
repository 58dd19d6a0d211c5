// SPDX-License-Identifier: GPL-3.0-only
// A layer of an inspected network in words. Window's thread.
#pragma once

#include <QString>
#include <vector>

#include "core/engine/inspection_values.h"

namespace bubblenet::ui {

QString layerKindText(const engine::InspectedLayer& layer);     ///< "3 × 3 convolution, stride 2"
QString layerChannelsText(const engine::InspectedLayer& layer); ///< "17 of 32 channels kept"
/// Some lines: its channels, what must agree with it, what it costs.
QString layerDescription(const engine::InspectedLayer& layer, const std::vector<engine::LayerGroup>& groups);
/// "3.4 → 1.8 MB"; one of them alone where they agree or one is empty.
QString changeText(const QString& before, const QString& after);

} // namespace bubblenet::ui
