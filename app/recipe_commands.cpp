// SPDX-License-Identifier: GPL-3.0-only
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/text.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe.h"

namespace bubblenet::app {

namespace {

int list() {
    Table table({"recipe", "what it does"});
    table.alignLeft(1);
    for (const auto& recipe : config::shippedRecipes())
        table.add({recipe.name, recipe.summary});
    std::cout << table.text() << std::flush;
    return kDone;
}

int show(const std::string& recipe) {
    std::cout << config::toYaml(config::loadRecipe(recipe), config::Unset::asNull) << std::flush;
    return kDone;
}

int check(const std::vector<std::string>& recipes) {
    bool wrong = false;
    for (const auto& recipe : recipes) {
        try {
            config::loadRecipe(recipe);
            std::cout << recipe << ": nothing wrong\n";
        } catch (const Error& error) {
            wrong = true;
            std::cout << error.what() << "\n";
        }
    }
    std::cout << std::flush;
    return wrong ? kWrongUse : kDone;
}

} // namespace

void addRecipeCommands(CLI::App& program, Context& context) {
    auto* group = program.add_subcommand("recipes", "Recipes: list, show, check");
    group->require_subcommand(1);
    const auto names = std::make_shared<std::vector<std::string>>();

    auto* command = group->add_subcommand("list", "Those that come with the program");
    command->callback([&context] { context.action = list; });

    command = group->add_subcommand("show", "Every key of one, with its value");
    const auto one = std::make_shared<std::string>();
    command->add_option("recipe", *one, "A file or a shipped recipe's name")->required();
    command->callback([=, &context] { context.action = [=] { return show(*one); }; });

    command = group->add_subcommand("check", "What is wrong with these, all at once");
    command->add_option("recipe", *names, "Files or shipped recipes' names")->required();
    command->callback([=, &context] { context.action = [=] { return check(*names); }; });
}

} // namespace bubblenet::app
