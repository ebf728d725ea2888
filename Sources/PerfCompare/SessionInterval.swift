internal import Glibc
internal import PerfModel
internal import PerfStatistics

/// The prediction interval of one more session, on the scale of log-ratios (Hahn & Meeker,
/// Statistical Intervals): D -+ t(R-1) sd sqrt(1 + 1/R).
struct SessionInterval {
  static let alpha = 0.025

  let estimate: Double
  let low: Double
  let high: Double
  let warn: Double
  let fail: Double
  let improved: Double
  let pWarn: Double
  let pFail: Double
  let pBetter: Double

  init(past: [Double], estimate: Double, warn: Double, fail: Double, improved: Double) {
    let count = Double(past.count)
    let t = StudentT(degreesOfFreedom: count - 1)
    let spread = past.withSpan(standardDeviation) * (1 + 1 / count).squareRoot()
    let half = t.quantile(1 - Self.alpha) * spread
    func tail(_ distance: Double) -> Double {
      spread > 0 ? t.upperTail(distance / spread) : (distance > 0 ? 0 : 1)
    }
    self.estimate = estimate
    low = estimate - half
    high = estimate + half
    self.warn = warn
    self.fail = fail
    self.improved = improved
    pWarn = tail(estimate)
    pFail = tail(estimate - warn)
    pBetter = tail(-estimate)
  }

  /// The interval as a change of the value in percent.
  func percent(better: Schema.Column.Better) -> ClosedRange<Double> {
    let ends = better == .lower ? (expm1(low), expm1(high)) : (expm1(-high), expm1(-low))
    return (100 * ends.0)...(100 * ends.1)
  }
}

/// Decides a family of session rows together (rules 5 and 6).
public enum SessionFamily {
  /// The note of a row whose failure a paired run has yet to confirm.
  public static let unconfirmed = "fail not confirmed"

  static func decide(_ rows: [SessionComparator.Judged], policy: Policy) -> [Comparison.Row] {
    let members = rows.indices.filter { rows[$0].interval != nil }
    let intervals = members.compactMap { rows[$0].interval }
    let failing = holmAdjusted(intervals.map(\.pFail))
    let warning = benjaminiHochbergAdjusted(intervals.map(\.pWarn))
    let improving = benjaminiHochbergAdjusted(intervals.map(\.pBetter))
    var decided = rows.map(\.row)
    for (place, index) in members.enumerated() {
      let interval = intervals[place]
      let alpha = SessionInterval.alpha
      let isFail = interval.estimate >= interval.fail && failing[place] <= alpha
      let isWarn = interval.estimate >= interval.warn && warning[place] <= alpha
      let isBetter = interval.estimate <= -interval.improved && improving[place] <= alpha
      let (verdict, notes) = table(interval, isFail, isWarn, isBetter, decided[index], policy)
      decided[index].verdict = verdict
      decided[index].notes += notes
    }
    return decided
  }

  private static func table(
    _ interval: SessionInterval, _ isFail: Bool, _ isWarn: Bool, _ isBetter: Bool,
    _ row: Comparison.Row, _ policy: Policy
  ) -> (Verdict, [String]) {
    guard interval.high >= interval.fail else {
      if isWarn { return (.warn, []) }
      if isBetter { return (.improved, []) }
      return (.pass, interval.high >= interval.warn ? ["warn-size change not excluded"] : [])
    }
    guard isFail else { return (.inconclusive, [isWarn ? "regression shown" : "noise"]) }
    if policy.stored == .advisory { return (.warn, ["fail-size change against stored sessions"]) }
    return (
      .inconclusive,
      [
        row.pairs < SessionComparator.gatingSessionsNeeded
          ? "fail needs \(SessionComparator.gatingSessionsNeeded) sessions" : unconfirmed
      ]
    )
  }
}
