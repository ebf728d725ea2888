"""Writes proportions.json with SciPy: python3 make-proportions.py

Exact intervals of a probability (Clopper & Pearson) by scipy.stats.binomtest.
"""

import json

from scipy import stats

rows = []
for trials in (1, 2, 10, 100, 2000):
    for successes in sorted({0, 1, trials // 20, trials // 2, trials - 1, trials}):
        for confidence in (0.9, 0.95, 0.99):
            interval = stats.binomtest(successes, trials).proportion_ci(confidence, "exact")
            rows.append(
                {
                    "successes": successes, "trials": trials, "confidence": confidence,
                    "lower": interval.low, "upper": interval.high,
                }
            )
with open("proportions.json", "w", encoding="utf-8") as file:
    json.dump(rows, file, indent=1, sort_keys=True)
    file.write("\n")
