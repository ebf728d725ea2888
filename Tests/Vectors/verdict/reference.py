"""The rule perfkit-verdict/1, items 1 to 9, written a second time: counts are exact fractions, the
averages a sorted list, the adjustments those of statsmodels. Writes cases.json, always the same.

Needs numpy, scipy and statsmodels.
"""

import itertools
import json
import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

ROUNDING = 1e-12  # logarithms that differ by less are equal
LAWS = {}


def law(k):
    """P(W_k <= w) of every w."""
    if k not in LAWS:
        ways = [1]
        for n in range(1, k + 1):
            ways = [(ways[w] if w < len(ways) else 0) + (ways[w - n] if w >= n else 0)
                    for w in range(len(ways) + n)]
        LAWS[k] = [float(Fraction(c, 2 ** k)) for c in itertools.accumulate(ways)]
    return LAWS[k]


def below(k, w):
    return 0.0 if w < 0 else law(k)[min(w, len(law(k)) - 1)]


def critical(k, q):
    found = [w for w, share in enumerate(law(k)) if share <= q]
    return found[-1] if found else None


def worse(limit, better, base, floor):
    share = limit["relative"] if "relative" in limit else limit["absolute"] / base
    bound = math.log1p(share) if better == "lower" else -math.log(1 - share)
    if floor is not None:
        amount = floor / base
        bound = max(bound, abs(math.log(1 + amount if better == "lower" else 1 - amount)))
    return bound


def widening(y, e):
    k = len(y)
    if k < 20:
        return 1.0
    reach = 3 * 1.4826 * np.median(np.abs(y - np.median(y)))
    if reach == 0:
        return 1.0
    clipped = np.clip(y, e - reach, e + reach)
    d = clipped - clipped.mean()
    r1 = float((d[1:] * d[:-1]).sum() / (d * d).sum())
    if r1 <= 1.645 / math.sqrt(k) - 1 / k:
        return 1.0
    r = min(0.8, max(0.0, (k * r1 + 1) / (k - 4)))
    return math.sqrt((1 + r) / (1 - r))


def estimate(row, looks, alpha):
    base, head = np.array(row["base"]), np.array(row["head"])
    sign = 1 if row["better"] == "lower" else -1
    y = sign * np.log(head / base)
    k = len(y)
    a = np.sort(np.array([(y[i] + y[j]) / 2 for i in range(k) for j in range(i, k)]))
    e = float(np.median(a))
    other = "higher" if row["better"] == "lower" else "lower"
    middle = float(np.median(base))
    limits = {
        "warn": worse(row["warn"], row["better"], middle, row["floor"]),
        "fail": worse(row["fail"], row["better"], middle, row["floor"]),
        "improved": worse(row["warn"], other, middle, row["floor"]),
    }
    v = widening(y, e)
    count = len(looks)

    def ends(q):
        c = critical(k, q)
        if c is None:
            return -math.inf, math.inf
        return e - v * (e - a[c]), e + v * (a[len(a) - 1 - c] - e)

    lower, upper = ends(alpha / count)
    lower1, upper1 = ends(alpha)

    def at(t):
        return e + (t - e) / v if v > 1 else t

    c = critical(k, alpha / count)
    if c is None:
        mde = math.inf
    else:
        h = (upper - lower) / 2
        mde = max(limits["warn"], h) + 1.2816 * h / norm.isf(below(k, c))
        mde = math.expm1(mde) if sign > 0 else 1 - math.exp(-mde)
    return {
        "pairs": k, "estimate": e, "lower": lower, "upper": upper, "lower1": lower1, "upper1": upper1,
        "pWarn": min(1, count * below(k, int((a <= at(0) + ROUNDING).sum()))),
        "pFail": min(1, count * below(k, int((a <= at(limits["warn"]) + ROUNDING).sum()))),
        "pBetter": min(1, count * below(k, int((a >= at(0) - ROUNDING).sum()))),
        "widening": v, "mde": mde, "change": 100 * (math.exp(sign * e) - 1),
    }, limits


def table(upper, limits, fails, warns, betters):
    if upper >= limits["fail"] - ROUNDING:
        if fails:
            return "fail", []
        return "inconclusive", ["regression shown" if warns else "noise"]
    if warns:
        return "warn", []
    if betters:
        return "improved", []
    return "pass", ["warn-size change not excluded"] if upper >= limits["warn"] - ROUNDING else []


