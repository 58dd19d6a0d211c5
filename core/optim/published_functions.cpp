// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/published_functions.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace bubblenet::optim {

namespace {

using std::numbers::pi;
using Point = std::span<const double>;

double square(double value) {
    return value * value;
}

double countOf(Point x) {
    return static_cast<double>(x.size());
}

// Mirjalili & Lewis 2016, table 1: one hollow.

double sphere(Point x) {
    double sum = 0;
    for (const double value : x)
        sum += value * value;
    return sum;
}

double schwefel222(Point x) {
    double sum = 0;
    double product = 1;
    for (const double value : x) {
        sum += std::abs(value);
        product *= std::abs(value);
    }
    return sum + product;
}

double schwefel12(Point x) {
    double prefix = 0;
    double sum = 0;
    for (const double value : x) {
        prefix += value;
        sum += prefix * prefix;
    }
    return sum;
}

double schwefel221(Point x) {
    double largest = 0;
    for (const double value : x)
        largest = std::max(largest, std::abs(value));
    return largest;
}

double rosenbrock(Point x) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
        sum += 100 * square(x[i + 1] - x[i] * x[i]) + square(x[i] - 1);
    return sum;
}

// Yao, Liu & Lin round x + 0.5 down, which makes steps; the whale's article and program do not.
double step(Point x) {
    double sum = 0;
    for (const double value : x)
        sum += square(value + 0.5);
    return sum;
}

double quartic(Point x) {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        sum += static_cast<double>(i + 1) * square(square(x[i]));
    return sum;
}

// Table 2: many hollows.

// Beyond ±500, where a moved optimum takes the box, the formula would fall without end. There it is the bound's value
// and the squared distance to the bound.
double schwefel226(Point x) {
    double sum = 0;
    for (const double value : x) {
        const double inside = std::clamp(value, -500.0, 500.0);
        sum += square(value - inside) - inside * std::sin(std::sqrt(std::abs(inside)));
    }
    return sum;
}

double rastrigin(Point x) {
    double sum = 0;
    for (const double value : x)
        sum += value * value - 10 * std::cos(2 * pi * value) + 10;
    return sum;
}

double ackley(Point x) {
    double squares = 0;
    double cosines = 0;
    for (const double value : x) {
        squares += value * value;
        cosines += std::cos(2 * pi * value);
    }
    return -20 * std::exp(-0.2 * std::sqrt(squares / countOf(x))) - std::exp(cosines / countOf(x)) + 20 +
           std::numbers::e;
}

double griewank(Point x) {
    double sum = 0;
    double product = 1;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sum += x[i] * x[i] / 4000;
        product *= std::cos(x[i] / std::sqrt(static_cast<double>(i + 1)));
    }
    return sum - product + 1;
}

// The u(x, a, 100, 4) of F12 and F13.
double penalty(double value, double bound) {
    return 100 * square(square(std::max(std::abs(value) - bound, 0.0)));
}

double penalised1(Point x) {
    const auto y = [&](std::size_t i) { return 1 + (x[i] + 1) / 4; };
    double sum = 10 * square(std::sin(pi * y(0))) + square(y(x.size() - 1) - 1);
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
        sum += square(y(i) - 1) * (1 + 10 * square(std::sin(pi * y(i + 1))));
    double penalties = 0;
    for (const double value : x)
        penalties += penalty(value, 10);
    return pi / countOf(x) * sum + penalties;
}

double penalised2(Point x) {
    const double last = x.back();
    double sum = square(std::sin(3 * pi * x.front())) + square(last - 1) * (1 + square(std::sin(2 * pi * last)));
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
        sum += square(x[i] - 1) * (1 + square(std::sin(3 * pi * x[i + 1])));
    double penalties = 0;
    for (const double value : x)
        penalties += penalty(value, 5);
    return 0.1 * sum + penalties;
}

// Table 3: few coordinates.

double foxholes(Point x) {
    double sum = 1.0 / 500;
    for (int hole = 0; hole < 25; ++hole) {
        const double x0 = x[0] - 16 * (hole % 5 - 2);
        const double x1 = x[1] - 16 * (hole / 5 - 2);
        sum += 1 / (hole + 1 + square(x0 * x0 * x0) + square(x1 * x1 * x1));
    }
    return 1 / sum;
}

double kowalik(Point x) {
    constexpr double kMeasured[] = {.1957, .1947, .1735, .16, .0844, .0627, .0456, .0342, .0323, .0235, .0246};
    constexpr double kInverse[] = {.25, .5, 1, 2, 4, 6, 8, 10, 12, 14, 16};
    double sum = 0;
    for (std::size_t i = 0; i < std::size(kMeasured); ++i) {
        const double b = 1 / kInverse[i];
        sum += square(kMeasured[i] - x[0] * (b * b + b * x[1]) / (b * b + b * x[2] + x[3]));
    }
    return sum;
}

double camel(Point x) {
    const double x0 = x[0] * x[0];
    const double x1 = x[1] * x[1];
    return 4 * x0 - 2.1 * x0 * x0 + x0 * x0 * x0 / 3 + x[0] * x[1] - 4 * x1 + 4 * x1 * x1;
}

double branin(Point x) {
    return square(x[1] - 5.1 / (4 * pi * pi) * x[0] * x[0] + 5 / pi * x[0] - 6) +
           10 * (1 - 1 / (8 * pi)) * std::cos(x[0]) + 10;
}

