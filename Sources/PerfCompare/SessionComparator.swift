internal import Glibc
internal import PerfModel
internal import PerfStatistics

/// Compares timing with sessions of another time (`perfkit-verdict/1`, rule 13).
struct SessionComparator {
  /// A row with what its family decision still needs.
  struct Judged {
    var row: Comparison.Row
    var interval: SessionInterval?
  }

  let policy: Policy
  let host: String
  let toolchain: String
  let sessions: [Baseline.Session]

  static let runsNeeded = 10
  static let sessionsNeeded = 5
  static let gatingSessionsNeeded = 8

  /// The row of one timing metric; its verdict is final unless an interval comes with it.
  func row(
    suite: String, caseName: String, base: CaseRecord.Samples, head: CaseRecord.Samples,
    rule: RowRule
  ) -> Judged {
    let old = base.values.withSpan(median)
    let new = head.values.withSpan(median)
    var row = Comparison.Row(
      suite: suite, caseName: caseName, metric: head.metric, unit: head.unit,
      better: head.better, gating: false, base: .number(old), head: .number(new))
    if old != 0, (new / old).isFinite { row.changePercent = 100 * (new / old - 1) }
    guard let better = head.better, rule.gate ?? head.gating, head.comparison != .info else {
      return Judged(row: row)
    }
    if let obstacle = obstacle(caseName, head) {
      row.notes = [obstacle.note]
      if policy.stored == .gate {
        row.verdict = obstacle.verdict
        row.gating = true
      }
      return Judged(row: row)
    }
    guard head.comparison == .relative, head.values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      row.notes = ["zero"]
      return Judged(row: row)
    }
    return judged(row, caseName, head, better, rule, base: old)
  }

  /// Why the stored sessions say nothing about this machine and toolchain.
  private func obstacle(
    _ caseName: String, _ head: CaseRecord.Samples
  ) -> (note: String, verdict: Verdict)? {
    let local = sessions.filter { $0.fingerprint == host }
    guard !local.isEmpty else { return ("other machine", .notComparable) }
    let same = local.filter { $0.toolchain == toolchain }
    guard !same.isEmpty else { return ("other toolchain", .notComparable) }
    let enough = same.contains {
      ($0.samples[caseName]?[head.metric]?.count ?? 0) >= Self.runsNeeded
    }
    guard enough, head.values.count >= Self.runsNeeded else {
      return ("few runs", .inconclusive)
    }
    return nil
  }

  private func judged(
    _ plain: Comparison.Row, _ caseName: String, _ head: CaseRecord.Samples,
    _ better: Schema.Column.Better, _ rule: RowRule, base: Double
  ) -> Judged {
    var row = plain
    let sign = better == .lower ? 1.0 : -1.0
    let past = means(caseName, head.metric).map { sign * $0 }
    let now = sign * log(head.values.withSpan(median))
    row.pairs = past.count
    let fail = LogLimit.worse(rule.fail, better: better, base: base, floor: rule.floor)
    let warn = LogLimit.worse(rule.warn, better: better, base: base, floor: rule.floor)
    let improved = LogLimit.improved(rule.warn, better: better, base: base, floor: rule.floor)
    let estimate = now - past.withSpan(mean)
    guard past.count >= Self.sessionsNeeded else {
      row.gating = policy.stored == .gate
      row.verdict = .inconclusive
      if estimate >= fail {
        if policy.stored == .advisory { row.verdict = .warn }
        row.notes = [
          "fail-size change against \(past.count) stored session\(past.count == 1 ? "" : "s")"
        ]
      } else {
        row.notes = ["advisory: \(past.count) of \(Self.sessionsNeeded) sessions"]
      }
      return Judged(row: row)
    }
    row.gating = policy.stored == .gate
    let interval = SessionInterval(
      past: past, estimate: estimate, warn: warn, fail: fail, improved: improved)
    row.intervalPercent = interval.percent(better: better)
    return Judged(row: row, interval: interval)
  }

  /// The log-medians of sessions of this machine and toolchain that lie at least an hour apart.
  private func means(_ caseName: String, _ metric: String) -> [Double] {
    var kept: [Double] = []
    var last: Int?
    let ordered = sessions.compactMap { session in
      UTCTime(session.when).map { ($0.seconds, session) }
    }.sorted { $0.0 < $1.0 }
    for (seconds, session) in ordered
    where session.fingerprint == host && session.toolchain == toolchain {
      guard let values = session.samples[caseName]?[metric], values.count >= Self.runsNeeded,
        values.allSatisfy({ $0 > 0 }), last.map({ seconds - $0 >= 3600 }) ?? true
      else { continue }
      kept.append(log(values.withSpan(median)))
      last = seconds
    }
    return kept
  }
}

extension Array where Element == Double {
  /// Calls a function of spans with the elements.
  func withSpan<R>(_ body: (Span<Double>) -> R) -> R { body(span) }
}
