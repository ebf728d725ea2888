"""Prints what PyPI's hdrhistogram 0.10.8 makes of some samples:

    python3 make-histograms.py > histograms.json

Each log is read back by the package's own reader before it is printed. The block of its zlib stream
is stored, and the ratio in its header is 1.0 as in Java's library (the package leaves another one).
"""

import base64
import json
import struct
import sys
import tempfile
import zlib

from hdrh.histogram import HdrHistogram
from hdrh.log import HistogramLogReader

HIGHEST = 3_600_000_000_000


def samples(seed, count, spread):
    """SplitMix64; the top bits choose the number of bits of a value."""
    values = []
    state = seed
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        bits = state
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB % 2**64
        bits ^= bits >> 31
        values.append((bits % 2**40) >> (bits >> 40) % spread)
    return values


def filled(values, interval=None):
    histogram = HdrHistogram(1, HIGHEST, 3)
    for value in values:
        if interval:
            histogram.record_corrected_value(value, interval)
        else:
            histogram.record_value(value)
    return histogram


def log(histogram):
    encoded = base64.b64decode(histogram.encode())
    plain = zlib.decompress(encoded[8:])
    plain = plain[:32] + struct.pack(">d", 1.0) + plain[40:]
    stream = zlib.compress(plain, 0)
    data = base64.b64encode(struct.pack(">II", 0x1C849314, len(stream)) + stream).decode()
    text = "#[Histogram log format version 1.2]\n"
    text += "#[StartTime: 1700000000.250 (seconds since epoch)]\n"
    text += '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"\n'
    text += "0.000,2.500,%.3f,%s\n" % (max_of(histogram) / 1e6, data)
    read_back(text, histogram)
    return text


def max_of(histogram):
    return histogram.max_value


def read_back(text, histogram):
    with tempfile.NamedTemporaryFile("w", suffix=".hlog") as file:
        file.write(text)
        file.flush()
        reader = HistogramLogReader(file.name, HdrHistogram(1, HIGHEST, 3))
        found = reader.get_next_interval_histogram()
        assert found.get_total_count() == histogram.get_total_count()
        assert [found.get_count_at_index(i) for i in range(found.counts_len)] == [
            histogram.get_count_at_index(i) for i in range(histogram.counts_len)]
        assert reader.get_next_interval_histogram() is None


if len(sys.argv) == 2:
    reader = HistogramLogReader(sys.argv[1], HdrHistogram(1, HIGHEST, 3))
    while histogram := reader.get_next_interval_histogram():
        print(histogram.get_total_count(), "values, p50", histogram.get_value_at_percentile(50),
              "p99", histogram.get_value_at_percentile(99), "max", histogram.get_max_value())
    sys.exit()

entries = []
for seed, count, spread in [(1, 1, 1), (2, 7, 20), (3, 500, 30), (4, 5000, 40), (5, 20000, 12)]:
    values = samples(seed, count, spread)
    histogram = filled(values)
    entry = {
        "seed": seed, "count": count, "spread": spread,
        "least": min(values), "greatest": max(values),
        "mean": histogram.get_mean_value(), "deviation": histogram.get_stddev(),
    }
    if count <= 500:
        entry["log"] = log(histogram)
    interval = sorted(values)[len(values) // 2]
    if interval > 0 and max(values) // interval < 100_000:
        values_below = [min(value, 1000 * interval) for value in values]
        corrected = filled(values_below, interval)
        entry["interval"] = interval
        entry["corrected"] = corrected.get_total_count()
    entries.append(entry)
json.dump(entries, sys.stdout, indent=1)
print()
