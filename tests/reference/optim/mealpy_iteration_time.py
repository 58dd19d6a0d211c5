# SPDX-License-Identifier: GPL-3.0-only
"""Prints what an iteration of mealpy's OriginalWOA takes: 30 whales on the 30-D sphere, the median of 500 in milliseconds.
Needs mealpy (written with 3.0.3). usage: mealpy_iteration_time.py
"""
import importlib.metadata
import statistics

import mealpy
import numpy as np


def main():
    bounds = mealpy.FloatVar(lb=[-100.] * 30, ub=[100.] * 30)
    method = mealpy.WOA.OriginalWOA(epoch=500, pop_size=30)
    method.solve({"bounds": bounds, "minmax": "min", "obj_func": lambda x: float(np.dot(x, x)), "log_to": None}, seed=1)
    times = method.history.list_epoch_time  # one for each epoch, the first population not among them
    print(f"mealpy {importlib.metadata.version('mealpy')}: {1000 * statistics.median(times):.3f} ms an iteration, "
          f"the median of {len(times)}")


main()
