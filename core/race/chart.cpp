// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/chart.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

#include "core/base/error.h"
#include "core/race/axis.h"
#include "core/race/curves.h"
#include "core/race/text.h"

namespace bubblenet::race {

namespace {

// In pixels. The plot lies at (kPlotX, kPlotY) of its panel.
constexpr double kPanelWidth = 460;
constexpr double kPanelHeight = 304;
constexpr double kPlotX = 62;
constexpr double kPlotY = 48;
constexpr double kPlotWidth = 380;
constexpr double kPlotHeight = 210;
constexpr double kChartWidth = 2 * kPanelWidth;
constexpr double kLegendRow = 22;
constexpr double kLegendLine = 26;

// Okabe & Ito, "Color universal design" (2008), without the black and the yellow, which are lost on a dark and a white
// ground; a grey in their place. What comes after them is dashed.
constexpr std::array<std::string_view, 7> kColours{"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                   "#E69F00", "#56B4E9", "#808080"};
constexpr std::array<std::string_view, 4> kDashes{"", "7 3", "2 3", "9 3 2 3"};

struct Curve {
    std::size_t method = 0; ///< by which it is coloured
    Band band;              ///< lower and upper empty: a line alone
};

struct Panel {
    std::string title;
    std::string label; ///< of the vertical axis
    std::vector<std::int64_t> grid;
    std::vector<Curve> curves;
    Axis vertical;
};

std::string pixels(double value) {
    std::array<char, 32> digits{};
    // Far outside of the plot is as good as any number, and has few digits.
    value = std::clamp(value, -1e4, 1e4);
    return std::string(
        digits.data(),
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 1).ptr);
}

/// Letters are taken for 0.6 of the font's size wide, those of East Asia for all of it.
double widthOf(std::string_view text, double fontPixels) {
    double width = 0;
    while (!text.empty()) {
        const std::size_t bytes = std::max<std::size_t>(characterBytes(text), 1);
        width += (bytes >= 3 ? 1.0 : 0.6) * fontPixels;
        text.remove_prefix(bytes);
    }
    return width;
}

std::string fitted(const std::string& text, double widthPixels, double fontPixels) {
    std::size_t characters = characterCount(text);
    while (characters > 1 && widthOf(shortened(text, characters), fontPixels) > widthPixels)
        --characters;
    return shortened(text, characters);
}

std::string word(double x, double y, const std::string& attributes, const std::string& text) {
    return "<text x=\"" + pixels(x) + "\" y=\"" + pixels(y) + "\" " + attributes + ">" + escaped(text) + "</text>\n";
}

std::string strokeOf(std::size_t method) {
    const std::string_view dash = kDashes[method / kColours.size() % kDashes.size()];
    return "fill=\"none\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke=\"" +
           std::string(kColours[method % kColours.size()]) + "\"" +
           (dash.empty() ? "" : " stroke-dasharray=\"" + std::string(dash) + "\"");
}

double xOf(double evaluations, const Panel& panel) {
    return kPlotX + kPlotWidth * evaluations / static_cast<double>(panel.grid.back());
}

double yOf(double value, const Panel& panel) {
    return kPlotY + kPlotHeight * (1 - panel.vertical.share(value));
}

bool isDrawable(double value) {
    constexpr double kLargest = 1e300; // that differences do not overflow
    return std::abs(value) < kLargest;
}

/// "5000", "20k", "1.5M", for a round number.
std::string evaluationsText(double evaluations) {
    const double unit = evaluations < 1e4 ? 1 : evaluations < 1e6 ? 1e3 : 1e6;
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), evaluations / unit).ptr;
    return std::string(digits.data(), end) + (unit == 1 ? "" : unit == 1e3 ? "k" : "M");
}

std::string pathOf(const Panel& panel, const std::vector<double>& values) {
    std::string path;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (isDrawable(values[i]))
            path += (path.empty() ? "M" : " L") + pixels(xOf(static_cast<double>(panel.grid[i]), panel)) + " " +
                    pixels(yOf(values[i], panel));
    const bool isOnePoint = !path.empty() && path.find('L') == std::string::npos;
    return isOnePoint ? path + " h-6" : path; // a point alone would not be seen
}

