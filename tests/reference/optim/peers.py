# SPDX-License-Identifier: GPL-3.0-only
"""Writes peers.csv: what published implementations reach on the functions of core/optim/test_functions.h, 30-D, at equal
numbers of evaluations: the best objective's minimum, quartiles and maximum over seeds. Run r has the problem of
makeTestProblem(…, Rng(r)). Needs the packages of PACKAGES. One thread, about 10 minutes.
usage: peers.py (writes beside itself, peer by peer; lines that the file has already are kept)

An evaluation is a call of the objective, wherever it comes from; the best of the first `budget` calls counts, and the
next call ends the run. Populations are 30 at 15,000 evaluations and 20 at 600, but for cma (its own 14; it ends early where
doubles do) and minionpy (its own 150, 60 on the small budget). mealpy's L_SHADE has the name, but its population never
shrinks.
"""
import contextlib
import csv
import functools
import importlib.metadata
import io
import itertools
import pathlib
import random
import warnings

import cma
import mealpy
import minionpy
import numpy as np
import scipy.optimize
from EvoloPy.optimizers import GWO, PSO, WOA

PACKAGES = ["mealpy", "EvoloPy", "scipy", "cma", "minionpy", "numpy"]
OUT = pathlib.Path(__file__).with_name("peers.csv")
COLUMNS = ["function", "variation", "evaluations", "peer", "seeds", "minimum", "quartile1", "median", "quartile3", "maximum"]
DIMENSION = 30
BUDGETS = {600: 20, 15000: 30}  # evaluations: population
VARIATIONS = {"plain": 0, "shifted": 0.1, "far": 0.4}  # TestFunctionSettings::largestShift


# ---- the functions (Mirjalili & Lewis 2016, tables 1 and 2)

def rosenbrock(x):
    return np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (x[:-1] - 1) ** 2)


def rastrigin(x):
    return np.sum(x * x - 10 * np.cos(2 * np.pi * x) + 10)


def ackley(x):
    return -20 * np.exp(-.2 * np.sqrt(np.mean(x * x))) - np.exp(np.mean(np.cos(2 * np.pi * x))) + 20 + np.e


def griewank(x):
    return np.sum(x * x) / 4000 - np.prod(np.cos(x / np.sqrt(np.arange(1, len(x) + 1)))) + 1


def penalised2(x):
    wave = np.sin(3 * np.pi * x) ** 2
    smooth = wave[0] + np.sum((x[:-1] - 1) ** 2 * (1 + wave[1:])) + (x[-1] - 1) ** 2 * (1 + np.sin(2 * np.pi * x[-1]) ** 2)
    return .1 * smooth + np.sum(100 * np.maximum(np.abs(x) - 5, 0) ** 4)


FUNCTIONS = {"F1": (lambda x: np.dot(x, x), 100, 0), "F5": (rosenbrock, 30, 1), "F9": (rastrigin, 5.12, 0),
             "F10": (ackley, 32, 0), "F11": (griewank, 600, 0), "F13": (penalised2, 50, 1)}  # formula, bound, optimum


# ---- bubblenet::Rng(seed).stream(name).uniform(), for the shift

MASK = 2 ** 64 - 1


def rotated(x, bits):
    return (x << bits | x >> 64 - bits) & MASK


def mixed(state):
    z = state = (state + 0x9e3779b97f4a7c15) & MASK
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9 & MASK
    z = (z ^ z >> 27) * 0x94d049bb133111eb & MASK
    return state, z ^ z >> 31


def uniforms(seed, name, count):
    hashed = 0xcbf29ce484222325
    for byte in name.encode():
        hashed = (hashed ^ byte) * 0x100000001b3 & MASK
    state = mixed(mixed(seed ^ rotated(hashed, 17))[1])[1]
    s = []
    for _ in range(4):
        state, word = mixed(state)
        s.append(word)
    values = []
    for _ in range(count):
        values.append((rotated(s[1] * 5 & MASK, 7) * 9 & MASK) >> 11)
        t = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotated(s[3], 45)
    return np.array(values) * 2. ** -53


class Spent(Exception):
    pass


class Problem:
    def __init__(self, function, variation, budget, seed):
        self.formula, self.bound, optimum = FUNCTIONS[function]
        self.seed, self.budget, self.population = seed, budget, BUDGETS[budget]
        largest = VARIATIONS[variation]
        shift = (-largest + 2 * largest * uniforms(seed, "shift", DIMENSION)) * 2 * self.bound
        self.shift = np.where(np.abs(optimum + shift) < self.bound, shift, -shift)
        self.calls, self.best = 0, np.inf

    def __call__(self, x):
        if self.calls == self.budget:
            raise Spent
        self.calls += 1
        x = np.asarray(x, float)
        assert np.all(np.abs(x) <= self.bound * (1 + 1e-12)), "outside of the box"
        value = float(self.formula(x - self.shift))
        self.best = min(self.best, value)
        return value

    __name__ = "problem"


