// SPDX-License-Identifier: GPL-3.0-only
#include "app/run_options.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "core/base/error.h"
#include "core/config/recipe.h"
#include "core/config/recipe_keys.h"
#include "core/config/resources.h"
#include "core/engine/tools.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;
using config::RunConfig;

struct KeyOption {
    const char* name;
    const char* key;
};

constexpr KeyOption kCommon[] = {{"--name", "name"},
                                 {"--weights", "network.weights"},
                                 {"--dataset", "data.dataset"},
                                 {"--data", "data.path"},
                                 {"--batch-size", "data.batch_size"},
                                 {"--image-size", "data.image_size"},
                                 {"--seed", "seed"},
                                 {"--device", "device"},
                                 {"--precision", "precision"},
                                 {"--threads", "threads"}};
constexpr KeyOption kTraining[] = {{"--num-epochs", "train.epochs"},
                                   {"--optimizer", "train.optimizer"},
                                   {"--learning-rate", "train.learning_rate"},
                                   {"--schedule", "train.schedule"}};
constexpr KeyOption kPruning[] = {{"--macs", "search.goal.macs"},
                                  {"--parameters", "search.goal.parameters"},
                                  {"--latency", "search.goal.latency"},
                                  {"--bytes", "search.goal.bytes"},
                                  {"--accuracy-loss", "search.goal.accuracy_loss"},
                                  {"--method", "search.method"},
                                  {"--score", "search.score"},
                                  {"--fine-tune-epochs", "fine_tune.epochs"}};

template<std::size_t N> void addKeys(CLI::App& command, RunOptions& options, const KeyOption (&table)[N]) {
    for (const auto& option : table) {
        const auto* key = config::findKey(option.key);
        const std::string help = std::string(option.key) + (key != nullptr ? ": " + key->help : "");
        command.add_option_function<std::string>(
            option.name,
            [&options, path = option.key](const std::string& value) { options.changes.emplace_back(path, value); },
            help);
    }
}

bool isAnArchitecture(const std::string& model) {
    RunConfig config;
    return config::applyOverride(config, "network.architecture", model).empty();
}

bool isThere(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// A file or a run as weights, and its architecture; a name as the architecture alone.
void applyModel(const std::string& model, RunConfig& config, std::vector<std::string>& problems) {
    if (!isAnArchitecture(model) || isThere(model)) {
        const auto path = config::resolvePath(model);
        if (isThere(path)) {
            config.network.architecture = engine::architectureOf(path);
            config.network.weights = (fs::is_directory(path) ? engine::resultFile(path) : path).string();
            return;
        }
        if (model.find('/') != std::string::npos) {
            problems.push_back("--model: no such file: '" + model + "'");
            return;
        }
    }
    for (const auto& diagnostic : config::applyOverride(config, "network.architecture", model))
        problems.push_back("--model: " + diagnostic.message.english() +
                           (diagnostic.suggestion.empty() ? "" : "; did you mean '" + diagnostic.suggestion + "'?") +
                           " (or name a weight file or a run's folder)");
}

void apply(const std::string& key, const std::string& value, RunConfig& config, std::vector<std::string>& problems) {
    for (const auto& diagnostic : config::applyOverride(config, key, value))
        problems.push_back(diagnostic.message.english() +
                           (diagnostic.suggestion.empty() ? "" : "; did you mean '" + diagnostic.suggestion + "'?"));
}

bool isChanged(const RunOptions& options, const std::string& key) {
    const auto names = [&](const std::string& path) { return path == key; };
    return std::any_of(options.changes.begin(), options.changes.end(),
                       [&](const auto& change) { return names(change.first); }) ||
           std::any_of(options.set.begin(), options.set.end(),
                       [&](const std::string& text) { return names(text.substr(0, text.find('='))); });
}

RunConfig defaults(const std::string& name) {
    return config::parseRecipe("name: " + name + "\n", "").config;
}

RunConfig baseOf(const RunOptions& options, RunKind kind) {
    RunConfig config = options.recipe.empty() ? defaults(kind == RunKind::train ? "train" : "prune")
                                              : config::loadRecipe(options.recipe);
    if (kind == RunKind::train) {
        config.search.prune = "none";
        if (options.recipe.empty()) { // the article's
            config.train.epochs = 20;
            config.data.batchSize = 32;
        }
    }
    return config;
}

/// The rates that go with an optimiser where nobody names any.
void fillTraining(const RunOptions& options, RunConfig& config) {
    const bool whale = config.train.optimizer == "whale_cosine_best";
    if (!isChanged(options, "train.learning_rate") && config.train.optimizer != "sgd")
        config.train.learningRate = whale ? 0.01 : 0.001;
    if (!isChanged(options, "train.schedule") && whale)
        config.train.schedule = "cosine_annealing";
}

/// What the run's folder says must be found from anywhere.
void makeAbsolute(RunConfig& config) {
    if (!config.network.weights.empty() && isThere(config.network.weights))
        config.network.weights = fs::absolute(config.network.weights).lexically_normal().string();
    if (config.data.path != "auto")
        config.data.path = fs::absolute(config.data.path).lexically_normal().string();
}

} // namespace

void addRunOptions(CLI::App& command, RunOptions& options, RunKind kind) {
    if (kind == RunKind::run)
        command.add_option("recipe", options.recipe, "A file, or the name of a recipe that comes with the program")
            ->required();
    else if (kind == RunKind::train)
        command.add_option("recipe", options.recipe, "A recipe whose data, network and train sections are taken");
    auto* model = command.add_option(kind == RunKind::prune ? "model,--model" : "--model", options.model,
                                     "An architecture (models.resnet50), a weight file, or a run's folder");
    if (kind == RunKind::prune)
        model->required();
    addKeys(command, options, kCommon);
    if (kind != RunKind::prune)
        addKeys(command, options, kTraining);
    if (kind != RunKind::train)
        addKeys(command, options, kPruning);
    command.add_option("--set", options.set, "KEY=VALUE of the recipe, e.g. search.whale.pod=20; may be repeated");
    command.add_option("--output", options.output, "Folder that the run's own folder is made in")
        ->capture_default_str();
    command.add_flag("--json", options.json, "Every event as a line of JSON on standard output");
}

RunConfig runConfig(const RunOptions& options, RunKind kind) {
    auto config = baseOf(options, kind);
    std::vector<std::string> problems;
    if (!options.model.empty())
        applyModel(options.model, config, problems);
    for (const auto& [key, value] : options.changes)
        apply(key, value, config, problems);
    for (const auto& text : options.set) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            problems.push_back("--set wants KEY=VALUE, and '" + text + "' has no '='");
        else
            apply(text.substr(0, equals), text.substr(equals + 1), config, problems);
    }
    if (options.recipe.empty() && kind == RunKind::train)
        fillTraining(options, config);
    if (options.recipe.empty() && !isChanged(options, "name"))
        config.name += "-" + config.network.architecture;
    if (problems.empty())
        for (const auto& diagnostic : config::checkConfig(config))
            if (diagnostic.severity == config::Severity::error)
                problems.push_back(diagnostic.message.english());
    if (kind == RunKind::train && problems.empty() && config.train.epochs == 0)
        problems.emplace_back("train.epochs is 0, so that there is nothing to train; give --num-epochs");
    if (!problems.empty()) {
        std::string text;
        for (const auto& problem : problems)
            text += (text.empty() ? "" : "\n") + problem;
        throw Error(text, ErrorKind::usage);
    }
    makeAbsolute(config);
    return config;
}

} // namespace bubblenet::app
