// SPDX-License-Identifier: GPL-3.0-only
// What the tests of the page share: a list of runs with one in it, data, and a page that has the keyboard.
#pragma once

#include <memory>

#include "tests/support/small_network.h"
#include "tests/ui/offscreen.h"
#include "ui/export/export_page.h"
#include "ui/export/export_target.h"
#include "ui/export/format_grid.h"
#include "ui/export/loading_panel.h"
#include "ui/export/verification_box.h"

namespace bubblenet::ui::test {

constexpr int kJobMs = 120000; ///< on a machine that builds something else

inline QString smallNetwork() {
    return QString::fromStdString(bubblenet::test::smallNetwork().string());
}

struct ShownPage {
    explicit ShownPage(const QString& run, QSize size = {1096, 690}) {
        runs.setEntries({{.kind = RunEntry::Kind::recorded,
                          .folder = run,
                          .name = "demo",
                          .state = RunState::completed,
                          .secondsSince1970 = 1795675200}});
        page = std::make_unique<ExportPage>(runs, theme);
        page->resize(size);
        page->setAutoFillBackground(true);
        page->show();
    }
    bool isReady() const { return QTest::qWaitForWindowActive(page.get()); }
    bool open(const QString& source) const {
        page->open(source);
        return QTest::qWaitFor([this] { return page->network().network().has_value(); }, kJobMs);
    }

    Theme theme;
    RunListModel runs;
    std::unique_ptr<ExportPage> page;
};

} // namespace bubblenet::ui::test
