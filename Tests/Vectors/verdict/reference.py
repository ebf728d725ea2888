"""The rule perfkit-verdict/1, items 1 to 12, written a second time: counts are exact fractions, the
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


def in_unit(row):
    return "absolute" in row["warn"] or "absolute" in row["fail"] or row["floor"] is not None


def by_difference(row):
    return row.get("scale") == "absolute" or min(row["base"] + row["head"]) <= 0


def amounts(row):
    """The limits of a row that is judged by difference, in its unit."""
    middle = abs(float(np.median(row["base"])))

    def amount(limit):
        if "absolute" in limit:
            return limit["absolute"]
        return limit["relative"] * middle if middle else None

    warn, fail = amount(row["warn"]), amount(row["fail"])
    if warn is None:
        warn = 0 if fail is None else fail
    if fail is None:
        fail = warn
    if "absolute" in row["fail"]:
        warn = min(warn, fail)
    fail = max(fail, warn)
    floor = row["floor"] or 0
    return {"warn": max(warn, floor), "fail": max(fail, floor), "improved": max(warn, floor),
            "rounding": ROUNDING * max(abs(x) for x in row["base"] + row["head"]),
            "middle": middle}


def estimate(row, looks, alpha):
    base, head = np.array(row["base"]), np.array(row["head"])
    sign = 1 if row["better"] == "lower" else -1
    if by_difference(row):
        return ranks(sign * (head - base), amounts(row), len(looks), alpha, sign)
    other = "higher" if row["better"] == "lower" else "lower"
    middle = float(np.median(base))
    limits = {
        "warn": worse(row["warn"], row["better"], middle, row["floor"]),
        "fail": worse(row["fail"], row["better"], middle, row["floor"]),
        "improved": worse(row["warn"], other, middle, row["floor"]), "rounding": ROUNDING,
    }
    return ranks(sign * np.log(head / base), limits, len(looks), alpha, sign)


def ranks(y, limits, count, alpha, sign):
    """Items 2, 4, 8 and 9 of effects at one of `count` looks."""
    k = len(y)
    small = limits["rounding"]
    a = np.sort(np.array([(y[i] + y[j]) / 2 for i in range(k) for j in range(i, k)]))
    e = float(np.median(a))
    v = widening(y, e)

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
    h = (upper - lower) / 2
    mde = math.inf if c is None else max(limits["warn"], h) + 1.2816 * h / norm.isf(below(k, c))
    numbers = {
        "pairs": k, "estimate": e, "lower": lower, "upper": upper, "lower1": lower1, "upper1": upper1,
        "pWarn": min(1, count * below(k, int((a <= at(0) + small).sum()))),
        "pFail": min(1, count * below(k, int((a <= at(limits["warn"]) + small).sum()))),
        "pBetter": min(1, count * below(k, int((a >= at(0) - small).sum()))),
        "widening": v,
    }
    if "middle" in limits:
        middle = limits["middle"]
        numbers |= {"mde": mde / middle if middle else math.inf,
                    "change": 100 * sign * e / middle if middle else math.nan,
                    "amount": sign * e, "low": min(sign * lower, sign * upper),
                    "high": max(sign * lower, sign * upper), "detectable": mde}
    else:
        if c is not None:
            mde = math.expm1(mde) if sign > 0 else 1 - math.exp(-mde)
        numbers |= {"mde": mde, "change": 100 * (math.exp(sign * e) - 1)}
    return numbers, limits


def table(upper, limits, fails, warns, betters):
    if upper >= limits["fail"] - limits["rounding"]:
        if fails:
            return "fail", []
        return "inconclusive", ["regression shown" if warns else "noise"]
    if warns:
        return "warn", []
    if betters:
        return "improved", []
    return "pass", ["warn-size change not excluded"] if upper >= limits["warn"] - limits["rounding"] else []


def planned(looks, rows, alpha, may_raise):
    """The looks in order, the last one raised to what the rows need, and that number."""
    needed = math.ceil(math.log2(len(set(looks)) * rows / alpha))
    looks = sorted(set(looks))
    if may_raise:
        looks[-1] = max(looks[-1], needed)
    return looks, needed


def unusable(row, looks, over):
    """What is said of a row without numbers; None of one that has them."""
    if row.get("scale") == "absolute" and not in_unit(row):
        return "info", ["no limit in the unit"]
    for i in range(max(len(row["base"]), len(row["head"]))):
        for side in ("base", "head"):
            if i >= len(row[side]) or not math.isfinite(row[side][i]):
                return "inconclusive", [f"no value of {side} in pair {i + 1}"]
    if not row["base"]:
        return ("inconclusive", ["no pairs"]) if over else (looks[0], [])
    if by_difference(row) and not in_unit(row):
        return "info", ["zero"]
    return None


def verdict(numbers, limits, shown, looks, needed, over):
    """Items 6 and 3 of a row: the verdict or the next look, and notes."""
    e, k, small = numbers["estimate"], numbers["pairs"], limits["rounding"]
    entry, notes = table(numbers["upper"], limits, *shown)
    low, high = -limits["improved"] + small, limits["warn"] - small
    inside = numbers["lower1"] > low and numbers["upper1"] < high
    narrow = numbers["upper1"] - numbers["lower1"] <= limits["warn"] + small and low < e < high
    stop = entry in ("fail", "warn", "improved") or entry == "pass" and (inside or narrow)
    later = [n for n in looks if n > k]
    if not stop and not over and later:
        return later[0], notes
    if (looks[-1] if stop else k) < needed:
        return "inconclusive", [f"{needed} pairs needed"]
    return entry, notes


def judge(rows, looks, confidence, over, may_raise=True, size=None):
    alpha = (1 - confidence) / 2
    size = size or len(rows)
    plans = [planned(row.get("looks") or planned(looks, size, alpha, may_raise)[0],
                     1 if row.get("scale") == "absolute" else size, alpha,
                     may_raise and bool(row.get("looks"))) for row in rows]
    outcomes, numbers = [], {}
    for index, row in enumerate(rows):
        found = unusable(row, plans[index][0], over)
        if found is None:
            numbers[index] = estimate(row, plans[index][0], alpha)
            found = None, []
        outcomes.append({"decision": found[0], "notes": found[1]})

    def is_relative(index):
        if index in numbers:
            return "middle" not in numbers[index][1]
        return rows[index].get("scale") != "absolute"

    family = [i for i in range(len(rows)) if outcomes[i]["decision"] != "info" and is_relative(i)]

    def adjusted(key, method):
        p = {i: found[key] for i, (found, _) in numbers.items()}
        if family:
            p |= dict(zip(family, multipletests([p.get(i, 1.0) for i in family], method=method)[1]))
        return p

    failing, warning = adjusted("pFail", "holm"), adjusted("pWarn", "fdr_bh")
    improving = adjusted("pBetter", "fdr_bh")
    for index, (found, limits) in numbers.items():
        e, small = found["estimate"], limits["rounding"]
        shown = (e >= limits["fail"] - small and failing[index] <= alpha,
                 e >= limits["warn"] - small and warning[index] <= alpha,
                 e <= -limits["improved"] + small and improving[index] <= alpha)
        decision, notes = verdict(found, limits, shown, *plans[index], over)
        if rows[index].get("scale") != "absolute" and "middle" in limits:
            notes = notes + ["zero: judged by difference"]
        notes = notes + (["autocorrelated"] if found["widening"] > 1 else [])
        outcomes[index] = {"decision": decision, "notes": notes, **found}
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


def difference_row(rng, k):
    """A row around zero, or one of times with a zero among them."""
    spread = float(rng.choice([1, 3, 10]))
    effect = float(rng.choice([0, 0, 4, 10, 20, 40, -20]))
    middle = float(rng.choice([0, 0, 50, -50]))
    base = middle + np.round(spread * rng.standard_normal(k), 1)
    head = base + np.round(effect + series(rng, k, str(rng.choice(
        ["normal", "outliers", "ties", "wandering"])), spread), 1)
    absolute, share = {"absolute": 5}, {"relative": 0.05}
    warn, fail, floor = [
        (absolute, {"absolute": 20}, None), (absolute, {"absolute": 20}, 8),
        (share, {"absolute": 15}, None), (absolute, {"relative": 0.2}, None),
        (share, {"relative": 0.2}, 6), (share, {"relative": 0.2}, None),
    ][rng.choice(6, p=[0.3, 0.1, 0.2, 0.15, 0.15, 0.1])]
    return {"better": str(rng.choice(["lower", "higher"])), "warn": warn, "fail": fail,
            "floor": floor, "scale": str(rng.choice(["absolute", "relative"])),
            "base": [float(f"{v:.5g}") for v in base], "head": [float(f"{v:.5g}") for v in head]}


def further_cases():
    """Rows judged by difference and rows with their own looks, alone and beside others."""
    rng = np.random.default_rng(12)
    for index in range(60):
        looks = [[10, 20, 40, 60], [20], [10, 20, 40, 60]][index % 3]
        over = bool(rng.random() < 0.4)
        rows = []
        for _ in range(int(rng.choice([1, 2, 4]))):
            own = [None, None, [12], [6], [30, 15]][rng.choice(5)]
            k = int(rng.choice(own or looks)) if not over else int(rng.integers(3, 31))
            row = difference_row(rng, k) if rng.random() < 0.6 else random_row(rng, k)
            rows.append(row | ({"looks": own} if own else {}))
        if index % 15 == 4:
            rows.append({**rows[0], "base": [], "head": []})
        family = max(1, sum(row.get("scale") != "absolute" for row in rows))
        yield {"looks": looks, "confidence": 0.95, "over": over, "family": family,
               "mayRaise": bool(rng.random() < 0.7), "rows": rows}


def means(rows, weights):
    """Item 10: the weighted mean of the y of several rows, and the direction's sign."""
    k = min(len(row["base"]) for row in rows)
    sign = 1 if rows[0]["better"] == "lower" else -1
    y = [sign * (np.log(row["head"][:k]) - np.log(row["base"][:k])) for row in rows]
    return np.average(y, axis=0, weights=weights), sign


