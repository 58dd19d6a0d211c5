// SPDX-License-Identifier: GPL-3.0-only
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/run_options.h"
#include "app/run_printer.h"
#include "app/run_summary.h"
#include "app/text.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/engine.h"
#include "core/engine/tools.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;
using store::Outcome;
using store::RunFolder;

int statusOf(Outcome outcome, bool wrongUse) {
    switch (outcome) {
    case Outcome::completed:
        return kDone;
    case Outcome::goalNotMet:
        return kGoalNotMet;
    case Outcome::stopped:
        return kInterrupted;
    case Outcome::failed:
        break;
    }
    return wrongUse ? kWrongUse : kFailed;
}

void conclude(const fs::path& path, Outcome outcome, OutputStyle style, Context& context) {
    const auto record = compare::recordOf(RunFolder::open(path, store::OpenMode::read).events());
    if (outcome == Outcome::failed) {
        context.console.error(record.finished ? record.finished->reason : "the run failed");
        context.console.line("the run's folder is " + path.string() + "; when the cause is mended: bubblenet resume " +
                             inShell(path));
        return;
    }
    if (outcome == Outcome::stopped) {
        context.console.line("stopped; go on with: bubblenet resume " + inShell(path));
        return;
    }
    if (style == OutputStyle::json)
        return;
    std::cout << summaryText(record, path) << "run: " << path.string() << "\n"
              << "look at it: bubblenet inspect " << inShell(path) << std::endl;
    context.console.line("took " + durationText(record.time.seconds()));
}

void printFolder(const fs::path& path) {
    std::cout << jsonText({{"kind", "run_folder"}, {"path", path.string()}}) << std::endl;
}

int runToEnd(RunFolder folder, OutputStyle style, Context& context) {
    const auto path = folder.path();
    if (style == OutputStyle::json) {
        context.console.beQuiet();
        printFolder(path);
    } else {
        context.console.line("run folder: " + path.string());
    }
    RunPrinter printer(context.console, style);
    engine::Engine engine(std::move(folder), engine::pruningRun(),
                          [&](const store::Event& event) { printer.show(event); });
    context.interrupts.setHandler([&] {
        engine.control().requestStop();
        context.console.line("stopping: what is finished gets saved; once more stops at once");
    });
    const auto outcome = engine.waitFinished();
    context.interrupts.setHandler({});
    context.console.clearBar();
    conclude(path, outcome, style, context);
    return statusOf(outcome, engine.isWrongUse());
}

int start(const RunOptions& options, RunKind kind, Context& context) {
    const auto config = runConfig(options, kind);
    engine::checkRun(config);
    auto folder = RunFolder::create(options.output, config);
    auto manifest = folder.manifest();
    manifest.torchVersion = engine::torchVersion();
    folder.writeManifest(manifest);
    return runToEnd(std::move(folder), options.json ? OutputStyle::json : OutputStyle::people, context);
}

int resume(const std::string& path, OutputStyle style, Context& context) {
    auto folder = RunFolder::open(path, store::OpenMode::write);
    const auto record = compare::recordOf(folder.events());
    if (compare::isOver(record)) {
        context.console.line("the run is finished already");
        if (style == OutputStyle::json) {
            context.console.beQuiet();
            printFolder(folder.path());
            std::cout << store::toJsonLine(store::Event{0, *record.finished}) << std::endl;
        }
        conclude(folder.path(), record.finished->outcome, style, context);
        return statusOf(record.finished->outcome, false);
    }
    return runToEnd(std::move(folder), style, context);
}

void addKind(CLI::App& program, Context& context, RunKind kind, const char* name, const char* help) {
    auto* command = program.add_subcommand(name, help);
    const auto options = std::make_shared<RunOptions>();
    addRunOptions(*command, *options, kind);
    command->callback([options, kind, &context] {
        context.action = [options, kind, &context] { return start(*options, kind, context); };
    });
}

} // namespace

void addRunCommands(CLI::App& program, Context& context) {
    addKind(program, context, RunKind::run, "run", "Do what a recipe says: train, search, fine-tune, evaluate, export");
    auto* command = program.add_subcommand("resume", "Go on with a run that was interrupted");
    const auto path = std::make_shared<std::string>();
    const auto json = std::make_shared<bool>(false);
    command->add_option("run", *path, "The run's folder")->required();
    command->add_flag("--json", *json, "Every event as a line of JSON on standard output");
    command->callback([=, &context] {
        context.action = [=, &context] {
            return resume(*path, *json ? OutputStyle::json : OutputStyle::people, context);
        };
    });
    addKind(program, context, RunKind::train, "train", "Train a network, without pruning it");
    addKind(program, context, RunKind::prune, "prune",
            "Prune trained weights to a goal (half the MACs unless you say otherwise)");
}

} // namespace bubblenet::app
