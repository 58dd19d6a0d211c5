// SPDX-License-Identifier: GPL-3.0-only
#include "app/lap_programs.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include "app/command.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/compare/run_record.h"
#include "core/config/recipe.h"
#include "core/store/run_folder.h"

namespace bubblenet::app {

namespace fs = std::filesystem;

namespace {

constexpr pid_t kNone = 0;

std::string lastLine(const fs::path& log) {
    std::ifstream file(log);
    std::string line, last;
    while (std::getline(file, line))
        if (!line.empty())
            last = line;
    return last;
}

} // namespace

bool LapPrograms::run(const engine::RecipeLap& lap) {
    if (isInterrupted())
        return false;
    const auto folder = lap.folder / lap.config.name;
    std::vector<std::string> arguments{"bubblenet"};
    if (fs::exists(folder / "manifest.json")) {
        if (compare::isOver(compare::recordOf(store::RunFolder::open(folder, store::OpenMode::read).events())))
            return true;
        arguments.insert(arguments.end(), {"resume", folder.string()});
    } else {
        fs::remove_all(folder); // what is no run yet: its program was ended while it made the folder
        makeFolders(lap.folder);
        const auto recipe = lap.folder / "recipe.yaml";
        writeFileAtomically(recipe, config::toYaml(lap.config));
        arguments.insert(arguments.end(), {"run", recipe.string(), "--output", lap.folder.string()});
    }
    const auto log = lap.folder / "log.txt";
    const int status = waitFor(spawn(arguments, log));
    if (status == kInterrupted || isInterrupted())
        return false;
    if (status != kDone && status != kGoalNotMet)
        throw Error("a lap failed with status " + std::to_string(status) + ": " + lastLine(log) +
                    "; all it said is in " + log.string());
    return true;
}

bool LapPrograms::isInterrupted() {
    const std::lock_guard lock(m_mutex);
    return m_isInterrupted;
}

void LapPrograms::interrupt() {
    const std::lock_guard lock(m_mutex);
    m_isInterrupted = true;
    for (const auto process : m_processes)
        kill(process, SIGTERM);
}

pid_t LapPrograms::spawn(const std::vector<std::string>& arguments, const fs::path& log) {
    std::vector<char*> words;
    for (const auto& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str())); // posix_spawn does not write to them
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    // A group of its own: Ctrl-C reaches it through interrupt() alone, for a second signal would end it at once.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t process = kNone;
    const std::lock_guard lock(m_mutex);
    const int problem =
        m_isInterrupted ? 0 : posix_spawn(&process, "/proc/self/exe", &files, &attributes, words.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    if (problem != 0)
        throw Error("cannot start a lap's program: " + std::generic_category().message(problem));
    if (process != kNone)
        m_processes.push_back(process);
    return process;
}

int LapPrograms::waitFor(pid_t process) {
    if (process == kNone)
        return kInterrupted;
    // Taken off the list before its number is free for another process.
    siginfo_t info{};
    while (waitid(P_PID, static_cast<id_t>(process), &info, WEXITED | WNOWAIT) != 0)
        if (errno != EINTR)
            throw Error("cannot wait for a lap's program: " + std::generic_category().message(errno));
    const std::lock_guard lock(m_mutex);
    std::erase(m_processes, process);
    int status = 0;
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace bubblenet::app
