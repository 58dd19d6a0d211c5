// SPDX-License-Identifier: GPL-3.0-only
// What the tests of this page share.
#pragma once

#include <memory>

#include "tests/ui/offscreen.h"
#include "ui/setup/setup_page.h"

namespace bubblenet::ui::test {

/// A page of usual size, on the screen and with the keyboard; null where that takes too long.
inline std::unique_ptr<SetupPage> shownPage(const Theme& theme) {
    auto page = std::make_unique<SetupPage>(theme);
    page->resize(1280, 800);
    page->show();
    return QTest::qWaitForWindowActive(page.get()) ? std::move(page) : nullptr;
}

} // namespace bubblenet::ui::test
