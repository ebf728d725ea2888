"""Writes sessions.json with NumPy and SciPy: python3 make-sessions.py

Families of timing rows held against stored sessions by rule 13 of docs/design's verdict rule, with
the table of rule 6. Families in which a decision hangs on the last digits are left out.
"""

import json
import math
import random

import numpy
from scipy import stats
from statsmodels.stats.multitest import multipletests

generator = random.Random(13)
ALPHA = 0.025


def worse(limit, better):
    return math.log1p(limit) if better == "lower" else -math.log1p(-limit)


def limits(row):
    base = numpy.median(row["base"])
    warn, fail = row["warn"], row["fail"]
    result = [
        worse(warn, row["better"]), worse(fail, row["better"]),
        worse(warn, "higher" if row["better"] == "lower" else "lower"),
    ]
    if row["floor"] is not None:
        share = row["floor"] / base
        up = worse(share, row["better"])
        down = worse(share, "higher" if row["better"] == "lower" else "lower")
        result = [max(result[0], up), max(result[1], up), max(result[2], down)]
    return result


def judge(rows):
    """Verdict, note and interval of every row of a family; None where it is too close to call."""
    states, margins = [], []
    for row in rows:
        sign = 1 if row["better"] == "lower" else -1
        past = [sign * math.log(numpy.median(values)) for values in row["sessions"]]
        estimate = sign * math.log(numpy.median(row["head"])) - numpy.mean(past)
        count = len(past)
        spread = numpy.std(past, ddof=1) * math.sqrt(1 + 1 / count)
        half = stats.t.ppf(1 - ALPHA, count - 1) * spread
        warn, fail, better = limits(row)
        tail = [stats.t.sf(distance / spread, count - 1)
                for distance in (estimate, estimate - warn, -estimate)]
        states.append((estimate, half, warn, fail, better, tail, sign))
        margins += [estimate - warn, estimate - fail, estimate + better]
        margins += [estimate + half - fail, estimate + half - warn]
    methods = ["fdr_bh", "holm", "fdr_bh"]
    adjusted = [
        multipletests([state[5][place] for state in states], method=method)[1]
        for place, method in enumerate(methods)
    ]
    margins += [p - ALPHA for column in adjusted for p in column]
    if min(map(abs, margins)) < 1e-6:
        return None
    results = []
    for index, (estimate, half, warn, fail, better, _, sign) in enumerate(states):
        fails = estimate >= fail and adjusted[1][index] <= ALPHA
        warns = estimate >= warn and adjusted[0][index] <= ALPHA
        improves = estimate <= -better and adjusted[2][index] <= ALPHA
        if estimate + half >= fail:
            verdict = "fail" if fails else "inconclusive"
            note = None if fails else ("regression shown" if warns else "noise")
        elif warns or improves:
            verdict, note = ("warn" if warns else "improved"), None
        else:
            verdict = "pass"
            note = "warn-size change not excluded" if estimate + half >= warn else None
        ends = sorted(100 * math.expm1(sign * (estimate + side * half)) for side in (-1, 1))
        base = numpy.median(rows[index]["base"])
        results.append({
            "verdict": verdict, "note": note, "interval": ends,
            "change": 100 * (numpy.median(rows[index]["head"]) / base - 1),
        })
    return results


def values(center, spread):
    return [round(center * math.exp(generator.gauss(0, spread)), 6) for _ in range(10)]


def row(count):
    center = 10 ** generator.uniform(-1, 3)
    wander = generator.choice([0.001, 0.004, 0.01, 0.03])
    shift = generator.choice([-0.5, -0.3, -0.1, -0.02, 0, 0, 0.03, 0.08, 0.15, 0.25, 0.6])
    sessions = [
        values(center * math.exp(generator.gauss(0, wander)), 0.002) for _ in range(count)
    ]
    return {
        "better": generator.choice(["lower", "higher"]),
        "warn": generator.choice([0.02, 0.05, 0.05]), "fail": generator.choice([0.1, 0.2, 0.2]),
        "floor": round(center * 0.3, 6) if generator.random() < 0.15 else None,
        "base": sessions[0], "sessions": sessions,
        "head": values(center * math.exp(shift + generator.gauss(0, wander)), 0.002),
    }


families = []
while len(families) < 60:
    count = generator.choice([5, 6, 7, 8, 12])
    rows = [row(count) for _ in range(generator.choice([1, 1, 2, 4]))]
    judged = judge(rows)
    if judged:
        families.append([{**row, **result} for row, result in zip(rows, judged)])
with open("sessions.json", "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(json.dumps(family) for family in families) + "\n]\n")
verdicts = [row["verdict"] + "/" + str(row["note"]) for family in families for row in family]
print({verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))})
