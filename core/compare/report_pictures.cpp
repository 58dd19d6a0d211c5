// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/report_pictures.h"

#include <algorithm>
#include <cmath>

#include "core/race/plot.h"

namespace bubblenet::compare {

namespace {

using race::Plot;
using race::PlotCurve;

void fitAxes(Plot& plot) {
    double low[] = {INFINITY, INFINITY};
    double high[] = {-INFINITY, -INFINITY};
    const auto include = [&](std::size_t axis, double value) {
        if (!race::isDrawable(value))
            return;
        low[axis] = std::min(low[axis], value);
        high[axis] = std::max(high[axis], value);
    };
    for (const auto& curve : plot.curves)
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            include(0, curve.x[i]);
            include(1, curve.y[i]);
        }
    constexpr double kRoom = 1.04; // a mark at the end is whole
    plot.horizontal = low[0] <= high[0] ? race::linearAxis(0, std::max(kRoom * high[0], 1e-9)) : race::linearAxis(0, 1);
    plot.vertical = low[1] <= high[1] ? race::paddedLinearAxis(low[1], high[1]) : race::linearAxis(0, 1);
}

bool isEmpty(const Plot& plot) {
    return std::all_of(plot.curves.begin(), plot.curves.end(), [](const auto& curve) { return curve.x.empty(); });
}

Plot plotOf(Language l, std::string title, std::string label, std::string horizontalLabel) {
    return {.title = std::move(title),
            .label = std::move(label),
            .horizontalLabel = std::move(horizontalLabel),
            .horizontal = {},
            .vertical = {},
            .curves = {},
            .emptyText = word(l, "no data", "没有数据")};
}

/// A best-so-far holds until the next: steps, up to the last candidate.
PlotCurve stepsOf(const RunRecord& record, std::size_t series) {
    PlotCurve curve{.series = series, .x = {}, .y = {}};
    for (const auto& point : record.bestSoFar) {
        if (!curve.x.empty()) {
            curve.x.push_back(point.x);
            curve.y.push_back(curve.y.back());
        }
        curve.x.push_back(point.x);
        curve.y.push_back(point.y);
    }
    if (!curve.x.empty()) {
        curve.x.push_back(static_cast<double>(record.candidates));
        curve.y.push_back(curve.y.back());
    }
    return curve;
}

PlotCurve lineOf(const std::vector<CurvePoint>& points, std::size_t series) {
    PlotCurve curve{.series = series, .x = {}, .y = {}};
    for (const auto& point : points) {
        curve.x.push_back(point.x);
        curve.y.push_back(point.y);
    }
    return curve;
}

std::vector<Plot> curvePlots(const std::vector<Run>& runs, Language l) {
    auto search =
        plotOf(l, word(l, "Best candidate so far", "迄今最佳候选"),
               word(l, "accuracy on the judged images, %", "评判图像上的准确率，%"), word(l, "candidates", "候选"));
    auto rounds = plotOf(l, word(l, "Rounds", "轮次"), word(l, "accuracy after training, %", "训练后准确率，%"),
                         word(l, "round", "轮次"));
    auto epochs = plotOf(l, word(l, "Training and fine-tuning", "训练与微调"),
                         word(l, "validation accuracy, %", "验证准确率，%"), word(l, "epochs", "训练轮"));
    for (std::size_t i = 0; i < runs.size(); ++i) {
        search.curves.push_back(stepsOf(runs[i]->record, i));
        rounds.curves.push_back(lineOf(runs[i]->record.rounds, i));
        epochs.curves.push_back(lineOf(runs[i]->record.epochs, i));
    }
    std::vector<Plot> plots;
    for (auto* plot : {&search, &rounds, &epochs})
        if (!isEmpty(*plot)) {
            fitAxes(*plot);
            race::keepWholeTicks(plot->horizontal);
            plots.push_back(std::move(*plot));
        }
    return plots;
}

/// Of the runs on one data set: accuracies on others are no comparison. Empty where none has both.
Plot costPlot(const std::vector<Run>& runs, const std::string& dataset, Language l) {
    auto plot = plotOf(l, word(l, "Cost against accuracy", "代价与准确率") + (dataset.empty() ? "" : ": " + dataset),
                       word(l, "test accuracy, %; the line: what no other beats", "测试准确率，%；线：无可超越者"),
                       word(l, "MACs (M)", "乘加 (M)"));
    std::vector<CurvePoint> points;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto macs = resultingCost(*runs[i], Cost::macs);
        const auto accuracy = resultingAccuracy(*runs[i]);
        if (!macs || !accuracy || judgedOn(*runs[i]) != dataset)
            continue;
        points.push_back({*macs / 1e6, *accuracy});
        plot.curves.push_back(
            {.series = i, .x = {points.back().x}, .y = {points.back().y}, .style = PlotCurve::Style::marks});
    }
    PlotCurve front{.series = runs.size(), .x = {}, .y = {}};
    for (const auto i : paretoFront(points)) {
        if (!front.x.empty()) {
            front.x.push_back(points[i].x);
            front.y.push_back(front.y.back());
        }
        front.x.push_back(points[i].x);
        front.y.push_back(points[i].y);
    }
    if (front.x.size() > 1)
        plot.curves.insert(plot.curves.begin(), std::move(front)); // below the marks
    fitAxes(plot);
    return plot;
}

std::vector<Plot> costPlots(const std::vector<Run>& runs, Language l) {
    std::vector<Plot> plots;
    for (const auto& dataset : judgedOn(runs))
        if (auto plot = costPlot(runs, dataset, l); !isEmpty(plot))
            plots.push_back(std::move(plot));
    return plots;
}

std::vector<std::string> namesOf(const std::vector<Run>& runs) {
    std::vector<std::string> names;
    for (const auto& run : runs)
        names.push_back(nameOf(*run));
    return names;
}

} // namespace

std::string curvesSvg(const std::vector<Run>& runs, Language language) {
    const auto plots = curvePlots(runs, language);
    return plots.empty() ? "" : race::plotsSvg(plots, namesOf(runs), word(language, "Curves", "曲线"));
}

std::string comparisonSvg(const std::vector<Run>& runs, Language language) {
    auto plots = costPlots(runs, language);
    for (auto& curves : curvePlots(runs, language))
        plots.push_back(std::move(curves));
    if (plots.empty())
        return {};
    auto names = namesOf(runs);
    const bool hasFront = std::any_of(plots.begin(), plots.end(), [&](const auto& plot) {
        return std::any_of(plot.curves.begin(), plot.curves.end(),
                           [&](const auto& curve) { return curve.series == runs.size(); });
    });
    if (hasFront)
        names.push_back(word(language, "front", "前沿"));
    return race::plotsSvg(plots, names, word(language, "Cost against accuracy, and curves", "代价与准确率，以及曲线"));
}

} // namespace bubblenet::compare
