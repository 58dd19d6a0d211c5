// SPDX-License-Identifier: GPL-3.0-only
#include "app/model_options.h"

namespace bubblenet::app {

void addModelOptions(CLI::App& command, engine::ModelRequest& request) {
    command.add_option("--weights", request.weights, "Weight file for an architecture named as the model");
    command.add_option("--device", request.device, "auto, cpu, cuda, cuda:N")->capture_default_str();
    command.add_option("--threads", request.threads, "Threads of the arithmetic; 0: the machine's cores")
        ->check(CLI::Range(0, 1024));
}

engine::Hooks hooksFor(Context& context) {
    engine::Hooks hooks;
    hooks.proceed = context.proceed();
    hooks.progress = [&context](const std::string& what, std::int64_t done, std::int64_t total) {
        context.console.progress({what, done, total, -1});
    };
    hooks.note = [&context](const std::string& text) { context.console.line("note: " + text); };
    return hooks;
}

} // namespace bubblenet::app
