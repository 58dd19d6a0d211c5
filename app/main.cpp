// SPDX-License-Identifier: GPL-3.0-only
// The program `bubblenet-workbench`.
#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "core/base/memory.h"
#include "ui/shell/end_signals.h"
#include "ui/shell/frame_stats.h"
#include "ui/shell/main_window.h"

namespace {

using namespace bubblenet::ui;

constexpr int kReportMs = 60000;

struct Options {
    QString open;
    QString start;
    QString runs;
};

Options readOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription("Sets up, starts and watches runs that make a trained network smaller.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("what", "A run's folder, or a recipe's file or name, to open.", "[what]");
    parser.addOption({"start", "Start this recipe at once.", "recipe"});
    parser.addOption({"runs", "The folder that runs are made in.", "folder",
                      QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/bubblenet/runs"});
    parser.addOption({"frame-stats", "Print each minute how long frames take, on standard error."});
    parser.process(arguments);
    return {.open = parser.positionalArguments().value(0),
            .start = parser.value("start"),
            .runs = QFileInfo(parser.value("runs")).absoluteFilePath()};
}

void printReport(MeasuredApplication& application) {
    std::fputs(qPrintable(application.report()), stderr);
    std::fflush(stderr);
}

} // namespace

int main(int argc, char** argv) {
    bubblenet::keepFreedMemory();
    QApplication::setOrganizationName("bubblenet");
    QApplication::setApplicationName("bubblenet");
    QApplication::setApplicationVersion(BUBBLENET_VERSION);
    QApplication::setDesktopFileName("bubblenet");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    const auto isGiven = [&](const char* option) {
        return std::any_of(argv, argv + argc, [&](const char* given) { return qstrcmp(given, option) == 0; });
    };
    if (isGiven("--version") || isGiven("-v") || isGiven("--help") || isGiven("-h")) { // without a display too
        const QCoreApplication answering(argc, argv);
        readOptions(QCoreApplication::arguments());
    }
    const bool isMeasured = isGiven("--frame-stats");
    std::unique_ptr<QApplication> application;
    if (isMeasured)
        application = std::make_unique<MeasuredApplication>(argc, argv);
    else
        application = std::make_unique<QApplication>(argc, argv);
    const auto options = readOptions(QApplication::arguments());

    const QSettings settings;
    Language language;
    language.choose(settings.value("language").toString());
    Theme theme;
    theme.choose(static_cast<Appearance>(settings.value("appearance").toInt()));
    MainWindow window(theme, language, options.runs);
    const EndSignals ends;
    QObject::connect(&ends, &EndSignals::endRequested, &window, &MainWindow::endSession);
    QObject::connect(application.get(), &QGuiApplication::commitDataRequest, &window,
                     &MainWindow::prepareForSessionEnd);
    window.show();
    if (!options.open.isEmpty())
        window.open(options.open);
    if (!options.start.isEmpty())
        window.startRecipe(options.start);

    QTimer reports;
    auto* measured = qobject_cast<MeasuredApplication*>(application.get());
    if (measured != nullptr) {
        QObject::connect(&reports, &QTimer::timeout, measured, [measured] { printReport(*measured); });
        reports.start(kReportMs);
    }
    const int status = QApplication::exec();
    if (measured != nullptr)
        printReport(*measured);
    return status;
}