def bounds(warn, fail, better):
    other = "higher" if better == "lower" else "lower"
    share = [{"relative": warn}, {"relative": fail}]
    return {"warn": worse(share[0], better, 1, None), "fail": worse(share[1], better, 1, None),
            "improved": worse(share[0], other, 1, None), "rounding": ROUNDING}


def judge_group(rows, weights, warn, fail):
    g, sign = means(rows, weights)
    limits = bounds(warn, fail, rows[0]["better"])
    found, _ = ranks(g, limits, 1, 0.025, sign)
    e = found["estimate"]
    shown = (e >= limits["fail"] - ROUNDING and found["pFail"] <= 0.025,
             e >= limits["warn"] - ROUNDING and found["pWarn"] <= 0.025,
             e <= -limits["improved"] + ROUNDING and found["pBetter"] <= 0.025)
    decision, notes = table(found["upper"], limits, *shown)
    if found["pairs"] < 6:
        decision, notes = "inconclusive", ["6 pairs needed"]
    return {"decision": decision, "notes": notes + wandering(found), **found}


def wandering(found):
    return ["autocorrelated"] if found["widening"] > 1 else []


def judge_overhead(rows, weights, at_most, looks, over):
    g, sign = means(rows, weights)
    looks, needed = planned(looks, 1, 0.025, True)
    limits = bounds(at_most, at_most, rows[0]["better"])
    found, _ = ranks(g, limits, len(looks), 0.025, sign)
    k, limit = found["pairs"], limits["fail"]
    c = critical(k, 0.025 / len(looks))
    if c is not None:
        h = (found["upper"] - found["lower"]) / 2
        true = limit + h + 1.2816 * h / norm.isf(below(k, c))
        found["mde"] = math.expm1(true) if sign > 0 else 1 - math.exp(-true)
    later = [n for n in looks if n > k]
    notes = []
    if found["upper"] < limit - ROUNDING:
        decision = "pass"
    elif found["lower"] > limit + ROUNDING:
        decision = "fail"
    elif later and not over:
        decision = later[0]
    else:
        decision = "inconclusive"
        notes = [f"{needed} pairs needed" if k < needed else "limit within the interval"]
    return {"decision": decision, "notes": notes + wandering(found), **found}


