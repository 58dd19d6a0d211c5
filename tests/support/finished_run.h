// SPDX-License-Identifier: GPL-3.0-only
// The small run of small_run.h, done, with its data beside it: what pages show.
#pragma once

#include <filesystem>
#include <utility>

#include "core/base/rng.h"
#include "core/engine/engine.h"
#include "tests/support/patterns.h"
#include "tests/support/small_run.h"

namespace bubblenet::test {

/// Its folder, below `folder`; empty: it did not come to its end.
inline std::filesystem::path finishedSmallRun(const std::filesystem::path& folder) {
    Rng train(1);
    Rng held(2);
    writePatterns(folder / "data/mnist", "train", 400, train);
    writePatterns(folder / "data/mnist", "t10k", 100, held);
    auto run = store::RunFolder::create(folder / "runs", smallRun((folder / "data").string()));
    const auto path = run.path();
    engine::Engine engine(std::move(run), engine::pruningRun(), [](const store::Event&) {});
    return engine.waitFinished() == store::Outcome::completed ? path : std::filesystem::path();
}

} // namespace bubblenet::test
