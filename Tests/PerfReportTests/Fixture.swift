import PerfModel

/// Runs and comparisons to show.
enum Fixture {
  static func samples(
    _ metric: String, _ values: [Double], unit: String, gating: Bool = false
  ) -> CaseRecord.Samples {
    CaseRecord.Samples(
      metric: metric, unit: unit, better: .lower, comparison: .relative, gating: gating,
      values: values)
  }

  static func entry(_ name: String, runs: Int = 3) -> CaseRecord {
    var entry = CaseRecord(name: name, suite: "smoke", seed: 42)
    entry.runs = (0..<runs).map {
      CaseRecord.Run(
        index: $0, order: $0, startedNanoseconds: 0, outcome: .passed, exit: 0, signal: nil,
        output: "quick.0/output")
    }
    entry.samples = [
      samples("wall_time", [0.4, 0.5, 0.6], unit: "s"),
      samples("peak_memory", [12_582_912], unit: "B"),
      samples("throughput", [1_234_567], unit: "msg/s", gating: true),
    ]
    entry.digests = [
      CaseRecord.Digest(
        name: "r.csv", schema: "kv/1", value: "0123456789abcdef", header: "k", records: nil)
    ]
    return entry
  }

  static func run(_ cases: [CaseRecord]) -> RunRecord {
    var record = RunRecord(
      id: "20270115T080000Z-00000000", command: "smoke", project: "demo",
      host: Host(
        architecture: "x86_64", cpuModel: "cpu", cpus: 2, hypervisor: "none", memory: 1,
        kernel: "6.1", os: "Debian 12", libc: "glibc 2.36", governor: "unknown",
        turbo: "unknown", smt: "unknown", aslr: "2", fingerprint: "0123456789abcdef"),
      revision: nil, content: "c", toolchain: "t", configDigest: "d")
    record.cases = cases
    return record
  }

  static func row(
    _ caseName: String, _ metric: String, verdict: Verdict?, change: Double? = nil,
    unit: String = "us", notes: [String] = [], gating: Bool = true
  ) -> Comparison.Row {
    var row = Comparison.Row(
      suite: "smoke", caseName: caseName, metric: metric, unit: unit, better: .lower,
      gating: gating, base: unit == "digest" ? .text("0123456789abcdef") : .number(123.456),
      head: unit == "digest" ? .text("fedcba9876543210") : .number(234.567))
    row.verdict = verdict
    row.changePercent = change
    row.notes = notes
    return row
  }

  static func comparison(_ rows: [Comparison.Row]) -> Comparison {
    Comparison(
      base: "main", head: "20270115T080000Z-00000000", rows: rows, warnings: [],
      verdict: rows.compactMap(\.verdict).worst)
  }
}
