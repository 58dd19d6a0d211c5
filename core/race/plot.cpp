// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/plot.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

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

std::string_view colourOf(std::size_t series) {
    return kColours[series % kColours.size()];
}

std::string strokeOf(std::size_t series) {
    const std::string_view dash = kDashes[series / kColours.size() % kDashes.size()];
    return "fill=\"none\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke=\"" + std::string(colourOf(series)) +
           "\"" + (dash.empty() ? "" : " stroke-dasharray=\"" + std::string(dash) + "\"");
}

double xOf(double value, const Plot& plot) {
    return kPlotX + kPlotWidth * plot.horizontal.share(value);
}

double yOf(double value, const Plot& plot) {
    return kPlotY + kPlotHeight * (1 - plot.vertical.share(value));
}

std::string pathOf(const Plot& plot, const PlotCurve& curve) {
    std::string path;
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        if (isDrawable(curve.y[i]))
            path += (path.empty() ? "M" : " L") + pixels(xOf(curve.x[i], plot)) + " " + pixels(yOf(curve.y[i], plot));
    return path;
}

bool isOnePoint(const PlotCurve& curve) {
    std::size_t points = 0;
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        points += isDrawable(curve.x[i]) && isDrawable(curve.y[i]) ? 1 : 0;
    return points == 1;
}

std::string bandOf(const Plot& plot, const PlotCurve& curve) {
    std::string there;
    std::string back;
    for (std::size_t i = 0; i < curve.lower.size(); ++i) {
        if (!isDrawable(curve.lower[i]) || !isDrawable(curve.upper[i]))
            continue;
        const std::string x = pixels(xOf(curve.x[i], plot)) + " ";
        there += (there.empty() ? "M" : " L") + x + pixels(yOf(curve.upper[i], plot));
        back.insert(0, " L" + x + pixels(yOf(curve.lower[i], plot)));
    }
    return there.empty() ? "" : there + back + " Z";
}

std::string marksOf(const Plot& plot, const PlotCurve& curve, const std::string& name) {
    std::string svg;
    for (std::size_t i = 0; i < curve.x.size(); ++i)
        if (isDrawable(curve.x[i]) && isDrawable(curve.y[i]))
            svg += "<circle r=\"5\" fill=\"" + std::string(colourOf(curve.series)) + "\" cx=\"" +
                   pixels(xOf(curve.x[i], plot)) + "\" cy=\"" + pixels(yOf(curve.y[i], plot)) + "\"><title>" +
                   escaped(name) + "</title></circle>\n";
    return svg;
}

std::string ticksOf(const Plot& plot) {
    std::string svg;
    for (const Tick& tick : plot.vertical.ticks) {
        const std::string y = pixels(yOf(tick.value, plot));
        svg += "<path class=\"grid\" stroke=\"#dddddd\" d=\"M" + pixels(kPlotX) + " " + y + " H" +
               pixels(kPlotX + kPlotWidth) + "\"/>\n";
        svg += word(kPlotX - 7, yOf(tick.value, plot) + 4,
                    "class=\"muted\" fill=\"#555555\" font-size=\"11\" text-anchor=\"end\"", tick.label);
    }
    const double bottom = kPlotY + kPlotHeight;
    for (const Tick& tick : plot.horizontal.ticks) {
        const double x = xOf(tick.value, plot);
        svg += "<path class=\"grid\" stroke=\"#dddddd\" d=\"M" + pixels(x) + " " + pixels(kPlotY) + " V" +
               pixels(bottom + 4) + "\"/>\n";
        svg += word(x, bottom + 17, "class=\"muted\" fill=\"#555555\" font-size=\"11\" text-anchor=\"middle\"",
                    tick.label);
    }
    return svg + word(kPlotX + kPlotWidth / 2, bottom + 34,
                      "class=\"muted\" fill=\"#555555\" font-size=\"11\" text-anchor=\"middle\"", plot.horizontalLabel);
}

