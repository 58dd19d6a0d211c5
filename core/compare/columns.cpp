// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/columns.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/base/number_text.h"

namespace bubblenet::compare {

namespace {

enum class Kind { text, number, time, duration };

struct Description {
    const char* key;
    const char* english;
    const char* chinese;
    Kind kind = Kind::text;
    int decimals = 0;
    double unit = 1; ///< what a number is divided by
};

// In the order of Column.
constexpr Description kDescriptions[] = {
    {"name", "name", "名称"},
    {"state", "state", "状态"},
    {"method", "method", "方法"},
    {"network", "network", "网络"},
    {"dataset", "data set", "数据集"},
    {"seed", "seed", "种子", Kind::number},
    {"goal", "goal", "目标"},
    {"accuracy_before", "accuracy before (%)", "之前准确率 (%)", Kind::number, 2},
    {"accuracy", "accuracy (%)", "准确率 (%)", Kind::number, 2},
    {"accuracy_change", "change (points)", "变化 (百分点)", Kind::number, 2},
    {"macs", "MACs (M)", "乘加 (M)", Kind::number, 2, 1e6},
    {"macs_left", "MACs left (%)", "剩余乘加 (%)", Kind::number, 2},
    {"parameters", "parameters (k)", "参数 (k)", Kind::number, 1, 1e3},
    {"parameters_left", "parameters left (%)", "剩余参数 (%)", Kind::number, 2},
    {"bytes", "size (kB)", "大小 (kB)", Kind::number, 1, 1e3},
    {"latency", "latency (ms)", "延迟 (ms)", Kind::number, 2},
    {"speedup", "times as fast", "加速倍数", Kind::number, 2},
    {"candidates", "candidates", "候选", Kind::number},
    {"took", "took", "用时", Kind::duration},
    {"started", "started", "开始时间", Kind::time},
    {"tags", "tags", "标签"},
    {"note", "note", "备注"},
    {"device", "device", "设备"},
    {"folder", "folder", "文件夹"},
    {"problem", "problem", "问题"},
};
static_assert(std::size(kDescriptions) == kColumnCount);

const Description& descriptionOf(Column column) {
    return kDescriptions[static_cast<int>(column)];
}

Value numberOr(std::optional<double> number, double unit = 1) {
    return number && std::isfinite(*number) ? Value(*number / unit) : Value();
}

Value textOr(const std::string& text) {
    return text.empty() ? Value() : Value(text);
}

std::optional<double> ratio(std::optional<double> one, std::optional<double> other) {
    return one && other && *other > 0 ? std::optional(*one / *other) : std::nullopt;
}

std::optional<double> difference(std::optional<double> one, std::optional<double> other) {
    return one && other ? std::optional(*one - *other) : std::nullopt;
}

std::string stateText(RunState state, Language language) {
    constexpr const char* kChinese[] = {"运行中", "已中断", "已停止", "已完成", "未达目标", "失败", "无法读取"};
    return language == Language::english ? std::string(stateName(state)) : kChinese[static_cast<int>(state)];
}

std::string goalText(const RunSummary& run, Language language) {
    if (!run.config)
        return {};
    const auto goal = goalOf(*run.config);
    if (!goal)
        return word(language, "training alone", "只训练");
    const bool isSparsity = goal->first == "sparsity";
    const double percent = 100 * goal->second;
    return costKindText(language, goal->first) + (isSparsity ? " ≥ " : " ≤ ") +
           fixedText(percent, percent == std::floor(percent) ? 0 : 1) + " %";
}

std::string methodOf(const config::RunConfig& config) {
    const auto& search = config.search;
    if (search.prune == "none")
        return {};
    return search.method == "whale" ? "whale:" + search.whale.mode : search.method;
}

std::string deviceOf(const RunSummary& run) {
    return run.record.started ? run.record.started->device : run.manifest.device;
}

Value configValue(const RunSummary& run, Column column) {
    if (!run.config)
        return {};
    switch (column) {
    case Column::network:
        return textOr(run.config->network.architecture);
    case Column::dataset:
        return textOr(run.config->data.dataset);
    case Column::method:
        return textOr(methodOf(*run.config));
    case Column::seed:
        return static_cast<double>(run.config->seed);
    case Column::goal:
        return textOr(goalText(run, Language::english));
    default:
        return {};
    }
}

} // namespace

std::string_view keyOf(Column column) {
    return descriptionOf(column).key;
}

std::optional<Column> columnFrom(std::string_view key) {
    const auto* found = std::find_if(std::begin(kDescriptions), std::end(kDescriptions),
                                     [&](const auto& description) { return key == description.key; });
    if (found == std::end(kDescriptions))
        return std::nullopt;
    return static_cast<Column>(found - std::begin(kDescriptions));
}

std::string titleOf(Column column, Language language) {
    return word(language, descriptionOf(column).english, descriptionOf(column).chinese);
}

bool isNumber(Column column) {
    return descriptionOf(column).kind != Kind::text && column != Column::started;
}

Value valueOf(const RunSummary& run, Column column) {
    const double unit = descriptionOf(column).unit;
    switch (column) {
    case Column::name:
        return nameOf(run);
    case Column::state:
        return std::string(stateName(run.state));
    case Column::started:
        return startedTime(run) > 0 ? Value(startedTime(run)) : Value();
    case Column::took:
        return run.record.firstTime > 0 ? Value(run.record.time.seconds()) : Value();
    case Column::accuracyBefore:
        return numberOr(accuracyBefore(run));
    case Column::accuracy:
        return numberOr(resultingAccuracy(run));
    case Column::accuracyChange:
        return numberOr(difference(accuracyAfter(run), accuracyBefore(run)));
    case Column::macs:
        return numberOr(resultingCost(run, Cost::macs), unit);
    case Column::macsLeft:
        return numberOr(costShare(run, Cost::macs));
    case Column::parameters:
        return numberOr(resultingCost(run, Cost::parameters), unit);
    case Column::parametersLeft:
        return numberOr(costShare(run, Cost::parameters));
    case Column::bytes:
        return numberOr(resultingCost(run, Cost::bytes), unit);
    case Column::latency:
        return numberOr(resultingCost(run, Cost::latency));
    case Column::speedup:
        if (const auto* pairs = ownLatency(run.record, 1))
            return pairs->speedup;
        return numberOr(ratio(costBefore(run, Cost::latency), costAfter(run, Cost::latency)));
    case Column::candidates:
        return run.record.candidates > 0 ? Value(static_cast<double>(run.record.candidates)) : Value();
    case Column::tags:
        return textOr(tagsText(run.annotation.tags));
    case Column::note:
        return textOr(run.annotation.note);
    case Column::device:
        return textOr(deviceOf(run));
    case Column::folder:
        return run.folder.string();
    case Column::problem:
        return textOr(run.problem);
    default:
        return configValue(run, column);
    }
}

Value plainValueOf(const RunSummary& run, Column column) {
    auto value = valueOf(run, column);
    if (auto* number = std::get_if<double>(&value))
        *number *= descriptionOf(column).unit;
    return value;
}

std::string textOf(const RunSummary& run, Column column, Language language) {
    if (column == Column::state)
        return stateText(run.state, language);
    if (column == Column::goal)
        return goalText(run, language);
    const auto value = valueOf(run, column);
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr)
        return {};
    switch (descriptionOf(column).kind) {
    case Kind::time:
        return timeText(*number);
    case Kind::duration:
        return durationText(*number);
    default:
        return (column == Column::accuracyChange && *number > 0 ? "+" : "") +
               fixedText(*number, descriptionOf(column).decimals);
    }
}

bool isBefore(const Value& one, const Value& other, Order order) {
    if (one.index() == 0 || other.index() == 0)
        return one.index() != 0 && other.index() == 0;
    const auto isLess = [](const Value& a, const Value& b) {
        if (a.index() != b.index())
            return a.index() < b.index();
        if (const auto* number = std::get_if<double>(&a))
            return *number < std::get<double>(b);
        return lowered(std::get<std::string>(a)) < lowered(std::get<std::string>(b));
    };
    return order == Order::rising ? isLess(one, other) : isLess(other, one);
}

} // namespace bubblenet::compare
