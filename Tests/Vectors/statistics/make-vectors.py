"""Writes vectors.json: what SciPy, NumPy, statsmodels and mpmath say about the functions of PerfStatistics.

Needs numpy, scipy >= 1.15, statsmodels, mpmath and pymannkendall. The file is the same on every run.
"""

import json
import math
import pathlib
from fractions import Fraction

import mpmath
import numpy as np
import pymannkendall
import scipy
import statsmodels
from scipy import special, stats
from scipy.stats import _resampling
from statsmodels.tsa.stattools import acf

mpmath.mp.dps = 40
rng = np.random.default_rng(20240229)
SAMPLES = {
    "one": [3.5],
    "pair": [2.0, -1.25],
    "normal5": rng.normal(0, 1, 5),
    "normal8": rng.normal(0.4, 1, 8),
    "normal10": rng.normal(0.2, 1, 10),
    "normal20": rng.normal(0.3, 1, 20),
    "normal33": rng.normal(0, 2, 33),
    "normal60": rng.normal(0.1, 1, 60),
    "lognormal25": rng.lognormal(0, 1, 25),
    "t3": rng.standard_t(3, 40),
    "ties12": np.round(rng.normal(0.5, 1, 12)),
    "ties30": np.round(rng.normal(0.3, 2, 30)),
    "zeros9": [0.0, 0.0, 1.0, -2.0, 3.0, 3.0, -0.5, 4.0, 5.0],
    "far": 1e9 + rng.normal(0, 1, 50),
    "constant": [7.0] * 6,
    "large": rng.gamma(3, 1, 300),
}
SAMPLES = {name: [float(v) for v in values] for name, values in SAMPLES.items()}
PAIRS = [
    ("normal5", "normal8"), ("normal8", "normal5"), ("normal10", "normal20"), ("pair", "normal10"),
    ("normal20", "lognormal25"), ("ties12", "ties30"), ("ties30", "normal33"), ("zeros9", "ties12"),
    ("t3", "normal60"), ("large", "lognormal25"), ("one", "normal5"),
]
ALTERNATIVES = {"twoSided": "two-sided", "less": "less", "greater": "greater"}


def number(value):
    value = float(value)
    return value if math.isfinite(value) else str(value)


def moments():
    for name, values in SAMPLES.items():
        yield {
            "sample": name, "mean": number(np.mean(values)),
            "variance": number(np.var(values, ddof=1)) if len(values) > 1 else "nan",
            "mad": number(stats.median_abs_deviation(values)), "median": number(np.median(values)),
        }


def quantiles():
    for name in SAMPLES:
        for p in (0, 0.05, 0.25, 0.5, 0.77, 0.95, 0.99, 1):
            yield {
                "sample": name, "p": p, "linear": number(np.quantile(SAMPLES[name], p)),
                "nearest": number(np.quantile(SAMPLES[name], p, method="inverted_cdf")),
            }


def quantile_intervals():
    for name in SAMPLES:
        for p in (0.11, 0.5, 0.9, 0.99):
            for confidence in (0.81, 0.95, 0.99):
                values = sorted(SAMPLES[name])
                n = len(values)
                tail = (1 - confidence) / 2
                test = stats.quantile_test(values, q=0, p=p)
                low, high = test.confidence_interval(confidence)
                law = stats.binom(n, p)
                below, above = int(law.ppf(tail)) - 1, int(law.isf(tail))
                coverage = law.cdf(min(above, n)) - (law.cdf(below) if below >= 0 else 0)
                yield {
                    "sample": name, "p": p, "confidence": confidence, "coverage": number(coverage),
                    "low": number(low) if below >= 0 else "-inf",
                    "high": number(high) if above < n else "inf",
                }


def normal_law():
    for z in (-38, -12.5, -6, -2.5, -1, -1e-9, 0, 0.3, 1.6448536269514722, 4, 8.2, 37):
        yield {"z": z, "below": number(special.ndtr(z)), "above": number(special.ndtr(-z))}