std::string bandOf(const Panel& panel, const Band& band) {
    std::string there;
    std::string back;
    for (std::size_t i = 0; i < band.lower.size(); ++i) {
        if (!isDrawable(band.lower[i]) || !isDrawable(band.upper[i]))
            continue;
        const std::string x = pixels(xOf(static_cast<double>(panel.grid[i]), panel)) + " ";
        there += (there.empty() ? "M" : " L") + x + pixels(yOf(band.upper[i], panel));
        back.insert(0, " L" + x + pixels(yOf(band.lower[i], panel)));
    }
    return there.empty() ? "" : there + back + " Z";
}

std::string ticksOf(const Panel& panel) {
    std::string svg;
    for (const Tick& tick : panel.vertical.ticks) {
        const std::string y = pixels(yOf(tick.value, panel));
        svg += "<path class=\"grid\" stroke=\"#dddddd\" d=\"M" + pixels(kPlotX) + " " + y + " H" +
               pixels(kPlotX + kPlotWidth) + "\"/>\n";
        svg += word(kPlotX - 7, yOf(tick.value, panel) + 4,
                    "class=\"muted\" fill=\"#555555\" font-size=\"11\" text-anchor=\"end\"", tick.label);
    }
    const double bottom = kPlotY + kPlotHeight;
    for (const Tick& tick : linearAxis(0, static_cast<double>(panel.grid.back())).ticks) {
        if (tick.value != std::floor(tick.value)) // there is no half evaluation
            continue;
        const double x = xOf(tick.value, panel);
        svg += "<path class=\"grid\" stroke=\"#dddddd\" d=\"M" + pixels(x) + " " + pixels(kPlotY) + " V" +
               pixels(bottom + 4) + "\"/>\n";
        svg += word(x, bottom + 17, "class=\"muted\" fill=\"#555555\" font-size=\"11\" text-anchor=\"middle\"",
                    evaluationsText(tick.value));
    }
    return svg + word(kPlotX + kPlotWidth / 2, bottom + 34,
                      "class=\"muted\" fill=\"#555555\" font-size=\"11\" text-anchor=\"middle\"", "evaluations");
}

std::string drawn(const Panel& panel, const std::vector<std::string>& methods, double left, double top) {
    std::string svg = "<g transform=\"translate(" + pixels(left) + " " + pixels(top) + ")\">\n";
    const double width = kPanelWidth - 28;
    svg += word(14, 18, "class=\"ink\" fill=\"#111111\" font-size=\"14\" font-weight=\"bold\"",
                fitted(panel.title, width, 15));
    svg += word(14, 36, "class=\"muted\" fill=\"#555555\" font-size=\"12\"", fitted(panel.label, width, 12));
    svg += ticksOf(panel) + "<g clip-path=\"url(#race-plot)\">\n";
    std::string lines;
    for (const Curve& curve : panel.curves) {
        if (const std::string band = bandOf(panel, curve.band); !band.empty())
            svg += "<path fill-opacity=\"0.15\" fill=\"" + std::string(kColours[curve.method % kColours.size()]) +
                   "\" d=\"" + band + "\"/>\n";
        if (const std::string path = pathOf(panel, curve.band.median); !path.empty())
            lines += "<path " + strokeOf(curve.method) + " d=\"" + path + "\"><title>" +
                     escaped(methods[curve.method]) + "</title></path>\n";
    }
    svg += lines + "</g>\n";
    if (lines.empty())
        svg += word(kPlotX + kPlotWidth / 2, kPlotY + kPlotHeight / 2,
                    "class=\"muted\" fill=\"#555555\" font-size=\"12\" text-anchor=\"middle\"",
                    "no evaluation found anything");
    return svg + "</g>\n";
}