def group_cases():
    rng = np.random.default_rng(13)
    for index in range(40):
        better = str(rng.choice(["lower", "higher"]))
        rows = [{**random_row(rng, int(rng.integers(4, 41))), "better": better}
                for _ in range(int(rng.integers(1, 5)))]
        weights = [1.0] * len(rows)
        if index % 2:
            middle = [float(np.median(row["base"])) * (1 + i) for i, row in enumerate(rows)]
            weights = middle
        warn, fail = [(0.05, 0.2), (0.01, 0.05)][index % 2]
        at_most, looks = float(rng.choice([0.05, 0.1, 0.3])), [[10, 20, 40, 60], [20]][index % 2]
        over = bool(rng.random() < 0.5)
        yield {"rows": rows, "weights": weights, "warn": warn, "fail": fail, "atMost": at_most,
               "looks": looks, "over": over, "outcome": judge_group(rows, weights, warn, fail),
               "overhead": judge_overhead(rows, weights, at_most, looks, over),
               "single": judge_overhead(rows[:1], [1], at_most, looks, over)}


def percentile_pair(base, head, share):
    """Item 12: the percentiles of both runs cut to the same length, or None."""
    n = min(len(base), len(head))
    if share ** n > 0.05:
        return None
    rank = math.ceil(Fraction(str(share)) * n)
    return [sorted(base[:n])[rank - 1], sorted(head[:n])[rank - 1]]