def normal_quantiles():
    for p in (1e-300, 1e-30, 1e-9, 0.001, 0.02425, 0.0749, 0.075, 0.3, 0.5, 0.6, 0.925, 0.97725, 1 - 1e-9):
        yield {"p": p, "z": number(special.ndtri(p))}


def autocorrelations():
    for name in ("normal20", "t3", "ties30", "large", "normal5"):
        values = acf(SAMPLES[name], nlags=4, fft=False)
        for lag in (0, 1, 2, 4):
            yield {"sample": name, "lag": lag, "r": number(values[lag])}


def signed_rank_law(k):
    ways = [1]
    for n in range(1, k + 1):
        ways = [(ways[w] if w < len(ways) else 0) + (ways[w - n] if w >= n else 0)
                for w in range(len(ways) + n)]
    total, cumulative = 0, []
    for way in ways:
        total += way
        cumulative.append(Fraction(total, 2 ** k))
    return cumulative


def signed_rank_laws():
    for k in (1, 2, 6, 8, 10, 20, 40, 60, 200):
        law = signed_rank_law(k)
        for w in sorted({0, 1, k, len(law) // 4, len(law) // 3, len(law) // 2, len(law) - 1}):
            if w < len(law):
                yield {"k": k, "w": w, "below": number(law[w])}


def critical_values():
    for k in (1, 5, 6, 8, 10, 12, 20, 40, 60, 120):
        law = signed_rank_law(k)
        for q in (0.025, 0.00625, 0.05, 0.005):
            below = [w for w, share in enumerate(law) if share <= Fraction(q)]
            yield {"k": k, "q": q, "c": below[-1] if below else -1}


def walsh(values):
    return sorted((values[i] + values[j]) / 2 for i in range(len(values)) for j in range(i + 1))


def hodges_lehmann():
    for name, values in SAMPLES.items():
        if len(values) > 60:
            continue
        averages = walsh(sorted(values))
        law = signed_rank_law(len(values))
        for q in (0.025, 0.00625):
            below = [w for w, share in enumerate(law) if share <= Fraction(q)]
            c = below[-1] if below else None
            yield {
                "sample": name, "level": q, "estimate": number(np.median(averages)),
                "low": number(averages[c] if below else -math.inf),
                "high": number(averages[-1 - c] if below else math.inf),
            }


def rank_sum_law(n, m):
    table = {}

    def count(i, j):
        if (i, j) not in table:
            if i == 0 or j == 0:
                table[i, j] = [1]
            else:
                with_x, with_y = count(i - 1, j), count(i, j - 1)
                table[i, j] = [
                    (with_x[u - j] if 0 <= u - j < len(with_x) else 0)
                    + (with_y[u] if u < len(with_y) else 0) for u in range(i * j + 1)]
        return table[i, j]

    ways = count(n, m)
    return [Fraction(sum(ways[:u + 1]), sum(ways)) for u in range(len(ways))]


def shifts():
    for first, second in PAIRS:
        x, y = SAMPLES[first], SAMPLES[second]
        if len(x) + len(y) > 100:
            continue
        differences = sorted(a - b for a in x for b in y)
        below = [u for u, share in enumerate(rank_sum_law(len(x), len(y))) if share <= Fraction(0.025)]
        c = below[-1] if below else None
        yield {
            "first": first, "second": second, "estimate": number(np.median(differences)),
            "low": number(differences[c] if below else -math.inf),
            "high": number(differences[-1 - c] if below else math.inf),
        }


def strict_p_values():
    for name in ("normal8", "normal20", "ties12", "zeros9", "ties30"):
        averages = walsh(sorted(SAMPLES[name]))
        law = signed_rank_law(len(SAMPLES[name]))
        for value in (-0.5, 0.0, 0.25, 1.0):
            greater = law[sum(a <= value for a in averages)]
            less = law[sum(a >= value for a in averages)]
            yield {"sample": name, "value": value, "greater": number(greater), "less": number(less)}


def wilcoxon():
    for name in ("normal5", "normal8", "normal20", "normal33", "ties12", "zeros9", "ties30", "large"):
        for word, alternative in ALTERNATIVES.items():
            for zeros, method in (("dropped", "wilcox"), ("ranked", "pratt")):
                values = np.array(SAMPLES[name])
                used = values[values != 0]
                plain = len(set(abs(used))) == len(values)
                positive = stats.wilcoxon(
                    values, zero_method=method, alternative="greater", method="asymptotic").statistic
                for continuity in (True, False):
                    p = stats.wilcoxon(
                        values, zero_method=method, alternative=alternative, correction=continuity,
                        method="asymptotic").pvalue
                    if continuity and alternative == "two-sided" and p == 1:
                        continue
                    yield {"sample": name, "alternative": word, "zeros": zeros, "law": "normal",
                           "continuity": continuity, "statistic": number(positive), "p": number(p)}
                exact = None
                if plain and len(values) <= 50:
                    exact = stats.wilcoxon(values, alternative=alternative, method="exact").pvalue
                elif len(values) <= 12:
                    exact = stats.wilcoxon(
                        values, zero_method=method, alternative=alternative,
                        method=stats.PermutationMethod(n_resamples=10_000)).pvalue
                if exact is not None:
                    yield {"sample": name, "alternative": word, "zeros": zeros, "law": "exact",
                           "statistic": number(positive), "p": number(exact)}


def mann_whitney():
    for first, second in PAIRS:
        x, y = SAMPLES[first], SAMPLES[second]
        for word, alternative in ALTERNATIVES.items():
            entry = {"first": first, "second": second, "alternative": word}
            for continuity in (True, False):
                result = stats.mannwhitneyu(
                    x, y, alternative=alternative, use_continuity=continuity, method="asymptotic")
                yield {**entry, "law": "normal", "continuity": continuity,
                       "u": number(result.statistic), "p": number(result.pvalue)}
            if len(set(x + y)) == len(x) + len(y) and len(x) + len(y) <= 60:
                p = stats.mannwhitneyu(x, y, alternative=alternative, method="exact").pvalue
                yield {**entry, "law": "exact", "u": number(result.statistic), "p": number(p)}
    for x, y in (([1, 2, 2, 3, 5], [2, 3, 3, 4, 6, 6]), ([4, 4, 4, 5], [1, 4, 4, 2, 4, 5, 6]),
                 ([1, 1, 1], [1, 1, 1, 1]), ([0, 1, 1, 2, 2, 2, 7], [2, 2, 3])):
        for word, alternative in ALTERNATIVES.items():
            result = stats.mannwhitneyu(
                x, y, alternative=alternative, method=stats.PermutationMethod(n_resamples=100_000))
            yield {"x": x, "y": y, "alternative": word, "law": "exact",
                   "u": number(result.statistic), "p": number(result.pvalue)}


def permutation():
    def difference(x, y, axis):
        return np.mean(x, axis=axis) - np.mean(y, axis=axis)

    for first, second in (("normal5", "normal8"), ("pair", "normal10"), ("zeros9", "normal5")):
        for word, alternative in ALTERNATIVES.items():
            result = stats.permutation_test(
                (SAMPLES[first], SAMPLES[second]), difference, vectorized=True, n_resamples=10_000,
                alternative=alternative)
            yield {"first": first, "second": second, "alternative": word,
                   "statistic": number(result.statistic), "p": number(result.pvalue)}


def sign_flips():
    for name in ("normal5", "normal8", "normal10", "zeros9"):
        for word, alternative in ALTERNATIVES.items():
            result = stats.permutation_test(
                (SAMPLES[name],), lambda x, axis: np.mean(x, axis=axis), vectorized=True,
                permutation_type="samples", n_resamples=10_000, alternative=alternative)
            yield {"sample": name, "alternative": word, "statistic": number(result.statistic),
                   "p": number(result.pvalue)}


def welch():
    for first, second in PAIRS:
        x, y = SAMPLES[first], SAMPLES[second]
        if len(x) < 2:
            continue
        interval = stats.ttest_ind(x, y, equal_var=False).confidence_interval(0.95)
        for word, alternative in ALTERNATIVES.items():
            result = stats.ttest_ind(x, y, equal_var=False, alternative=alternative)
            yield {"first": first, "second": second, "alternative": word, "t": number(result.statistic),
                   "freedom": number(result.df), "p": number(result.pvalue),
                   "low": number(interval.low), "high": number(interval.high)}


def effects():
    for first, second in PAIRS:
        x, y = np.array(SAMPLES[first]), np.array(SAMPLES[second])
        if len(x) < 2:
            continue
        pooled = ((len(x) - 1) * x.var(ddof=1) + (len(y) - 1) * y.var(ddof=1)) / (len(x) + len(y) - 2)
        yield {"first": first, "second": second,
               "d": number((x.mean() - y.mean()) / math.sqrt(pooled)),
               "delta": number(np.sign(x[:, None] - y[None, :]).mean()),
               "a": number((np.sign(x[:, None] - y[None, :]).mean() + 1) / 2)}


def ks_two():
    for first, second in PAIRS:
        result = stats.ks_2samp(SAMPLES[first], SAMPLES[second], method="exact")
        yield {"first": first, "second": second, "d": number(result.statistic), "p": number(result.pvalue)}


def ks_one():
    for name in ("one", "normal5", "normal8", "normal20", "normal60", "large"):
        for scale in (0.5, 1, 2):
            result = stats.kstest(SAMPLES[name], "norm", args=(0, scale), method="exact")
            yield {"sample": name, "scale": scale, "d": number(result.statistic), "p": number(result.pvalue)}


def ks_tail(n, d):
    """P(D >= d) with 40 digits; SciPy has six where n > 140."""
    d = mpmath.mpf(d)
    if n * d * d > 4:
        return 2 * d * mpmath.fsum(
            mpmath.binomial(n, j) * (d + mpmath.mpf(j) / n) ** (j - 1)
            * (1 - d - mpmath.mpf(j) / n) ** (n - j) for j in range(int(n * (1 - d)) + 1))
    k = int(n * d) + 1
    m, h = 2 * k - 1, k - n * d
    matrix = mpmath.matrix(m, m)
    for i in range(m):
        for j in range(min(i + 2, m)):
            matrix[i, j] = 1
    for i in range(m):
        matrix[i, 0] -= h ** (i + 1)
        matrix[m - 1, i] -= h ** (m - i)
    if 2 * h > 1:
        matrix[m - 1, 0] += (2 * h - 1) ** m
    for i in range(m):
        for j in range(min(i + 2, m)):
            matrix[i, j] /= mpmath.factorial(i - j + 1)
    return 1 - (matrix ** n)[k - 1, k - 1] * mpmath.factorial(n) / mpmath.mpf(n) ** n


def ks_laws():
    for n in (1, 2, 5, 10, 50, 200, 1000):
        for x in (0.4, 0.6, 0.9, 1.3, 1.9, 2.1, 3, 5):
            d = x / math.sqrt(n)
            if 0.5 / n < d < 1 and not (n == 1000 and 0.6 < x < 2):
                yield {"n": n, "d": d, "p": number(ks_tail(n, d))}


def ks_limits():
    for steps in (9, 18, 31, 44, 45, 58, 89, 179):
        yield {"n": 1001, "steps": steps,
               "p": number(special.kolmogorov(math.sqrt(1001 / 2) * steps / 1001))}


def ks_large():
    for n in (1001, 20_000):
        for x in (0.5, 0.8, 1.2, 2.1, 3):
            yield {"n": n, "d": x / math.sqrt(n), "tail": x > 2,
                   "p": number(stats.kstwo.sf(x / math.sqrt(n), n))}


class Xoshiro256:
    def __init__(self, seed):
        self.state = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) % 2 ** 64
            bits = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 % 2 ** 64
            bits = (bits ^ bits >> 27) * 0x94D049BB133111EB % 2 ** 64
            self.state.append(bits ^ bits >> 31)

    def next(self):
        s = self.state
        product = s[1] * 5 % 2 ** 64
        result = (product << 7 | product >> 57) % 2 ** 64 * 9 % 2 ** 64
        shifted = s[1] << 17
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] = (s[2] ^ shifted) % 2 ** 64
        s[3] = (s[3] << 45 | s[3] >> 19) % 2 ** 64
        return result

    def index(self, bound):
        product = self.next() * bound
        while product % 2 ** 64 < 2 ** 64 % bound:
            product = self.next() * bound
        return product >> 64


