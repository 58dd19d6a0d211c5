// SPDX-License-Identifier: GPL-3.0-only
// What a race between optimisation methods leaves: one Lap for each problem, method and seed, and the CSV file that
// holds them. Plain values; the functions may be called from any thread. What the numbers mean is for statistics.h,
// curves.h and verdict.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::race {

/// A new best objective, and the evaluation (from 1) that found it.
struct BestPoint {
    std::int64_t evaluation = 0;
    double objective = 0;
    bool operator==(const BestPoint&) const = default;
};

/// A result besides the objective, e.g. "test accuracy, %" of what was found.
struct Figure {
    std::string name;
    double value = 0;
    bool operator==(const Figure&) const = default;
};

/// One run of one method on one problem. Objectives are made small.
struct Lap {
    std::string problem;
    std::string objectiveLabel; ///< what the problem's objective is, with its unit last: "validation error, %"
    std::string method;
    std::uint64_t seed = 0;
    std::int64_t evaluations = 0;       ///< asked for
    std::int64_t uniqueEvaluations = 0; ///< of these, how many were no repetition
    double seconds = 0;
    std::vector<BestPoint> best; ///< evaluations rise, objectives fall; empty where nothing was found
    std::vector<Figure> figures;
    bool operator==(const Lap&) const = default;
};

/// The best objective after so many evaluations, and at the end; infinity before the first.
double bestAfter(const Lap& lap, std::int64_t evaluations);
double finalObjective(const Lap& lap);

/// Each once, in the order in which they first appear.
std::vector<std::string> problemNames(const std::vector<Lap>& laps);
std::vector<std::string> methodNames(const std::vector<Lap>& laps);
std::vector<Lap> lapsOnProblem(const std::vector<Lap>& laps, std::string_view problem);
std::vector<Lap> lapsOfMethod(const std::vector<Lap>& laps, std::string_view method);

/// Throws Error for what no race gives: names that are empty, over 200 bytes or not plain UTF-8, numbers out of order
/// or NaN, the same lap twice, one problem with two labels or two numbers of evaluations. Infinity is a number.
void checkLaps(const std::vector<Lap>& laps);

/// One row for each best point, and a last one that also fills unique_evaluations, seconds, objective_label and the
/// figures. In pandas: `rows = read_csv(path)`, `laps = rows.dropna(subset="seconds")`. Doubles come back exactly.
/// Throws Error for figures that are not in `figureNames`, and as checkLaps does.
std::string csvHeader(const std::vector<std::string>& figureNames);
std::string csvRows(const Lap& lap, const std::vector<std::string>& figureNames);

struct LapRecord {
    std::vector<std::string> figureNames;
    std::vector<Lap> laps;
    std::size_t completeBytes = 0; ///< what follows them is the part of a lap whose writing was cut off
};

/// Throws Error, with the line, for what csvHeader and csvRows do not write; only the last lap may be cut off.
LapRecord lapsFromCsv(std::string_view text);

/// A CSV file that a race is recorded in, lap by lap, and resumed from.
class LapFile {
public:
    /// Reads what is there and takes a lap that was cut off away; a missing file is begun. Blocks. Throws Error, and
    /// leaves the file as it is, where it is no record of a race or has other figures.
    LapFile(std::filesystem::path path, std::vector<std::string> figureNames);

    const std::vector<Lap>& laps() const { return m_laps; }
    bool hasLap(std::string_view problem, std::string_view method, std::uint64_t seed) const;
    /// Blocks until the lap is on the disk. Throws Error for one that checkLaps refuses beside the others.
    void append(const Lap& lap);

private:
    std::filesystem::path m_path;
    std::vector<std::string> m_figureNames;
    std::vector<Lap> m_laps;
};

} // namespace bubblenet::race
