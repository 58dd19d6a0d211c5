// SPDX-License-Identifier: GPL-3.0-only
// A window with runs of seconds: a data set that is learnt at once, a folder for the runs, settings of its own.
#pragma once

#include <QtTest>

#include <QListView>
#include <QSettings>
#include <memory>

#include "tests/support/patterns.h"
#include "tests/support/small_run.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

namespace bubblenet::test {

class ShellFixture {
    QTemporaryDir m_folder; ///< first: the window writes to it until its end

public:
    static constexpr int kRunMs = 600000; // on a machine that builds something else

    ShellFixture() {
        QCoreApplication::setOrganizationName("bubblenet-test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        Rng train(1);
        Rng held(2);
        const std::filesystem::path data = m_folder.filePath("data").toStdString();
        writePatterns(data / "mnist", "train", 400, train);
        writePatterns(data / "mnist", "t10k", 100, held);
        language.choose("en");
        makeWindow();
    }

    void makeWindow() {
        window = std::make_unique<ui::MainWindow>(theme, language, m_folder.filePath("runs"));
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get())); // else no shortcut is heard
    }

    QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Training alone: as long as one likes, and quickly over.
    config::RunConfig recipe(const std::string& name, int epochs) const {
        auto config = smallRun(m_folder.filePath("data").toStdString());
        config.name = name;
        config.threads = 1;
        config.train.epochs = epochs;
        config.search.prune = "none";
        config.fineTune.epochs = 0;
        config.fineTune.distill = false;
        return config;
    }

    ui::RunController& runs() const { return window->runs(); }
    ui::RunModel& live() const { return window->runs().live(); }
    ui::NoticeBar* notice() const { return window->findChild<ui::NoticeBar*>(); }

    /// The one that is seen and whose text holds this.
    template<class T> T* visible(const QString& text) const {
        for (auto* widget : window->findChildren<T*>())
            if (widget->isVisible() && widget->text().contains(text))
                return widget;
        return nullptr;
    }

    QListView* list() const {
        for (auto* view : window->findChildren<QListView*>())
            if (view->accessibleName() == "Runs")
                return view;
        return nullptr;
    }

    /// "name: state", from the first row.
    QStringList rows() const {
        QStringList texts;
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            const auto lines = list()->model()->index(row, 0).data().toString().split('\n');
            texts.append(lines[0] + ": " + lines[1].section(" · ", 0, 0));
        }
        return texts;
    }

    ui::Language language;
    ui::Theme theme;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace bubblenet::test