def generators():
    published = Xoshiro256(0)
    published.state = [1, 2, 3, 4]
    assert [published.next() for _ in range(5)] == [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360]
    for seed in (0, 1, 42, 2 ** 64 - 1):
        generator = Xoshiro256(seed)
        yield {"seed": str(seed), "next": [str(generator.next()) for _ in range(6)],
               "below": [generator.index(1000) for _ in range(8)]}


def bootstrap_ends(draws, data, statistic, confidence):
    tail = (1 - confidence) / 2
    plain = np.percentile(draws, [100 * tail, 100 * (1 - tail)])
    low, high, _ = _resampling._bca_interval(
        [np.array(s) for s in data], statistic, -1, tail, np.array(draws), None, np)
    corrected = np.percentile(draws, [100 * float(low), 100 * float(high)])
    return {"percentile": [number(v) for v in plain], "corrected": [number(v) for v in corrected],
            "error": number(np.std(draws, ddof=1))}


def bootstraps():
    def ratio(x, y, axis=-1):
        return np.median(x, axis=axis) / np.median(y, axis=axis)

    def mean(x, axis=-1):
        return np.cumsum(x, axis=axis)[..., -1] / np.shape(x)[axis]

    for name, seed, confidence in (("normal8", 3, 0.95), ("lognormal25", 4, 0.9), ("t3", 5, 0.99)):
        values = SAMPLES[name]
        generator = Xoshiro256(seed)
        draws = [float(mean([values[generator.index(len(values))] for _ in values])) for _ in range(600)]
        yield {"first": name, "seed": seed, "confidence": confidence, "draws": 600,
               **bootstrap_ends(draws, [values], mean, confidence)}
    for first, second, seed in (("lognormal25", "large", 8), ("large", "lognormal25", 9)):
        x, y = SAMPLES[first], SAMPLES[second]
        generator = Xoshiro256(seed)
        draws = []
        for _ in range(400):
            a = [x[generator.index(len(x))] for _ in x]
            b = [y[generator.index(len(y))] for _ in y]
            draws.append(float(ratio(a, b)))
        yield {"first": first, "second": second, "seed": seed, "confidence": 0.95, "draws": 400,
               **bootstrap_ends(draws, [x, y], ratio, 0.95)}


