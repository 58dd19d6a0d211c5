// SPDX-License-Identifier: GPL-3.0-only
// An inspection's answers as files that other programs read.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/inspection.h"

namespace bubblenet::app {

using NamedTexts = std::vector<std::pair<std::string, std::string>>; ///< a file's name and its contents

/// Makes the folder. Throws Error(usage) where a file is there already that an inspection could write.
void prepareFiles(const std::filesystem::path& folder);
/// inspection.json, layers.csv, and of what was asked for: channels.csv and histogram.csv of the layer, classes.csv,
/// confusion_….csv, images.csv, classified.csv, latency.csv, latency_pairs.csv.
NamedTexts filesOf(const InspectionAnswers& answers);
std::string whalesCsv(const std::vector<engine::WhaleRecord>& whales);
/// Each as a whole. Throws Error.
void writeFiles(const std::filesystem::path& folder, const NamedTexts& files);

} // namespace bubblenet::app
