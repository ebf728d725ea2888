public import PerfModel

/// Holds a run's suite against its stored baseline (contract of baselines).
public struct StoredComparator: Sendable {
  /// The policy.
  public var policy: Policy
  /// All schemas known.
  public var schemas: [Schema]
  /// The moment of the comparison.
  public var now: UTCTime
  /// Whether the command line left out cases, so that lost ones are no finding.
  public var narrowed: Bool

  /// Makes a comparator.
  public init(policy: Policy, schemas: [Schema], now: UTCTime, narrowed: Bool) {
    self.policy = policy
    self.schemas = schemas
    self.now = now
    self.narrowed = narrowed
  }

  /// Compares the cases of the baseline's suite.
  public func compare(_ head: RunRecord, with baseline: Baseline) -> Comparison {
    var rows: [Comparison.Row] = []
    var timing: [SessionComparator.Judged] = []
    let sessions = SessionComparator(
      policy: policy, host: head.host.fingerprint, toolchain: head.toolchain,
      sessions: baseline.sessions)
    let cases = head.cases.filter { $0.suite == baseline.suite }
    var warnings: [Problem] = []
    for entry in cases where entry.outcome == .passed {
      guard let base = baseline.record.cases.first(where: { $0.name == entry.name }) else {
        rows.append(Self.loneRow(baseline.suite, entry.name, verdict: .warn, note: "new"))
        continue
      }
      guard base.seed == entry.seed else {
        var row = Self.loneRow(
          baseline.suite, entry.name, verdict: nil,
          note: "other seed: \(base.seed) in the baseline, \(entry.seed) now")
        row.gating = false
        rows.append(row)
        warnings.append(
          Problem(
            "compare.other-seed", "\(entry.name) ran with another seed than the baseline's",
            hint: "its digests were not compared", verdict: .warn))
        continue
      }
      rows += redefinedRows(entry, base)
      rows += exactRows(entry, base)
      timing += timingRows(entry, base, sessions)
    }
    rows += SessionFamily.decide(timing, policy: policy)
    if !narrowed {
      for base in baseline.record.cases where !cases.contains(where: { $0.name == base.name }) {
        rows.append(Self.loneRow(baseline.suite, base.name, verdict: .missing, note: "removed"))
      }
    }
    warnings += Self.warnings(of: rows)
    return Comparison(
      base: baseline.name, head: head.id, rows: rows, warnings: warnings,
      verdict: verdict(of: rows, warnings))
  }

  /// Whether values of two runs can be held against each other at all.
  private static func meansTheSame(
    _ base: CaseRecord.Samples, _ head: CaseRecord.Samples
  ) -> Bool {
    base.unit == head.unit && base.better == head.better && base.comparison == head.comparison
  }

  /// Metrics whose unit, direction or class is not what it was under the same name.
  private func redefinedRows(_ entry: CaseRecord, _ base: CaseRecord) -> [Comparison.Row] {
    entry.samples.compactMap { head in
      guard let old = base.samples.first(where: { $0.metric == head.metric }),
        !Self.meansTheSame(old, head)
      else { return nil }
      var row = Self.loneRow(
        entry.suite, entry.name, verdict: .notComparable,
        note: "\(Self.definition(old)) in the baseline, \(Self.definition(head)) now")
      row.metric = head.metric
      return row
    }
  }

  private static func definition(_ samples: CaseRecord.Samples) -> String {
    [
      samples.unit, samples.better.map { "better \($0.rawValue)" } ?? "",
      samples.comparison.rawValue,
    ]
    .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func exactRows(_ entry: CaseRecord, _ base: CaseRecord) -> [Comparison.Row] {
    let digests = DigestComparator(schemas: schemas)
    var rows = entry.digests.map { digest in
      digests.row(
        suite: entry.suite, caseName: entry.name,
        base: base.digests.first { $0.name == digest.name }, head: digest,
        rule: rule(entry, metric: digest.name, unit: ""))
    }
    for lost in base.digests where !entry.digests.contains(where: { $0.name == lost.name }) {
      var row = Self.loneRow(entry.suite, entry.name, verdict: .missing, note: "removed")
      row.metric = lost.name
      row.base = .text(lost.value)
      rows.append(row)
    }
    for head in entry.samples where head.comparison == .exact {
      guard let better = head.better,
        let old = base.samples.first(where: { $0.metric == head.metric }),
        Self.meansTheSame(old, head)
      else { continue }
      rows.append(
        ExactComparator.row(
          suite: entry.suite, caseName: entry.name, metric: head.metric, unit: head.unit,
          base: old.values.first, head: head.values.first, better: better,
          rule: rule(entry, metric: head.metric, unit: head.unit)))
    }
    return rows
  }

  private func timingRows(
    _ entry: CaseRecord, _ base: CaseRecord, _ sessions: SessionComparator
  ) -> [SessionComparator.Judged] {
    entry.samples.compactMap { head in
      guard head.comparison != .exact,
        let old = base.samples.first(where: { $0.metric == head.metric }),
        Self.meansTheSame(old, head)
      else { return nil }
      return sessions.row(
        suite: entry.suite, caseName: entry.name, base: old, head: head,
        rule: rule(entry, metric: head.metric, unit: head.unit))
    }
  }

  private func rule(_ entry: CaseRecord, metric: String, unit: String) -> RowRule {
    RowRule(
      policy: policy, suite: entry.suite, caseName: entry.name, metric: metric, unit: unit,
      today: now.day)
  }

  private static func loneRow(
    _ suite: String, _ name: String, verdict: Verdict?, note: String
  ) -> Comparison.Row {
    var row = Comparison.Row(
      suite: suite, caseName: name, metric: "case", unit: "", better: nil, gating: true,
      base: .absent, head: .absent)
    row.verdict = verdict
    row.notes = [note]
    return row
  }

  private static func warnings(of rows: [Comparison.Row]) -> [Problem] {
    rows.filter { $0.verdict == .warn }.map { row in
      let change = row.changePercent.map { percent in
        let rounded = (percent * 10).rounded() / 10
        return " changed by \(percent > 0 ? "+" : "")\(rounded) %"
      }
      return Problem(
        "compare.warn",
        "\(row.caseName): \(row.metric)\(change ?? ""): \(row.notes.joined(separator: "; "))",
        verdict: .warn)
    }
  }

  /// The verdict that rows and warnings make.
  public func verdict(of rows: [Comparison.Row], _ warnings: [Problem]) -> Verdict {
    var verdicts = rows.filter(\.gating).compactMap(\.verdict)
    if policy.inconclusive == .warn {
      verdicts = verdicts.map { $0 == .inconclusive ? .warn : $0 }
    }
    if !warnings.isEmpty { verdicts.append(.warn) }
    return verdicts.worst
  }
}