def ratio_of_medians():
    def ratio(x, y, axis=-1):
        return np.median(x, axis=axis) / np.median(y, axis=axis)

    for first, second in (("lognormal25", "large"), ("large", "lognormal25")):
        for method in ("percentile", "BCa"):
            result = stats.bootstrap(
                (SAMPLES[first], SAMPLES[second]), ratio, n_resamples=200_000, method=method,
                batch=10_000, rng=np.random.default_rng(7))
            yield {"first": first, "second": second, "corrected": method == "BCa",
                   "low": number(result.confidence_interval.low),
                   "high": number(result.confidence_interval.high),
                   "error": number(result.standard_error)}


def trends():
    """Hamed & Rao's test by pymannkendall over the same lags, the slope and S by SciPy."""
    local = np.random.default_rng(20240301)
    rising = 0.05 * np.arange(60) + local.normal(0, 1, 60)
    wandering = [0.0]
    while len(wandering) < 120:
        wandering.append(0.7 * wandering[-1] + local.normal())
    series = {name: SAMPLES[name] for name in
              ("normal5", "normal20", "normal60", "t3", "ties30", "large", "constant")}
    series |= {"rising": [float(v) for v in rising], "wandering": wandering,
               "coarse": [float(v) for v in np.round(rising)],
               "falling": [float(v) for v in -rising]}
    for name, values in series.items():
        n = len(values)
        lags = min(n - 3, int(10 * math.log10(n)))
        found = pymannkendall.hamed_rao_modification_test(values, lag=lags + 1)
        plain = pymannkendall.original_test(values)
        widening = max(1, found.var_s / plain.var_s) if plain.var_s else 1
        s = int(sum(np.sign(np.subtract.outer(values, values)[np.tril_indices(n, -1)])))
        z = (abs(s) - 1) / math.sqrt(plain.var_s * widening) if s and plain.var_s else 0
        yield {"sample": values, "slope": number(stats.theilslopes(values, np.arange(n))[0]),
               "statistic": s, "widening": number(widening), "p": number(2 * stats.norm.sf(z))}