/// Covers what is drawn; on a linear axis from a twentieth of the evaluations on, because the fall of the first ones
/// would press all that matters against the bottom.
Axis verticalAxis(const Panel& panel) {
    std::array<double, 2> all{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    std::array<double, 2> late = all;
    const auto include = [](std::array<double, 2>& range, double value) {
        range = {std::min(range[0], value), std::max(range[1], value)};
    };
    for (const Curve& curve : panel.curves)
        for (const auto* values : {&curve.band.lower, &curve.band.median, &curve.band.upper})
            for (std::size_t i = 0; i < values->size(); ++i) {
                if (!isDrawable((*values)[i]))
                    continue;
                include(all, (*values)[i]);
                if (panel.grid[i] * 20 >= panel.grid.back())
                    include(late, (*values)[i]);
            }
    if (all[0] > all[1])
        return linearAxis(0, 1);
    return scaleFor(all[0], all[1]) == Scale::logarithmic ? logarithmicAxis(all[0], all[1])
                                                          : paddedLinearAxis(late[0], late[1]);
}

Panel problemPanel(const std::vector<Lap>& lapsOnProblem, const std::vector<std::string>& methods) {
    Panel panel{.title = lapsOnProblem[0].problem,
                .label = lapsOnProblem[0].objectiveLabel,
                .grid = evaluationGrid(lapsOnProblem[0].evaluations)};
    for (std::size_t method = 0; method < methods.size(); ++method)
        if (const auto laps = lapsOfMethod(lapsOnProblem, methods[method]); !laps.empty())
            panel.curves.push_back({method, bestSoFar(laps, panel.grid)});
    panel.vertical = verticalAxis(panel);
    return panel;
}

Panel targetsPanel(const std::vector<Lap>& laps, const std::vector<std::string>& methods) {
    const auto longest = std::max_element(laps.begin(), laps.end(),
                                          [](const Lap& a, const Lap& b) { return a.evaluations < b.evaluations; });
    Panel panel{.title = problemNames(laps).size() > 1 ? "Targets reached, all problems" : "Targets reached",
                .label = "% of all (problem, seed, target)",
                .grid = evaluationGrid(longest->evaluations)};
    for (std::size_t method = 0; method < methods.size(); ++method) {
        std::vector<double> percent = reachedShares(laps, methods[method], panel.grid);
        for (double& share : percent)
            share *= 100;
        panel.curves.push_back({method, {.lower = {}, .median = std::move(percent), .upper = {}}});
    }
    panel.vertical = linearAxis(0, 100);
    return panel;
}

struct Legend {
    std::string svg;
    double height = 0;
};

Legend legendOf(const std::vector<std::string>& methods) {
    constexpr double kFont = 12;
    constexpr double kWidest = 300;
    Legend legend{.svg = "", .height = kLegendRow};
    double x = 14;
    for (std::size_t method = 0; method < methods.size(); ++method) {
        const std::string name = fitted(methods[method], kWidest, kFont);
        const double width = kLegendLine + 6 + widthOf(name, kFont) + 18;
        if (x > 14 && x + width > kChartWidth) {
            x = 14;
            legend.height += kLegendRow;
        }
        const double y = legend.height;
        legend.svg += "<path " + strokeOf(method) + " d=\"M" + pixels(x) + " " + pixels(y - 4) + " h" +
                      pixels(kLegendLine) + "\"/>\n" +
                      word(x + kLegendLine + 6, y, "class=\"ink\" fill=\"#111111\" font-size=\"12\"", name);
        x += width;
    }
    legend.height += 12;
    return legend;
}

} // namespace

std::string chartSvg(const std::vector<Lap>& laps) {
    checkLaps(laps);
    if (laps.empty())
        throw Error("a race without laps cannot be drawn; run it first");
    const std::vector<std::string> methods = methodNames(laps);
    std::vector<Panel> panels;
    for (const std::string& problem : problemNames(laps))
        panels.push_back(problemPanel(lapsOnProblem(laps, problem), methods));
    panels.push_back(targetsPanel(laps, methods));
    const Legend legend = legendOf(methods);
    const double height = legend.height + kPanelHeight * static_cast<double>((panels.size() + 1) / 2);
    const std::string size = "width=\"" + pixels(kChartWidth) + "\" height=\"" + pixels(height) + "\"";
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " viewBox=\"0 0 " + pixels(kChartWidth) +
                      " " + pixels(height) + "\" role=\"img\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\">\n" +
                      "<title>The best objective so far, and the targets reached, over the evaluations</title>\n" +
                      "<rect class=\"paper\" fill=\"#ffffff\" " + size + "/>\n" +
                      "<clipPath id=\"race-plot\"><rect x=\"" + pixels(kPlotX) + "\" y=\"" + pixels(kPlotY - 1) +
                      "\" width=\"" + pixels(kPlotWidth + 1) + "\" height=\"" + pixels(kPlotHeight + 2) +
                      "\"/></clipPath>\n" + legend.svg;
    for (std::size_t i = 0; i < panels.size(); ++i)
        svg += drawn(panels[i], methods, i % 2 == 0 ? 0 : kPanelWidth,
                     legend.height + kPanelHeight * static_cast<double>(i / 2));
    return svg + "</svg>\n";
}

} // namespace bubblenet::race
