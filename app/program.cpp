// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <new>
#include <sstream>

#include "app/command.h"
#include "core/base/error.h"
#include "core/base/proceed.h"
#include "core/config/suggestion.h"

namespace bubblenet::app {

namespace {

constexpr const char* kAbout = "Makes a trained ResNet smaller and faster without losing accuracy.";
constexpr const char* kExamples = "Exit status: 0 done, 1 failed, 2 wrong use, 3 goal not met, 130 interrupted.\n"
                                  "Start with 'bubblenet run demo' or 'bubblenet recipes list'.";

std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string suggestionFor(const std::string& word, const std::vector<std::string>& names) {
    const auto nearest = config::nearestName(word, names);
    return nearest ? "; did you mean '" + *nearest + "'?" : "";
}

std::vector<std::string> commandNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* command : app.get_subcommands({}))
        names.push_back(command->get_name());
    return names;
}

std::vector<std::string> optionNames(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* option : app.get_options())
        for (const auto& name : option->get_lnames())
            names.push_back("--" + name);
    return names;
}

/// The innermost command that was named.
const CLI::App& namedCommand(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? app : namedCommand(*chosen.front());
}

std::string pathOf(const CLI::App& app) {
    return app.get_parent() == nullptr ? app.get_name() : pathOf(*app.get_parent()) + " " + app.get_name();
}

/// The parser's own texts, made into one line that says what may have been meant.
std::string explain(const CLI::App& program, const CLI::ParseError& error) {
    const auto& command = namedCommand(program);
    const std::string help = " ('" + pathOf(command) + " --help' lists what there is)";
    const auto extras = program.remaining(true);
    const bool isExtra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
    const bool lacksCommand =
        dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !commandNames(command).empty();
    if (!extras.empty() && (isExtra || lacksCommand)) {
        std::string word = extras.front();
        if (word.starts_with("-")) {
            word = word.substr(0, word.find('='));
            return "unknown option '" + word + "'" + suggestionFor(word, optionNames(command)) + help;
        }
        const auto names = commandNames(command);
        if (!names.empty())
            return "unknown command '" + word + "'" + suggestionFor(word, names) + help;
        return "too many arguments: '" + word + "' is not expected here" + help;
    }
    return firstLine(error.what()) + help;
}

/// What can be given by its place or by its name is asked for once, at its place.
class Help : public CLI::Formatter {
public:
    std::string make_option(const CLI::Option* option, bool isPositional) const override {
        if (isPositional || !option->get_positional())
            return Formatter::make_option(option, isPositional);
        std::stringstream text;
        CLI::detail::format_help(text, make_option_name(option, false) + " TEXT",
                                 "The same by its name: instead of the argument", column_width_);
        return text.str();
    }
};

} // namespace

int runProgram(int argc, char** argv, Context& context) {
    CLI::App program(kAbout, "bubblenet");
    program.footer(kExamples);
    program.formatter(std::make_shared<Help>()); // which the commands inherit
    program.set_version_flag("--version", "bubblenet " BUBBLENET_VERSION);
    program.require_subcommand(0, 1);
    addRunCommands(program, context);
    addModelCommands(program, context);
    addInspectCommand(program, context);
    addDataCommands(program, context);
    addRecipeCommands(program, context);
    addMachineCommands(program, context);
    addRaceCommand(program, context);
    addCompareCommand(program, context);
    try {
        program.parse(argc, argv);
        if (!context.action) {
            context.console.error("no command was given; 'bubblenet --help' lists them");
            return kWrongUse;
        }
        const int status = context.action();
        context.console.clearBar();
        if (!std::cout.flush()) {
            context.console.error("cannot write to standard output: is the disk full?");
            return kFailed;
        }
        return status;
    } catch (const CLI::Success& asked) { // --help, --version
        return program.exit(asked);
    } catch (const CLI::ParseError& error) {
        context.console.error(explain(program, error));
        return kWrongUse;
    } catch (const Stopped&) {
        context.console.error("interrupted");
        return kInterrupted;
    } catch (const Error& error) {
        context.console.error(error.what());
        return error.kind() == ErrorKind::usage ? kWrongUse : kFailed;
    } catch (const std::bad_alloc&) {
        context.console.error("memory ran out");
    } catch (const std::exception& error) {
        context.console.error(firstLine(error.what()));
    } catch (...) {
        context.console.error("an exception of an unknown kind");
    }
    return kFailed;
}

} // namespace bubblenet::app
