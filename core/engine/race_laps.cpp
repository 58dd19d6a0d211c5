// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/race_laps.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/optim/optimizer.h"
#include "core/optim/whale.h"
#include "core/race/chart.h"
#include "core/race/report.h"
#include "core/race/verdict.h"

namespace bubblenet::engine {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxJobs = 1024;
constexpr auto kWaitBetweenLooks = std::chrono::milliseconds(100);

std::string shown(double value) {
    if (std::isinf(value))
        return "none";
    std::ostringstream text;
    text.precision(5);
    text << value;
    return text.str();
}

RaceTable tableOf(const race::ProblemResult& result) {
    RaceTable table{.problem = result.problem,
                    .rows = {{"method", "median", "quartiles", "best", "unique", "seconds"}}};
    const auto& figures = result.methods.front().figures;
    for (const auto& figure : figures)
        table.rows.front().push_back(figure.name);
    for (const auto& method : result.methods) {
        table.rows.push_back({method.method, shown(method.objective.median),
                              shown(method.objective.lower) + " – " + shown(method.objective.upper),
                              shown(method.bestObjective), shown(method.uniqueEvaluations), shown(method.seconds)});
        for (const auto& figure : method.figures)
            table.rows.back().push_back(shown(figure.value));
    }
    table.verdict = result.verdict;
    return table;
}

/// Hands laps to threads, one record at a time; after the first error no other lap is begun.
class LapRunner {
public:
    LapRunner(const std::vector<PlannedLap>& laps, const std::function<race::Lap(const PlannedLap&)>& lapOf)
        : m_laps(laps), m_lapOf(lapOf) {}

    void work() {
        for (std::size_t next = m_next++; next < m_laps.size() && !m_isOver; next = m_next++) {
            try {
                auto lap = m_lapOf(m_laps[next]);
                const std::lock_guard lock(m_mutex);
                m_done.push_back(std::move(lap));
            } catch (...) {
                const std::lock_guard lock(m_mutex);
                if (!m_error)
                    m_error = std::current_exception();
                m_isOver = true;
            }
            m_changed.notify_all();
        }
    }
    void stop() { m_isOver = true; }
    /// Waits a little; empty where no lap ended.
    std::vector<race::Lap> takeDone() {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, kWaitBetweenLooks, [&] { return !m_done.empty() || m_isOver; });
        return std::exchange(m_done, {});
    }
    bool isOver() const { return m_isOver; }
    void rethrow() {
        if (m_error)
            std::rethrow_exception(m_error);
    }

private:
    const std::vector<PlannedLap>& m_laps;
    const std::function<race::Lap(const PlannedLap&)>& m_lapOf;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_isOver = false;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<race::Lap> m_done;
    std::exception_ptr m_error;
};

struct StopAtExit {
    LapRunner& runner;
    ~StopAtExit() { runner.stop(); }
};

fs::path prepared(const RaceOptions& options, const nlohmann::json& settings) {
    const auto path = options.folder / "race.json";
    const auto text = jsonText(settings, 2) + "\n";
    if (!fs::exists(path)) {
        writeFileAtomically(path, text);
    } else if (readFile(path) != text) {
        throw Error("the folder " + options.folder.string() +
                        " holds a race with other settings (race.json); give --output another folder",
                    ErrorKind::usage);
    }
    return options.folder / "laps.csv";
}

/// Of a whale that names none.
const std::string kUsualMode = config::WhaleConfig{}.mode;

} // namespace

std::vector<std::string> racingMethods() {
    std::vector<std::string> names;
    for (const auto& name : optim::methodNames()) {
        names.push_back(name);
        if (name == "whale")
            for (const auto& mode : optim::Whale::modeNames())
                if (mode != kUsualMode)
                    names.push_back(name + ":" + mode);
    }
    names.emplace_back("uniform");
    return names;
}

