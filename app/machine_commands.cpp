// SPDX-License-Identifier: GPL-3.0-only
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/text.h"
#include "core/base/json.h"
#include "core/engine/tools.h"

namespace bubblenet::app {

namespace {

int devices() {
    Table table({"device", "what it is", "memory", "fast bf16"});
    table.alignLeft(1);
    for (const auto& device : engine::availableDevices())
        table.add({device.name, device.title, device.memoryBytes > 0 ? bytesText(device.memoryBytes) : "not known",
                   device.fastBf16 ? "yes" : "no"});
    std::cout << table.text() << std::flush;
    return kDone;
}

struct BenchOptions {
    engine::BenchmarkOptions benchmark;
    bool json = false;
};

std::string valueText(const engine::BenchmarkRow& row) {
    return fixedText(row.value, row.value < 10 ? 3 : 1) + " " + row.unit;
}

int bench(const BenchOptions& options, Context& context) {
    if (options.json)
        context.console.beQuiet();
    engine::Hooks hooks;
    hooks.proceed = context.proceed();
    const auto rows = engine::benchmark(
        options.benchmark,
        [&](const engine::BenchmarkRow& row) { context.console.line(row.what + ": " + valueText(row)); }, hooks);
    if (options.json) {
        auto all = nlohmann::json::array();
        for (const auto& row : rows)
            all.push_back({{"what", row.what}, {"value", row.value}, {"unit", row.unit}, {"details", row.details}});
        std::cout << jsonText(all, 2) << std::endl;
        return kDone;
    }
    Table table({"what", "measured", "how"});
    table.alignLeft(2);
    for (const auto& row : rows)
        table.add({row.what, valueText(row), row.details});
    std::cout << table.text() << std::flush;
    return kDone;
}

} // namespace

void addMachineCommands(CLI::App& program, Context& context) {
    program.add_subcommand("devices", "What networks can be computed on here")->callback([&context] {
        context.action = devices;
    });
    auto* command = program.add_subcommand("bench", "How fast this machine trains, evaluates and judges candidates");
    const auto options = std::make_shared<BenchOptions>();
    command->add_option("--device", options->benchmark.device, "auto, cpu, cuda, cuda:N")->capture_default_str();
    command->add_option("--threads", options->benchmark.threads, "0: the machine's cores")->check(CLI::Range(0, 1024));
    command->add_option("--repeats", options->benchmark.repeats, "Steps timed")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--candidates", options->benchmark.candidates, "Candidates timed")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_flag("--json", options->json, "As JSON on standard output");
    command->callback([=, &context] { context.action = [=, &context] { return bench(*options, context); }; });
}

} // namespace bubblenet::app
