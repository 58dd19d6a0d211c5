// SPDX-License-Identifier: GPL-3.0-only
// The columns in which runs are compared, the same on the command line, in the window and in reports: what each is
// called, its value to sort by and its text to show. Any thread; no state.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/compare/run_summary.h"
#include "core/compare/words.h"

namespace bubblenet::compare {

enum class Column {
    name,
    state,
    method,
    network,
    dataset,
    seed,
    goal,
    accuracyBefore,
    accuracy,
    accuracyChange,
    macs,
    macsLeft,
    parameters,
    parametersLeft,
    bytes,
    latency,
    speedup,
    candidates,
    took,
    started,
    tags,
    note,
    device,
    folder,
    problem,
};
inline constexpr int kColumnCount = static_cast<int>(Column::problem) + 1;

/// Nothing, a number (in the unit that the title names; times in seconds), or a text.
using Value = std::variant<std::monostate, double, std::string>;

/// For --sort, CSV and JSON: "accuracy_before".
std::string_view keyOf(Column column);
std::optional<Column> columnFrom(std::string_view key);
std::string titleOf(Column column, Language language);
/// Aligned to the right.
bool isNumber(Column column);

Value valueOf(const RunSummary& run, Column column);
/// For other programs: numbers as counted (MACs, parameters, bytes) and not in the units of the title.
Value plainValueOf(const RunSummary& run, Column column);
/// The same decimals down a column; empty for nothing.
std::string textOf(const RunSummary& run, Column column, Language language);

enum class Order { rising, falling };
/// Texts without regard to the case of English letters; nothing comes last, in either order.
bool isBefore(const Value& one, const Value& other, Order order);

} // namespace bubblenet::compare
