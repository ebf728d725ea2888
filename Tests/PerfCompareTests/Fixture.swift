import PerfCompare
import PerfModel

/// Runs, baselines and policies to compare.
enum Fixture {
  static let now = UTCTime(seconds: 1_800_000_000)
  static let machine = "0123456789abcdef"
  static let toolchain = "Swift 6.3"

  static func host(_ fingerprint: String = machine) -> Host {
    Host(
      architecture: "x86_64", cpuModel: "cpu", cpus: 2, hypervisor: "none", memory: 1 << 34,
      kernel: "6.1", os: "Debian 12", libc: "glibc 2.36", governor: "unknown", turbo: "unknown",
      smt: "unknown", aslr: "2", fingerprint: fingerprint)
  }

  static func run(
    _ cases: [CaseRecord], fingerprint: String = machine, toolchain: String = toolchain
  ) -> RunRecord {
    var record = RunRecord(
      id: "20270115T080000Z-00000000", command: "smoke", project: "demo",
      host: host(fingerprint), revision: nil, content: "c", toolchain: toolchain, configDigest: "d")
    record.cases = cases
    return record
  }

  static func entry(
    _ name: String = "quick", seed: UInt64 = 42, samples: [CaseRecord.Samples] = [],
    digests: [CaseRecord.Digest] = []
  ) -> CaseRecord {
    var entry = CaseRecord(name: name, suite: "smoke", seed: seed)
    entry.samples = samples
    entry.digests = digests
    return entry
  }

  static func timing(
    _ values: [Double], metric: String = "latency", unit: String = "us",
    better: Schema.Column.Better? = .lower, comparison: Schema.Column.Class = .relative,
    gating: Bool = true
  ) -> CaseRecord.Samples {
    CaseRecord.Samples(
      metric: metric, unit: unit, better: better, comparison: comparison, gating: gating,
      values: values)
  }

  static func digest(
    _ value: String, header: String = "k,v", _ lines: [String]? = nil, schema: String = "kv/1"
  ) -> CaseRecord.Digest {
    CaseRecord.Digest(name: "r.csv", schema: schema, value: value, header: header, records: lines)
  }

  static func session(
    _ values: [Double], metric: String = "latency", hour: Int = 0, fingerprint: String = machine,
    toolchain: String = toolchain
  ) -> Baseline.Session {
    Baseline.Session(
      when: UTCTime(seconds: 1_700_000_000 + hour * 3600).text, fingerprint: fingerprint,
      toolchain: toolchain, samples: ["quick": [metric: values]])
  }

  static func baseline(
    _ cases: [CaseRecord], sessions: [Baseline.Session] = []
  ) -> Baseline {
    Baseline(name: "main", suite: "smoke", record: run(cases), accepted: [], sessions: sessions)
  }

  static func compare(
    _ head: RunRecord, _ baseline: Baseline, policy: Policy = Policy(), schemas: [Schema] = [],
    narrowed: Bool = false
  ) -> Comparison {
    StoredComparator(policy: policy, schemas: schemas, now: now, narrowed: narrowed)
      .compare(head, with: baseline)
  }

  static func rule(_ change: (inout PolicyRule) -> Void) -> PolicyRule {
    var rule = PolicyRule()
    change(&rule)
    return rule
  }
}

extension Comparison {
  /// The row of a metric, result file or `case`.
  func row(_ metric: String) -> Row? { rows.first { $0.metric == metric } }
}
