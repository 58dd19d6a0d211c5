# SPDX-License-Identifier: GPL-3.0-only
"""Writes reference.txt: what scipy and numpy make of values that tests/core/race gives to its own statistics.

usage: make_reference.py > reference.txt     (needs scipy; written with 1.17)
One line for each name: the name, then its numbers. Wilcoxon: the two samples, then the smaller sum of ranks and p.
"""
import numpy as np
from scipy import stats

random = np.random.default_rng(20)


def put(name, values):
    print(name, *(float(v).hex() for v in np.ravel(values)))


def wilcoxon(name, first, second, method):
    result = stats.wilcoxon(first, second, zero_method="wilcox", correction=True, method=method)
    put(f"wilcoxon.{name}.first", first)
    put(f"wilcoxon.{name}.second", second)
    put(f"wilcoxon.{name}.expected", [result.statistic, result.pvalue])


def normal(count, shift):
    return random.normal(9, 1, count), random.normal(9 + shift, 1, count)


def rounded(count, shift, decimals):
    """Ties between the differences, and differences of zero."""
    return [np.round(values * 2 ** decimals) / 2 ** decimals for values in normal(count, shift)]


def all_signs(first, second):
    """Exact in spite of ties: every assignment of signs. scipy's ranks of what is left when zeros are dropped."""
    keep = first != second
    return first[keep], second[keep], stats.PermutationMethod(n_resamples=2 ** 20)


for count, shift in ((5, 3), (8, 1), (9, -0.4), (12, 0.6), (20, 0.3), (25, -0.5)):
    wilcoxon(f"exact{count}", *normal(count, shift), "exact")
for count, decimals in ((6, 0), (8, 1), (10, 1), (15, 2), (18, 0)):
    first, second = rounded(count, 0.8, decimals)
    kept_first, kept_second, method = all_signs(first, second)
    put(f"wilcoxon.ties{count}.first", first)
    put(f"wilcoxon.ties{count}.second", second)
    result = stats.wilcoxon(kept_first, kept_second, method=method)
    put(f"wilcoxon.ties{count}.expected", [result.statistic, result.pvalue])
for count, shift in ((26, 0.4), (60, -0.2), (200, 0.1)):
    wilcoxon(f"normal{count}", *normal(count, shift), "approx")
for count, decimals in ((40, 1), (80, 0)):
    wilcoxon(f"normalTies{count}", *rounded(count, 0.4, decimals), "approx")

for name, values in (("distinct", random.normal(9, 1, (7, 4))), ("shifted", random.normal([9, 9.5, 10], 0.5, (10, 3))),
                     ("ties", np.round(random.normal(9, 1, (12, 5)))), ("few", random.normal(9, 1, (3, 3)))):
    for row in values:
        put(f"friedman.{name}.block", row)
    result = stats.friedmanchisquare(*values.T)
    put(f"friedman.{name}.expected", [result.statistic, result.pvalue])
    put(f"friedman.{name}.ranks", stats.rankdata(values, axis=1).mean(0))

for count in (1, 2, 5, 8, 11):
    values = random.normal(9, 1, count)
    put(f"quartiles.{count}.values", values)
    put(f"quartiles.{count}.expected", np.quantile(values, [0.25, 0.5, 0.75]))

values = np.round(random.normal(9, 1, 15))
put("ranks.values", values)
put("ranks.expected", stats.rankdata(values))