# ---- the peers

def with_mealpy(name, problem):
    module, algorithm = name.split(".")
    variable = mealpy.FloatVar(lb=[-problem.bound] * DIMENSION, ub=[problem.bound] * DIMENSION)
    wrapped = mealpy.Problem(bounds=variable, minmax="min", obj_func=problem, log_to=None)
    wrapped.n_objs  # asks for one value to see whether it is a number: no evaluation of the method's
    problem.calls, problem.best = 0, np.inf
    # Made of whole populations: the first, then one each epoch.
    method = getattr(getattr(mealpy, module), algorithm)(epoch=problem.budget // problem.population - 1,
                                                         pop_size=problem.population)
    method.solve(wrapped, seed=problem.seed)


def with_evolopy(method, problem):
    method(problem, -problem.bound, problem.bound, DIMENSION, problem.population, problem.budget // problem.population)


def with_scipy(problem):
    first = np.random.default_rng(problem.seed).uniform(-problem.bound, problem.bound, (problem.population, DIMENSION))
    scipy.optimize.differential_evolution(problem, [(-problem.bound, problem.bound)] * DIMENSION, init=first, tol=0, atol=0,
                                          maxiter=problem.budget // problem.population - 1, polish=False, rng=problem.seed)


def with_cma(problem):
    start = np.random.default_rng(problem.seed).uniform(-problem.bound, problem.bound, DIMENSION)
    endless = dict(tolfun=0, tolfunhist=0, tolfunrel=0, tolx=0, tolstagnation=10 ** 9, tolflatfitness=10 ** 9)
    cma.fmin2(problem, start, 2 * problem.bound / 6, dict(bounds=[-problem.bound, problem.bound], seed=problem.seed + 1,
                                                          maxfevals=problem.budget, verbose=-9, **endless))


def with_minionpy(problem):
    method = minionpy.LSHADE(lambda positions: [problem(x) for x in positions], [(-problem.bound, problem.bound)] * DIMENSION,
                             maxevals=problem.budget, seed=problem.seed,
                             options=dict(population_size=min(5 * DIMENSION, problem.budget // 10), x_tol=0.))
    try:
        method.optimize()
    except RuntimeError:  # what comes out of C++ for Spent
        if problem.calls < problem.budget:
            raise


PEERS = {
    "mealpy WOA": functools.partial(with_mealpy, "WOA.OriginalWOA"),
    "mealpy GWO": functools.partial(with_mealpy, "GWO.OriginalGWO"),
    "mealpy PSO": functools.partial(with_mealpy, "PSO.OriginalPSO"),
    "mealpy L_SHADE": functools.partial(with_mealpy, "SHADE.L_SHADE"),
    "mealpy SADE": functools.partial(with_mealpy, "DE.SADE"),
    "evolopy WOA": functools.partial(with_evolopy, WOA.WOA),
    "evolopy GWO": functools.partial(with_evolopy, GWO.GWO),
    "evolopy PSO": functools.partial(with_evolopy, PSO.PSO),
    "scipy DE": with_scipy,
    "cma CMA-ES": with_cma,
    "minionpy LSHADE": with_minionpy,
}
SMALL_BUDGET_ONLY = ["mealpy L_SHADE", "mealpy SADE", "evolopy WOA", "evolopy GWO"]  # slow
SEEDS = {600: 31, 15000: 7}


def best_of(peer, *problem_settings):
    problem = Problem(*problem_settings)
    random.seed(problem.seed)
    np.random.seed(problem.seed)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Spent), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        PEERS[peer](problem)
    return problem.best


def lines_of(peer, budget):
    if budget != 600 and peer in SMALL_BUDGET_ONLY:
        return
    for variation in ["plain", "shifted", "far"] if budget == 600 else ["plain", "shifted"]:
        for function in FUNCTIONS:
            results = [best_of(peer, function, variation, budget, seed) for seed in range(SEEDS[budget])]
            quantiles = np.percentile(results, [0, 25, 50, 75, 100])
            yield [function, variation, budget, peer, len(results)] + [f"{quantile:.6g}" for quantile in quantiles]


def main():
    lines = [line for line in csv.reader(OUT.open()) if len(line) == len(COLUMNS) and line[3] in PEERS] if OUT.exists() else []
    done = {(int(line[2]), line[3]) for line in lines}
    for budget, peer in itertools.product(BUDGETS, PEERS):
        if (budget, peer) in done:
            continue
        lines += lines_of(peer, budget)
        lines.sort(key=lambda line: (int(line[2]), list(PEERS).index(line[3])))
        with OUT.open("w") as file:
            print("#", ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES), file=file)
            csv.writer(file, lineterminator="\n").writerows([COLUMNS] + lines)


main()
