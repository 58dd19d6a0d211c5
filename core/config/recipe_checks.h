// SPDX-License-Identifier: GPL-3.0-only
// What must fit together in a config whose single values are allowed. Private to config; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/base/phrase.h"
#include "core/config/run_config.h"

namespace bubblenet::config {

struct Finding {
    std::vector<std::string> keys; ///< that do not fit; the first is where it is reported
    Phrase message;
    std::string suggestion = {};
};

std::vector<Finding> checkTogether(const RunConfig& config);

} // namespace bubblenet::config