double goldsteinPrice(Point x) {
    const double u = x[0];
    const double v = x[1];
    const double first = 19 - 14 * u + 3 * u * u - 14 * v + 6 * u * v + 3 * v * v;
    const double second = 18 - 32 * u + 12 * u * u + 48 * v - 36 * u * v + 27 * v * v;
    return (1 + square(u + v + 1) * first) * (30 + square(2 * u - 3 * v) * second);
}

template<std::size_t dimension>
double hartmann(Point x, const double (&a)[4][dimension], const double (&p)[4][dimension]) {
    constexpr double kDepths[] = {1, 1.2, 3, 3.2};
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        double distance = 0;
        for (std::size_t j = 0; j < dimension; ++j)
            distance += a[i][j] * square(x[j] - p[i][j]);
        sum -= kDepths[i] * std::exp(-distance);
    }
    return sum;
}

double hartmann3(Point x) {
    static constexpr double kA[4][3] = {{3, 10, 30}, {.1, 10, 35}, {3, 10, 30}, {.1, 10, 35}};
    static constexpr double kP[4][3] = {
        {.3689, .1170, .2673}, {.4699, .4387, .7470}, {.1091, .8732, .5547}, {.03815, .5743, .8828}};
    return hartmann(x, kA, kP);
}

// The third row's .1451 is Dixon & Szegö's of 1978. Yao, Liu & Lin's .1415 is a misprint: their optimum is the other's.
double hartmann6(Point x) {
    static constexpr double kA[4][6] = {
        {10, 3, 17, 3.5, 1.7, 8}, {.05, 10, 17, .1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, .05, 10, .1, 14}};
    static constexpr double kP[4][6] = {{.1312, .1696, .5569, .0124, .8283, .5886},
                                        {.2329, .4135, .8307, .3736, .1004, .9991},
                                        {.2348, .1451, .3522, .2883, .3047, .6650},
                                        {.4047, .8828, .8732, .5743, .1091, .0381}};
    return hartmann(x, kA, kP);
}

template<std::size_t holes> double shekel(Point x) {
    static constexpr double kPlaces[10][4] = {{4, 4, 4, 4}, {1, 1, 1, 1}, {8, 8, 8, 8}, {6, 6, 6, 6}, {3, 7, 3, 7},
                                              {2, 9, 2, 9}, {5, 5, 3, 3}, {8, 1, 8, 1}, {6, 2, 6, 2}, {7, 3.6, 7, 3.6}};
    static constexpr double kWidths[10] = {.1, .2, .2, .4, .4, .6, .3, .7, .5, .5};
    double sum = 0;
    for (std::size_t i = 0; i < holes; ++i) {
        double distance = kWidths[i];
        for (std::size_t j = 0; j < 4; ++j)
            distance += square(x[j] - kPlaces[i][j]);
        sum -= 1 / distance;
    }
    return sum;
}

std::vector<Coordinate> cube(std::size_t dimension, double low, double high) {
    return std::vector<Coordinate>(dimension, {low, high});
}

} // namespace

// The optima that are no round numbers are found by Newton's method.
const std::vector<PublishedFunction>& publishedFunctions() {
    static const std::vector<PublishedFunction> all{
        {"F1", sphere, {{-100, 100}}, {0}},
        {"F2", schwefel222, {{-10, 10}}, {0}},
        {"F3", schwefel12, {{-100, 100}}, {0}},
        {"F4", schwefel221, {{-100, 100}}, {0}},
        {"F5", rosenbrock, {{-30, 30}}, {1}},
        {"F6", step, {{-100, 100}}, {-0.5}},
        {"F7", quartic, {{-1.28, 1.28}}, {0}, true},
        {"F8", schwefel226, {{-500, 500}}, {420.968746359994}},
        {"F9", rastrigin, {{-5.12, 5.12}}, {0}},
        {"F10", ackley, {{-32, 32}}, {0}},
        {"F11", griewank, {{-600, 600}}, {0}},
        {"F12", penalised1, {{-50, 50}}, {-1}},
        {"F13", penalised2, {{-50, 50}}, {1}},
        {"F14", foxholes, cube(2, -65.536, 65.536), {-31.978334835, -31.978334835}},
        {"F15",
         kowalik,
         cube(4, -5, 5),
         {0.19283345298214935, 0.19083623879177233, 0.12311729628030403, 0.1357659899855996}},
        {"F16", camel, cube(2, -5, 5), {0.08984201310031828, -0.7126564030207395}},
        {"F17", branin, {{-5, 10}, {0, 15}}, {pi, 2.275}},
        {"F18", goldsteinPrice, cube(2, -2, 2), {0, -1}},
        {"F19", hartmann3, cube(3, 0, 1), {0.11461433858965549, 0.5556488499718572, 0.852546953520866}},
        {"F20",
         hartmann6,
         cube(6, 0, 1),
         {0.2016895110067055, 0.1500106918234577, 0.4768739742218972, 0.27533243049405587, 0.31165161660011326,
          0.6573005340656207}},
        {"F21", shekel<5>, cube(4, 0, 10), {4.000037152819676, 4.00013327659156, 4.000037152819676, 4.00013327659156}},
        {"F22",
         shekel<7>,
         cube(4, 0, 10),
         {4.000572916185823, 4.000689366185305, 3.9994897088591506, 3.9996061588586316}},
        {"F23",
         shekel<10>,
         cube(4, 0, 10),
         {4.000746531592046, 4.000592934138532, 3.999663398040323, 3.9995098005868073}},
    };
    return all;
}

} // namespace bubblenet::optim
