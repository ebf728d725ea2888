internal import PerfModel

/// Compares exact metrics that have a direction: one value is enough, there is no interval.
enum ExactComparator {
  /// The row of one metric; a side without a value is missing.
  static func row(
    suite: String, caseName: String, metric: String, unit: String, base: Double?, head: Double?,
    better: Schema.Column.Better, rule: RowRule
  ) -> Comparison.Row {
    var row = Comparison.Row(
      suite: suite, caseName: caseName, metric: metric, unit: unit, better: better,
      gating: rule.gate ?? true, base: base.map { .number($0) } ?? .absent,
      head: head.map { .number($0) } ?? .absent)
    guard let old = base, let new = head else {
      row.verdict = .missing
      row.notes = ["no value of the \(base == nil ? "base" : "head")"]
      return row
    }
    if old != 0 { row.changePercent = 100 * (new / old - 1) }
    let worsening = better == .lower ? new - old : old - new
    if worsening == 0 {
      row.verdict = .pass
    } else if worsening < 0 {
      row.verdict = .improved
    } else if rule.failIsSet && worsening <= allowed(rule.fail, base: old) {
      row.verdict = .pass
      row.notes = ["within the policy's limit"]
    } else {
      row.verdict = .fail
    }
    return row
  }

  private static func allowed(_ limit: Limit, base: Double) -> Double {
    switch limit {
    case .relative(let fraction): abs(base) * fraction
    case .absolute(let amount, _): amount
    }
  }
}
