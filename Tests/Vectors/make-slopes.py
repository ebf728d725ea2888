"""Writes slopes.json with SciPy: python3 make-slopes.py

Intervals of Sen's slope by scipy.stats.theilslopes over evenly spaced values, with ties, plateaus
and steps as resource series have them.
"""

import json

import numpy
from scipy import stats

generator = numpy.random.default_rng(1968)
steps = numpy.arange(60)
series = {
    "noise": generator.normal(0, 1, 40),
    "rising": 0.05 * steps + generator.normal(0, 1, 60),
    "falling": -0.3 * steps + generator.normal(0, 2, 60),
    "leak": numpy.floor(steps / 7) + 12,
    "staircase": numpy.repeat([3, 3, 4, 4, 5], 12),
    "one step": numpy.repeat([5, 6], 30),
    "spike": numpy.where(steps == 30, 900, 5),
    "constant": numpy.full(20, 7),
    "four": [1, 3, 2, 5],
    "eleven": generator.integers(0, 4, 11),
    "pages": 4096 * generator.integers(1000, 1010, 200).cumsum(),
}
rows = []
for name, values in series.items():
    values = [float(value) for value in values]
    for confidence in (0.9, 0.95, 0.99):
        found = stats.theilslopes(values, numpy.arange(len(values)), confidence)
        rows.append(
            {
                "name": name, "values": values, "confidence": confidence,
                "slope": found.slope, "lower": found.low_slope, "upper": found.high_slope,
            }
        )
with open("slopes.json", "w", encoding="utf-8") as file:
    json.dump(rows, file, indent=None, sort_keys=True)
    file.write("\n")