def percentile_cases():
    rng = np.random.default_rng(14)
    for share, sizes in [(0.5, [4, 5, 30]), (0.9, [28, 29, 50]), (0.95, [58, 59, 100]),
                         (0.99, [298, 299, 500])]:
        for n in sizes:
            for m in (n, n + 7):
                base, head = ([float(f"{v:.4g}") for v in 100 * rng.lognormal(0, 0.4, size)]
                              for size in (n, m))
                yield {"p": share, "base": base, "head": head,
                       "values": percentile_pair(base, head, share)}


def grid():
    """The table of one row over (e, l, u), where F, B and I are what l and u say."""
    limits = {"warn": math.log(1.05), "fail": math.log(1.2), "improved": -math.log(0.95),
              "rounding": ROUNDING}
    steps = [x / 100 for x in range(-30, 46, 5)]
    for lower, e, upper in itertools.combinations_with_replacement(steps, 3):
        shown = (e >= limits["fail"] and lower > limits["warn"],
                 e >= limits["warn"] and lower > 0, e <= -limits["improved"] and upper < 0)
        verdict, notes = table(upper, limits, *shown)
        yield [lower, e, upper, verdict, *notes]


document = []
for case in itertools.chain(cases(), further_cases()):
    case["outcomes"] = judge(
        case["rows"], case["looks"], case["confidence"], case["over"], case["mayRaise"],
        case.get("family"))
    document.append(case)
text = "{\"cases\": [\n" + ",\n".join(json.dumps(plain(case)) for case in document)
text += "\n],\n\"groups\": [\n" + ",\n".join(json.dumps(plain(c)) for c in group_cases())
text += "\n],\n\"percentiles\": [\n" + ",\n".join(json.dumps(c) for c in percentile_cases())
text += "\n],\n\"table\": [\n" + ",\n".join(json.dumps(row) for row in grid()) + "\n]}\n"
pathlib.Path(__file__).with_name("cases.json").write_text(text)
