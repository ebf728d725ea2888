internal import PerfModel

/// Compares exact metrics that have a direction: one value is enough, there is no interval.
enum ExactComparator {
  static func row(
    suite: String, caseName: String, base: CaseRecord.Samples, head: CaseRecord.Samples,
    better: Schema.Column.Better, rule: RowRule
  ) -> Comparison.Row {
    let old = base.values.first ?? .nan
    let new = head.values.first ?? .nan
    var row = Comparison.Row(
      suite: suite, caseName: caseName, metric: head.metric, unit: head.unit, better: better,
      gating: rule.gate ?? true, base: .number(old), head: .number(new))
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
