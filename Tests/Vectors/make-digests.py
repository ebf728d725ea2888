"""Writes digests.json: python3 make-digests.py

Each entry is a schema, the same table in several files (other column and row order, other formats,
other units) and the text whose SHA-256 is the determinism digest.
"""

import csv
import hashlib
import io
import json
import random
from decimal import Decimal

generator = random.Random(7)
SCALES = {"us": 0, "ms": 3, "s": 6, "ns": -3, "msg/s": 0, "kmsg/s": 3, "Mmsg/s": 6, "%": 0, "1": 2}


def number(value):
    """ECMAScript's Number::toString of a finite float."""
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text, count = "".join(map(str, digits)), len(digits)
    point = count + exponent
    if count <= point <= 21:
        text += "0" * (point - count)
    elif 0 < point <= 21:
        text = text[:point] + "." + text[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + text
    else:
        mantissa = text[0] + ("." + text[1:] if count > 1 else "")
        text = f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return ("-" if sign else "") + text


def field(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, float) else str(value)


def record(fields):
    quoted = [
        '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text
        for text in fields
    ]
    return ",".join(quoted)


def scaled(value, unit, own):
    """The text of a number in another unit, exactly."""
    if not isinstance(value, float):
        return field(value)
    moved = Decimal(repr(value)).scaleb(SCALES[own] - SCALES[unit])
    return format(moved, "f") if abs(moved.adjusted()) < 30 else str(moved)


def canonical(schema, columns, rows):
    taking = [c for c in columns if c["role"] in ("key", "digest") or c.get("class") == "exact"]
    keys = [c["name"] for c in columns if c["role"] == "key"]
    if keys:
        rows = sorted(rows, key=lambda row: [field(row[key]).encode() for key in keys])
    lines = [schema, record(c["name"] for c in taking)]
    for row in rows:
        fields = [field(row[c["name"]]) for c in taking]
        lines.append(record(
            text.lower() if c["type"] == "digest" else text for c, text in zip(taking, fields)))
    return "".join(line + "\n" for line in lines)


def files(columns, rows, units, ordered):
    """The table as CSV twice, JSON twice and NDJSON, the order of rows kept where it counts."""
    result = []
    for form in ["csv", "csv-crlf", "json", "json-rows", "ndjson"]:
        names = [c["name"] for c in columns]
        content = list(rows)
        if form != "csv":
            generator.shuffle(names)
            if not ordered:
                generator.shuffle(content)
        own = {c["name"]: c.get("unit") for c in columns}
        shown = {name: units.get(name) if form != "csv" else None for name in names}
        header = {name: name + (f"[{shown[name]}]" if shown[name] else "") for name in names}

        def text(row, name):
            return scaled(row[name], shown[name], own[name]) if shown[name] else field(row[name])

        if form.startswith("csv"):
            end = "\r\n" if form == "csv-crlf" else "\n"
            buffer = io.StringIO()
            quoting = csv.QUOTE_ALL if form == "csv-crlf" else csv.QUOTE_MINIMAL
            writer = csv.writer(buffer, lineterminator=end, quoting=quoting)
            writer.writerow(header[name] for name in names)
            writer.writerows([text(row, name) for name in names] for row in content)
            result.append({"format": "csv", "text": buffer.getvalue()})
            continue

        def member(row, name, label):
            value = row[name]
            if isinstance(value, (str, bool)):
                return json.dumps(label) + ": " + json.dumps(value)
            return json.dumps(label) + ": " + text(row, name)

        labels = header if form != "json-rows" else {name: name for name in names}
        objects = [
            "{" + ", ".join(member(row, name, labels[name]) for name in names) + "}"
            for row in content
        ]
        if form == "ndjson":
            body = "\n".join(objects) + "\n"
        elif form == "json":
            body = "[" + ",\n".join(objects) + "]"
        else:
            told = {name: unit for name, unit in shown.items() if unit}
            body = '{"units": ' + json.dumps(told) + ', "rows": [' + ", ".join(objects) + "]}"
        result.append({"format": form.split("-")[0], "text": body})
    return result


def entry(title, schema, columns, rows, units={}, ordered=False):
    text = canonical(schema, columns, rows)
    return {
        "title": title, "schema": schema, "columns": columns,
        "files": files(columns, rows, units, ordered), "canonical": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def column(name, kind, role, **more):
    return {"name": name, "type": kind, "role": role, **more}


def relative(name, unit, better):
    return column(name, "float", "metric", unit=unit, better=better, **{"class": "relative"})


benchmark = [
    column("scenario", "string", "key"), column("seed", "uint", "key"),
    column("messages", "uint", "metric", unit="count", **{"class": "exact"}),
    relative("throughput", "msg/s", "higher"), relative("latency_mean", "us", "lower"),
    relative("latency_p50", "us", "lower"), relative("latency_p95", "us", "lower"),
    relative("latency_p99", "us", "lower"), column("digest", "digest", "digest"),
]
engine = [
    {
        "scenario": scenario, "seed": seed, "messages": 300000 + seed,
        "throughput": generator.uniform(1e5, 1e7), "latency_mean": generator.uniform(0.1, 9),
        "latency_p50": generator.uniform(0.1, 9), "latency_p95": generator.uniform(1, 90),
        "latency_p99": generator.uniform(1, 900),
        "digest": f"{generator.getrandbits(64):016X}",
    }
    for scenario in ["x10", "baseline", "x100"] for seed in [9, 10, 18446744073709551615 // 2]
]
words = ["", "a", "a!", "a,b", 'say "x"', "two\nlines", "cr\r\nlf", " space ", "ü", "€", "😀", "Z", "z"]
strange = [
    {"name": word, "part": part, "value": value, "count": count, "fine": fine, "note": "n"}
    for word, part, value, count, fine in zip(
        words, [1, -2, 10, 9, 0, -10, 2, 3, 4, 5, 6, 7, 8],
        [-0.0, 0.1, 1e21, 1e-7, 123456789012345680000.0, -1.5, 5e-324, 1.7976931348623157e308,
         0.1 + 0.2, 100.0, -1e-6, 1e22, 3.0],
        [0, -1, 2**53, 2**53 + 1, -(2**63), 2**63 - 1, 5, 6, 7, 8, 9, 10, 11],
        [True, False] * 6 + [True])
]
exact = {"class": "exact"}
entries = [
    entry(
        "benchmark", "benchmark/1", benchmark, engine,
        units={"latency_p99": "ms", "latency_mean": "ns", "throughput": "kmsg/s"}),
    entry(
        "every type", "strange/2",
        [
            column("name", "string", "key"), column("part", "int", "key"),
            column("note", "string", "info"), column("value", "float", "metric", **exact),
            column("count", "int", "metric", **exact), column("fine", "bool", "metric", **exact),
        ], strange),
    entry(
        "keys sort field by field", "pairs/1",
        [column("left", "string", "key"), column("right", "uint", "key")],
        [{"left": left, "right": right}
         for left in ["a", "a!", "a,", "A", "b"] for right in [9, 10, 100, 1]]),
    entry(
        "no key keeps the order", "series/1",
        [column("t", "float", "info"), column("v", "uint", "metric", unit="count", **exact)],
        [{"t": float(step), "v": value} for step, value in enumerate([3, 1, 2, 2, 0])],
        ordered=True),
    entry(
        "exact columns in other units", "exact/1",
        [
            column("k", "uint", "key"), column("p", "float", "metric", unit="us", **exact),
            column("share", "float", "metric", unit="%", **exact),
        ],
        [{"k": k, "p": round(generator.uniform(0.001, 5000), 6),
          "share": round(generator.uniform(0, 100), 9)} for k in range(12)],
        units={"p": "s", "share": "1"}),
]
with open("digests.json", "w", encoding="utf-8") as file:
    json.dump(entries, file, indent=1, ensure_ascii=True)
    file.write("\n")
