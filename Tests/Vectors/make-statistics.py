"""Writes statistics.json: python3 make-statistics.py

Student's t distribution and the incomplete beta function come from mpmath with 40 digits (SciPy's
stdtr(1, -1e-8) is off by 3e-9), its quantiles from SciPy, Holm's and Benjamini and Hochberg's
adjustments from statsmodels, summaries from NumPy.
"""

import json
import random

import mpmath
import numpy
from scipy import stats
from statsmodels.stats.multitest import multipletests

generator = random.Random(1995)
mpmath.mp.dps = 40


def incomplete_beta(x, a, b):
    return mpmath.betainc(a, b, 0, x, regularized=True)


def student(freedom, t):
    n, t = mpmath.mpf(freedom), mpmath.mpf(t)
    tail = incomplete_beta(n / (n + t * t), n / 2, mpmath.mpf(1) / 2) / 2
    return float(tail if t < 0 else 1 - tail)


cumulative = []
for freedom in [1, 2, 3, 4, 5, 7, 10, 19, 30, 60, 100, 200, 1000, 2.5]:
    for t in [-40, -12.7, -4.3, -2.2, -1, -0.3, -1e-3, 0, 1e-3, 0.25, 0.9, 1.7, 2.571, 3.9, 9, 55]:
        cumulative.append([freedom, t, student(freedom, t)])
    for t in [-1e-5, -1e-8, 1e-8, 1e-5]:
        cumulative.append([freedom, t, student(freedom, t)])

quantile = []
for freedom in [1, 2, 3, 4, 5, 7, 10, 19, 30, 60, 100, 200, 1000, 2.5]:
    for p in [0.0005, 0.00625, 0.01, 0.025, 0.05, 0.25, 0.4, 0.6, 0.75, 0.9, 0.95, 0.975, 0.99375, 0.999]:
        quantile.append([freedom, p, stats.t.ppf(p, freedom)])

beta = []
for a in [0.5, 1, 1.5, 2, 5, 10, 37.5, 100]:
    for b in [0.5, 1, 2.5, 9, 50]:
        for x in [0, 1e-6, 0.01, 0.2, 0.5, 0.73, 0.95, 0.9999, 1]:
            beta.append([x, a, b, float(incomplete_beta(x, a, b))])

adjusted = []
for size in [1, 2, 3, 4, 5, 8, 13, 40]:
    for _ in range(4):
        p = [generator.random() ** generator.choice([1, 3, 8]) for _ in range(size)]
        if size > 2:
            p[1] = p[0]
        adjusted.append({
            "p": p,
            "holm": list(multipletests(p, method="holm")[1]),
            "benjamini_hochberg": list(multipletests(p, method="fdr_bh")[1]),
        })

samples = []
for size in [1, 2, 3, 4, 9, 10, 101]:
    values = [generator.lognormvariate(0, 1) for _ in range(size)]
    samples.append({
        "values": values,
        "median": numpy.median(values),
        "mean": numpy.mean(values),
        "deviation": numpy.std(values, ddof=1) if size > 1 else None,
    })


def rows(name, entries):
    return json.dumps(name) + ": [\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]"


parts = {
    "cumulative": cumulative, "quantile": quantile, "beta": beta, "adjusted": adjusted,
    "samples": samples,
}
with open("statistics.json", "w", encoding="utf-8") as file:
    file.write("{" + ",\n".join(rows(name, part) for name, part in parts.items()) + "}\n")
