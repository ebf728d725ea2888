internal import Glibc
internal import PerfCompare
internal import PerfModel
internal import PerfStatistics

/// One comparison of a selftest, judged as `perfkit ab --pairs` judges.
struct ComparisonTrial {
  let pairs: Int
  let sabotage: Sabotage?

  /// What a comparison ended with.
  struct Outcome {
    var verdict: Verdict
    /// The minimum detectable effect as a fraction.
    var detectable: Double
  }

  private var rule: PairedRule { PairedRule(looks: [pairs], familySize: 1, mayRaise: false) }

  /// Measures, judges, and measures again what seems to fail (rule 7).
  func run(_ programs: some SelftestPrograms, seed: UInt64) throws(Problems) -> Outcome {
    let first = try judge(programs, seed: seed)
    var final = first
    if first.decision == .verdict(.fail) {
      final = PairedRule.confirmed(first, by: try judge(programs, seed: ~seed))
    }
    let verdict: Verdict =
      if case .verdict(let verdict) = final.decision { verdict } else { .inconclusive }
    return Outcome(
      verdict: verdict, detectable: final.estimate?.minimumDetectableEffect ?? .infinity)
  }

  private func judge(
    _ programs: some SelftestPrograms, seed: UInt64
  ) throws(Problems) -> PairedOutcome {
    let times = try programs.pairs(pairs, seed: seed, sabotage: sabotage)
    let row = PairedRow(base: times.base, head: times.head, better: .lower)
    return rule.judge([row.sabotaged(sabotage)], isOver: true)[0]
  }

  /// Whether the test that most tools use calls two blocks of runs different.
  static func isFlagged(_ times: (base: [Double], head: [Double])) -> Bool {
    let (base, head) = times
    return mannWhitney(base.span, head.span).pValue < 0.05
  }
}

extension PairedRow {
  /// The row with half the spread around its estimate, which makes every interval half as wide.
  func sabotaged(_ sabotage: Sabotage?) -> PairedRow {
    guard sabotage == .interval else { return self }
    let y = zip(base, head).map { log($1 / $0) }
    let center = hodgesLehmann(y.span)
    var row = self
    row.head = zip(base, y).map { $0 * exp(center + ($1 - center) / 2) }
    return row
  }
}