std::string drawn(const Plot& plot, const std::vector<std::string>& names, double left, double top) {
    std::string svg = "<g transform=\"translate(" + pixels(left) + " " + pixels(top) + ")\">\n";
    const double width = kPanelWidth - 28;
    svg += word(14, 18, "class=\"ink\" fill=\"#111111\" font-size=\"14\" font-weight=\"bold\"",
                fitted(plot.title, width, 15));
    svg += word(14, 36, "class=\"muted\" fill=\"#555555\" font-size=\"12\"", fitted(plot.label, width, 12));
    svg += ticksOf(plot) + "<g clip-path=\"url(#race-plot)\">\n";
    std::string lines;
    for (const PlotCurve& curve : plot.curves) {
        const std::string& name = names[curve.series];
        if (curve.style == PlotCurve::Style::marks || isOnePoint(curve)) { // a line of one would not be seen
            lines += marksOf(plot, curve, name);
            continue;
        }
        if (const std::string band = bandOf(plot, curve); !band.empty())
            svg += "<path fill-opacity=\"0.15\" fill=\"" + std::string(colourOf(curve.series)) + "\" d=\"" + band +
                   "\"/>\n";
        if (const std::string path = pathOf(plot, curve); !path.empty())
            lines +=
                "<path " + strokeOf(curve.series) + " d=\"" + path + "\"><title>" + escaped(name) + "</title></path>\n";
    }
    svg += lines + "</g>\n";
    if (lines.empty())
        svg += word(kPlotX + kPlotWidth / 2, kPlotY + kPlotHeight / 2,
                    "class=\"muted\" fill=\"#555555\" font-size=\"12\" text-anchor=\"middle\"", plot.emptyText);
    return svg + "</g>\n";
}

struct Legend {
    std::string svg;
    double height = 0;
};

Legend legendOf(const std::vector<std::string>& names) {
    constexpr double kFont = 12;
    constexpr double kWidest = 300;
    Legend legend{.svg = "", .height = kLegendRow};
    double x = 14;
    for (std::size_t series = 0; series < names.size(); ++series) {
        const std::string name = fitted(names[series], kWidest, kFont);
        const double width = kLegendLine + 6 + widthOf(name, kFont) + 18;
        if (x > 14 && x + width > kChartWidth) {
            x = 14;
            legend.height += kLegendRow;
        }
        const double y = legend.height;
        legend.svg += "<path " + strokeOf(series) + " d=\"M" + pixels(x) + " " + pixels(y - 4) + " h" +
                      pixels(kLegendLine) + "\"/>\n" +
                      word(x + kLegendLine + 6, y, "class=\"ink\" fill=\"#111111\" font-size=\"12\"", name);
        x += width;
    }
    legend.height += 12;
    return legend;
}

} // namespace

bool isDrawable(double value) {
    constexpr double kLargest = 1e300; // that differences do not overflow
    return std::abs(value) < kLargest;
}

std::string plotsSvg(const std::vector<Plot>& plots, const std::vector<std::string>& names, const std::string& title) {
    const Legend legend = legendOf(names);
    const double height = legend.height + kPanelHeight * static_cast<double>((plots.size() + 1) / 2);
    const std::string size = "width=\"" + pixels(kChartWidth) + "\" height=\"" + pixels(height) + "\"";
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " viewBox=\"0 0 " + pixels(kChartWidth) +
                      " " + pixels(height) + "\" role=\"img\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\">\n" +
                      "<title>" + escaped(title) + "</title>\n" + "<rect class=\"paper\" fill=\"#ffffff\" " + size +
                      "/>\n" + "<clipPath id=\"race-plot\"><rect x=\"" + pixels(kPlotX) + "\" y=\"" +
                      pixels(kPlotY - 1) + "\" width=\"" + pixels(kPlotWidth + 1) + "\" height=\"" +
                      pixels(kPlotHeight + 2) + "\"/></clipPath>\n" + legend.svg;
    for (std::size_t i = 0; i < plots.size(); ++i)
        svg += drawn(plots[i], names, i % 2 == 0 ? 0 : kPanelWidth,
                     legend.height + kPanelHeight * static_cast<double>(i / 2));
    return svg + "</svg>\n";
}

} // namespace bubblenet::race