def effective_sizes():
    """Geyer's initial monotone sequence over the autocorrelations of statsmodels."""
    local = np.random.default_rng(20240302)
    wandering = [0.0]
    while len(wandering) < 200:
        wandering.append(0.8 * wandering[-1] + local.normal())
    # Pairs of autocorrelations that fall and rise again, where monotone matters.
    echo = [float(v) for v in local.normal(0, 1, 300)]
    echo = [echo[i] + 0.6 * echo[i - 2] + 0.9 * (echo[i - 4] + echo[i - 5])
            for i in range(5, 300)]
    for values in (SAMPLES["normal60"], SAMPLES["t3"], SAMPLES["large"], wandering,
                   wandering[:51], SAMPLES["normal5"], echo):
        r = acf(values, nlags=len(values) - 1, fft=False)
        pairs = [r[i] + r[i + 1] for i in range(0, len(r) - 1, 2)]
        end = next((i for i, pair in enumerate(pairs) if pair <= 0), len(pairs))
        time = -1 + 2 * sum(np.minimum.accumulate(pairs[:end]))
        yield {"sample": list(values), "size": number(len(values) / max(1, time))}


document = {
    "made by": f"numpy {np.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}",
    "samples": SAMPLES, "moments": moments(), "quantiles": quantiles(),
    "quantileIntervals": quantile_intervals(), "normalLaw": normal_law(),
    "normalQuantiles": normal_quantiles(), "autocorrelations": autocorrelations(),
    "signedRankLaws": signed_rank_laws(), "criticalValues": critical_values(),
    "hodgesLehmann": hodges_lehmann(), "shifts": shifts(), "strictPValues": strict_p_values(),
    "wilcoxon": wilcoxon(), "mannWhitney": mann_whitney(), "permutation": permutation(),
    "signFlips": sign_flips(), "welch": welch(), "effects": effects(), "ksTwo": ks_two(),
    "ksOne": ks_one(), "ksLaws": ks_laws(), "ksLimits": ks_limits(), "ksLarge": ks_large(),
    "generators": generators(),
    "trends": trends(), "effectiveSizes": effective_sizes(),
    "bootstraps": bootstraps(), "ratioOfMedians": ratio_of_medians(),
}
lines = []
for key, value in document.items():
    if isinstance(value, (str, dict)):
        lines.append(f"{json.dumps(key)}: {json.dumps(value)}")
    else:
        rows = ",\n".join(json.dumps(row) for row in value)
        lines.append(f"{json.dumps(key)}: [\n{rows}\n]")
target = pathlib.Path(__file__).with_name("vectors.json")
target.write_text("{\n" + ",\n".join(lines) + "\n}\n")
