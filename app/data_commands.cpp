// SPDX-License-Identifier: GPL-3.0-only
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/text.h"
#include "core/base/json.h"
#include "core/data/library.h"

namespace bubblenet::app {

namespace {

struct DataOptions {
    std::string name;
    std::string source;
    std::string path = "auto";
    bool json = false;
};

std::string whereText(const data::DatasetInfo& info, const std::string& path) {
    if (const auto found = data::findDataset(info.name, path))
        return found->string();
    return info.downloadBytes > 0 ? "not here: bubblenet data get " + info.name + " (" +
                                        bytesText(static_cast<double>(info.downloadBytes)) + ")"
                                  : "not here: bubblenet data import FOLDER --name " + info.name;
}

int list(const DataOptions& options) {
    if (options.json) {
        auto all = nlohmann::json::array();
        for (const auto& info : data::knownDatasets()) {
            const auto found = data::findDataset(info.name, options.path);
            all.push_back({{"name", info.name},
                           {"title", info.title},
                           {"classes", info.classes},
                           {"train", info.trainSize},
                           {"test", info.testSize},
                           {"folder", found ? nlohmann::json(found->string()) : nlohmann::json(nullptr)}});
        }
        std::cout << jsonText(all, 2) << std::endl;
        return kDone;
    }
    const auto number = [](auto value) { return value > 0 ? std::to_string(value) : std::string("any"); };
    Table table({"name", "classes", "train", "test", "where"});
    table.alignLeft(4);
    for (const auto& info : data::knownDatasets())
        table.add({info.name, number(info.classes), number(info.trainSize), number(info.testSize),
                   whereText(info, options.path)});
    std::cout << table.text() << "looked for in:";
    for (const auto& folder : data::searchFolders(options.path))
        std::cout << " " << folder.string();
    std::cout << std::endl;
    return kDone;
}

data::TransferSink showTransfer(Context& context) {
    return [&context](const data::TransferProgress& progress) {
        constexpr std::uint64_t kilobyte = 1000;
        context.console.progress({progress.file + " (kB)", static_cast<std::int64_t>(progress.bytesDone / kilobyte),
                                  static_cast<std::int64_t>(progress.bytesTotal / kilobyte), -1});
    };
}

std::filesystem::path folderOf(const DataOptions& options) {
    return options.path == "auto" ? std::filesystem::path() : std::filesystem::path(options.path);
}

int get(const DataOptions& options, Context& context) {
    const auto folder =
        data::downloadDataset(options.name, folderOf(options), showTransfer(context), context.proceed());
    context.console.clearBar();
    std::cout << options.name << " is in " << folder.string() << std::endl;
    return kDone;
}

int import(const DataOptions& options, Context& context) {
    const auto folder =
        data::importDataset(options.source, options.name, folderOf(options), showTransfer(context), context.proceed());
    context.console.clearBar();
    std::cout << options.name << " is in " << folder.string() << std::endl;
    return kDone;
}

} // namespace

void addDataCommands(CLI::App& program, Context& context) {
    auto* group = program.add_subcommand("data", "Data sets: list, get, import");
    group->require_subcommand(1);
    const auto options = std::make_shared<DataOptions>();
    const auto addFolder = [&](CLI::App* command) {
        command->add_option("--data", options->path, "Folder that holds the data sets");
    };

    auto* command = group->add_subcommand("list", "Which there are, and where they lie");
    addFolder(command);
    command->add_flag("--json", options->json, "As JSON on standard output");
    command->callback([=, &context] { context.action = [=] { return list(*options); }; });

    command = group->add_subcommand("get", "Download one");
    command->add_option("name", options->name, "Its name")->required();
    addFolder(command);
    command->callback([=, &context] { context.action = [=, &context] { return get(*options, context); }; });

    command = group->add_subcommand("import", "Take one from a folder or an archive (tar, gz, xz, zip)");
    command->add_option("source", options->source, "Folder or archive")->required();
    command->add_option("name,--name", options->name, "Which data set it is, e.g. cifar10 or image_folder")->required();
    addFolder(command);
    command->callback([=, &context] { context.action = [=, &context] { return import(*options, context); }; });
}

} // namespace bubblenet::app