std::pair<std::string, std::string> methodAndMode(const std::string& name) {
    const auto names = racingMethods();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        std::string list;
        for (const auto& known : names)
            list += (list.empty() ? "" : ", ") + known;
        throw Error("unknown method '" + name + "'; there are " + list, ErrorKind::usage);
    }
    const auto colon = name.find(':');
    return {name.substr(0, colon), colon == std::string::npos ? kUsualMode : name.substr(colon + 1)};
}

void checkRaceOptions(const RaceOptions& options) {
    if (options.methods.size() < 2)
        throw Error("a race needs two methods or more; name them with --methods, e.g. whale,random", ErrorKind::usage);
    if (options.seeds.empty())
        throw Error("a race needs a seed", ErrorKind::usage);
    for (const auto& method : options.methods)
        methodAndMode(method);
    refuseTwins(options.methods, "method");
    refuseTwins(options.seeds, "seed");
    if (!options.favourite.empty() &&
        std::find(options.methods.begin(), options.methods.end(), options.favourite) == options.methods.end())
        throw Error("the favourite '" + options.favourite + "' is not among the methods", ErrorKind::usage);
    if (options.jobs < 1 || options.jobs > kMaxJobs)
        throw Error("jobs is " + std::to_string(options.jobs) + "; it can be 1 to " + std::to_string(kMaxJobs),
                    ErrorKind::usage);
}

std::vector<PlannedLap> planLaps(const RaceOptions& options, std::size_t problems) {
    std::vector<PlannedLap> plan;
    for (const auto seed : options.seeds)
        for (std::size_t problem = 0; problem < problems; ++problem)
            for (const auto& method : options.methods)
                plan.push_back({problem, method, seed});
    return plan;
}

RaceFolder::RaceFolder(const RaceOptions& options, const nlohmann::json& settings, std::vector<std::string> figureNames)
    : m_options(options), m_lock(options.folder), m_file(prepared(options, settings), std::move(figureNames)) {}

void RaceFolder::run(const std::vector<PlannedLap>& plan, const std::vector<std::string>& problems,
                     const std::function<race::Lap(const PlannedLap&)>& lapOf, const Hooks& hooks) {
    std::vector<PlannedLap> missing;
    for (const auto& lap : plan)
        if (!m_file.hasLap(problems[lap.problem], lap.method, lap.seed))
            missing.push_back(lap);
    std::size_t done = plan.size() - missing.size();
    if (done > 0 && hooks.note)
        hooks.note(std::to_string(done) + " of " + std::to_string(plan.size()) + " laps are recorded already");
    LapRunner runner(missing, lapOf);
    std::vector<std::jthread> threads;
    const StopAtExit stopAtExit{runner}; // where a record cannot be written, no lap is begun any more
    for (std::size_t i = 0; i < std::min(static_cast<std::size_t>(m_options.jobs), missing.size()); ++i)
        threads.emplace_back([&] { runner.work(); });
    while (done < plan.size() && !runner.isOver()) {
        if (hooks.proceed && !hooks.proceed())
            runner.stop();
        for (const auto& lap : runner.takeDone()) {
            m_file.append(lap);
            ++done;
            if (hooks.progress)
                hooks.progress("laps of the race", static_cast<std::int64_t>(done),
                               static_cast<std::int64_t>(plan.size()));
        }
    }
    threads.clear();
    for (const auto& lap : runner.takeDone()) // ended while the others were stopped
        m_file.append(lap);
    runner.rethrow();
    throwIfStopped(hooks.proceed);
}

RaceReport RaceFolder::report(const std::vector<std::pair<std::string, std::string>>& settings) const {
    const auto result = race::judge(m_file.laps(), m_options.favourite);
    RaceReport report{.verdict = result.verdict,
                      .tables = {},
                      .laps = m_options.folder / "laps.csv",
                      .chart = m_options.folder / "chart.svg",
                      .report = m_options.folder / "report.html"};
    for (const auto& problem : result.problems)
        report.tables.push_back(tableOf(problem));
    writeFileAtomically(report.chart, race::chartSvg(m_file.laps()));
    writeFileAtomically(report.report, race::reportHtml(m_file.laps(), result, settings));
    return report;
}

} // namespace bubblenet::engine