def judge(rows, looks, confidence, over, may_raise=True, size=None):
    alpha = (1 - confidence) / 2
    needed = math.ceil(math.log2(len(looks) * (size or len(rows)) / alpha))
    looks = sorted(set(looks))
    if may_raise:
        looks[-1] = max(looks[-1], needed)
    outcomes = []
    for row in rows:
        outcome = {"decision": None, "notes": []}
        bad = [(i + 1, side) for i in range(max(len(row["base"]), len(row["head"])))
               for side in ("base", "head")
               if i >= len(row[side]) or not math.isfinite(row[side][i])]
        if bad:
            outcome = {"decision": "inconclusive", "notes": [f"no value of {bad[0][1]} in pair {bad[0][0]}"]}
        elif not row["base"]:
            outcome = {"decision": "inconclusive" if over else looks[0],
                       "notes": ["no pairs"] if over else []}
        elif min(row["base"] + row["head"]) <= 0:
            outcome = {"decision": "info", "notes": ["zero"]}
        outcomes.append(outcome)
    numbers = {}
    for index, row in enumerate(rows):
        if outcomes[index]["decision"] is None:
            numbers[index] = estimate(row, looks, alpha)
    family = [i for i in range(len(rows)) if outcomes[i]["decision"] != "info"]

    def adjusted(key, method):
        p = [numbers[i][0][key] if i in numbers else 1.0 for i in family]
        return dict(zip(family, multipletests(p, method=method)[1])) if p else {}

    failing, warning = adjusted("pFail", "holm"), adjusted("pWarn", "fdr_bh")
    improving = adjusted("pBetter", "fdr_bh")
    for index, (row, limits) in numbers.items():
        e, k = row["estimate"], row["pairs"]
        shown = (e >= limits["fail"] - ROUNDING and failing[index] <= alpha,
                 e >= limits["warn"] - ROUNDING and warning[index] <= alpha,
                 e <= -limits["improved"] + ROUNDING and improving[index] <= alpha)
        verdict, notes = table(row["upper"], limits, *shown)
        low, high = -limits["improved"] + ROUNDING, limits["warn"] - ROUNDING
        inside = row["lower1"] > low and row["upper1"] < high
        narrow = row["upper1"] - row["lower1"] <= limits["warn"] + ROUNDING and low < e < high
        stop = verdict in ("fail", "warn", "improved") or verdict == "pass" and (inside or narrow)
        later = [n for n in looks if n > k]
        if not stop and not over and later:
            verdict = later[0]
        elif (looks[-1] if stop else k) < needed:
            verdict, notes = "inconclusive", [f"{needed} pairs needed"]
        notes = notes + (["autocorrelated"] if row["widening"] > 1 else [])
        outcomes[index] = {"decision": verdict, "notes": notes, **row}
    return outcomes


def series(rng, k, noise, spread):
    if noise == "normal":
        return spread * rng.standard_normal(k)
    if noise == "outliers":
        return spread * rng.standard_normal(k) + (rng.random(k) < 0.1) * rng.uniform(0.15, 0.4, k)
    if noise == "ties":
        return np.round(spread * rng.standard_normal(k), 2)
    values = [0.0]
    while len(values) < k + 20:
        values.append(0.7 * values[-1] + spread * rng.standard_normal())
    return np.array(values[-k:])


def random_row(rng, k):
    better = str(rng.choice(["lower", "higher"]))
    noise = str(rng.choice(["normal", "outliers", "ties", "wandering"]))
    effect = float(rng.choice([0, 0, 0.03, 0.05, 0.1, 0.2, 0.25, 0.4, -0.1, -0.3]))
    spread = float(rng.choice([0.003, 0.01, 0.03, 0.1]))
    base = 100 * np.exp(0.02 * rng.standard_normal(k))
    y = effect + series(rng, k, noise, spread)
    head = base * np.exp(y if better == "lower" else -y)
    if noise == "ties":
        base, head = np.round(base), np.maximum(1, np.round(head))
    limits = [({"relative": 0.05}, {"relative": 0.2}), ({"relative": 0.02}, {"relative": 0.1}),
              ({"absolute": 4}, {"absolute": 30})]
    warn, fail = limits[rng.choice(3, p=[0.7, 0.2, 0.1])]
    floor = 8 if rng.random() < 0.15 else None
    return {"better": better, "warn": warn, "fail": fail, "floor": floor,
            "base": [float(f"{v:.5g}") for v in base], "head": [float(f"{v:.5g}") for v in head]}


def plain(value):
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return value.item() if isinstance(value, np.generic) else value


def cases():
    rng = np.random.default_rng(11)
    for index in range(84):
        looks = [[10, 20, 40, 60], [20], [8], [10, 20, 40, 60], [20, 40], [6]][index % 6]
        over = bool(rng.random() < 0.4)
        may_raise = bool(rng.random() < 0.7)
        rows = []
        for _ in range(int(rng.choice([1, 1, 2, 3, 8] if index % 20 else [30]))):
            k = int(rng.choice(looks)) if not over else int(rng.integers(3, looks[-1] + 1))
            rows.append(random_row(rng, k))
        if index % 17 == 3:
            rows.append({**rows[0], "head": rows[0]["head"][:-1]})
        if index % 17 == 5:
            rows.append({**rows[0], "base": [0.0] + rows[0]["base"][1:]})
        if index % 17 == 7:
            rows.append({**rows[0], "base": [], "head": []})
        yield {"looks": looks, "confidence": 0.95 if index % 7 else 0.99, "over": over,
               "mayRaise": may_raise, "rows": rows}


def grid():
    """The table of one row over (e, l, u), where F, B and I are what l and u say."""
    limits = {"warn": math.log(1.05), "fail": math.log(1.2), "improved": -math.log(0.95)}
    steps = [x / 100 for x in range(-30, 46, 5)]
    for lower, e, upper in itertools.combinations_with_replacement(steps, 3):
        shown = (e >= limits["fail"] and lower > limits["warn"],
                 e >= limits["warn"] and lower > 0, e <= -limits["improved"] and upper < 0)
        verdict, notes = table(upper, limits, *shown)
        yield [lower, e, upper, verdict, *notes]


document = []
for case in cases():
    case["outcomes"] = judge(
        case["rows"], case["looks"], case["confidence"], case["over"], case["mayRaise"])
    document.append(case)
text = "{\"cases\": [\n" + ",\n".join(json.dumps(plain(case)) for case in document)
text += "\n],\n\"table\": [\n" + ",\n".join(json.dumps(row) for row in grid()) + "\n]}\n"
pathlib.Path(__file__).with_name("cases.json").write_text(text)
