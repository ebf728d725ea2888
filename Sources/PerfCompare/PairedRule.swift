internal import Glibc
package import PerfModel
internal import PerfStatistics

/// The rule `perfkit-verdict/1`, items 1 to 9: what recorded pairs say, and whether to sample more.
///
/// A pure function of its arguments. Numbers in comments are the items of the rule.
public struct PairedRule: Sendable, Hashable {
  /// The rule's name in documents.
  public static let name = "perfkit-verdict/1"
  /// The looks unless the user plans others (3).
  public static let standardLooks = [10, 20, 40, 60]

  /// The planned numbers of pairs, ascending.
  public let looks: [Int]
  /// The two-sided confidence of one row.
  public let confidence: Double
  /// The number of rows of the family, m.
  public let familySize: Int

  /// Plans the looks (3).
  ///
  /// `mayRaise` says whether a last look that is too small for the family is raised. `looks` holds
  /// at least one number of pairs above 0, `confidence` is between 0 and 1.
  public init(
    looks: [Int] = standardLooks, confidence: Double = 0.95, familySize: Int, mayRaise: Bool = true
  ) {
    var planned = Set(looks).sorted()
    self.confidence = confidence
    self.familySize = familySize
    let alpha = (1 - confidence) / 2
    let needed = Self.pairsNeeded(looks: planned.count, rows: familySize, alpha: alpha)
    if mayRaise, let last = planned.last { planned[planned.count - 1] = max(last, needed) }
    self.looks = planned
  }

  /// The error of one side, alpha.
  public var alpha: Double { (1 - confidence) / 2 }

  /// The smallest number of pairs with which one row among all can fail (3).
  public var pairsNeeded: Int {
    Self.pairsNeeded(looks: looks.count, rows: familySize, alpha: alpha)
  }

  private static func pairsNeeded(looks: Int, rows: Int, alpha: Double) -> Int {
    Int(log2(Double(looks * rows) / alpha).rounded(.up))
  }

  /// Judges a family of gating rows; `isOver` says that no more pairs will come (3).
  public func judge(_ rows: [PairedRow], isOver: Bool) -> [PairedOutcome] {
    var outcomes = rows.map { unusable($0, isOver: isOver) }
    let laws = RankLaws(rows.map(\.base.count))
    for index in rows.indices where outcomes[index].decision == .more(pairs: 0) {
      outcomes[index].estimate = estimate(rows[index], laws)
    }
    // 5: rows without numbers stay in the family with p = 1.
    let family = outcomes.indices.filter { outcomes[$0].decision != .info }
    let numbers = family.map { outcomes[$0].estimate }
    let failing = holmAdjusted(numbers.map { $0?.pFail ?? 1 })
    let warning = benjaminiHochbergAdjusted(numbers.map { $0?.pWarn ?? 1 })
    let improving = benjaminiHochbergAdjusted(numbers.map { $0?.pBetter ?? 1 })
    for (place, index) in family.enumerated() {
      guard let estimate = numbers[place] else { continue }
      let limits = Limits(rows[index])
      let shown = Shown(
        fail: Self.reaches(estimate.estimate, limits.fail) && failing[place] <= alpha,
        warn: Self.reaches(estimate.estimate, limits.warn) && warning[place] <= alpha,
        better: Self.reaches(-estimate.estimate, limits.improved) && improving[place] <= alpha)
      let entry = Self.table(upper: estimate.upper, limits, shown)
      let (decision, notes) = decide(entry, estimate, limits, isOver: isOver)
      outcomes[index].decision = decision
      outcomes[index].notes = notes + (estimate.widening > 1 ? ["autocorrelated"] : [])
    }
    return outcomes
  }

  /// The verdict of a fail candidate after its second batch (7), judged with a family of one; nil
  /// if there was no budget for it.
  public static func confirmed(_ first: PairedOutcome, by second: PairedOutcome?) -> PairedOutcome {
    guard first.decision == .verdict(.fail) else { return first }
    guard var outcome = second else {
      var unconfirmed = first
      unconfirmed.decision = .verdict(.inconclusive)
      unconfirmed.notes.append("fail not confirmed")
      return unconfirmed
    }
    let isReproduced = outcome.decision == .verdict(.fail)
    outcome.notes.append(isReproduced ? "first batch: fail" : "first batch: fail, not reproduced")
    return outcome
  }

  /// Logarithms that differ by less are equal: ratios of rounded times meet a limit exactly, and
  /// the last bit of a logarithm must not decide then.
  static let rounding = 1e-12

  /// Whether a log-ratio is at least another one.
  static func reaches(_ value: Double, _ limit: Double) -> Bool { value >= limit - rounding }

  // MARK: 1

  /// The limits of a row as log-ratios: w(Tw), w(Tf) and g(Tw), raised by the floor.
  package struct Limits {
    package let warn: Double
    package let fail: Double
    package let improved: Double

    package init(_ row: PairedRow) {
      let base = median(row.base.span)
      warn = LogLimit.worse(row.warn, better: row.better, base: base, floor: row.floor)
      fail = LogLimit.worse(row.fail, better: row.better, base: base, floor: row.floor)
      improved = LogLimit.improved(row.warn, better: row.better, base: base, floor: row.floor)
    }
  }

  /// A row that cannot be judged, or a request for 0 pairs that stands until it is.
  private func unusable(_ row: PairedRow, isOver: Bool) -> PairedOutcome {
    func outcome(_ decision: PairedOutcome.Decision, _ notes: [String]) -> PairedOutcome {
      PairedOutcome(decision: decision, estimate: nil, notes: notes)
    }
    guard !row.base.isEmpty || !row.head.isEmpty else {
      return isOver
        ? outcome(.verdict(.inconclusive), ["no pairs"]) : outcome(.more(pairs: looks[0]), [])
    }
    for index in 0..<max(row.base.count, row.head.count) {
      for (side, values) in [("base", row.base), ("head", row.head)] {
        guard index < values.count, values[index].isFinite else {
          return outcome(.verdict(.inconclusive), ["no value of \(side) in pair \(index + 1)"])
        }
      }
    }
    guard (row.base + row.head).allSatisfy({ $0 > 0 }) else { return outcome(.info, ["zero"]) }
    return outcome(.more(pairs: 0), [])
  }

  // MARK: 2, 4, 8 and 9

  private func estimate(_ row: PairedRow, _ laws: RankLaws) -> PairedEstimate? {
    let sign = row.better == .lower ? 1.0 : -1.0
    let y = zip(row.base, row.head).map { sign * log($1 / $0) }
    guard let averages = WalshAverages(y.span) else { return nil }
    let law = laws[y.count]
    let e = averages.median
    let v = Self.widening(y, around: e)
    // 2
    func ends(_ level: Double) -> (lower: Double, upper: Double) {
      guard let c = law.critical(level) else { return (-.infinity, .infinity) }
      let lower = averages.value(rank: c + 1)
      let upper = averages.value(rank: averages.count - c)
      return v > 1 ? (e - v * (e - lower), e + v * (upper - e)) : (lower, upper)
    }
    let adjusted = ends(alpha / Double(looks.count))
    let unadjusted = ends(alpha)
    // 4
    func threshold(_ t: Double) -> Double { v > 1 ? e + (t - e) / v : t }
    func p(_ count: Int) -> Double { min(1, Double(looks.count) * law.cumulative(count)) }
    let limits = Limits(row)
    // 9
    let half = (adjusted.upper - adjusted.lower) / 2
    let tail = law.critical(alpha / Double(looks.count)).map(law.cumulative) ?? 0.5
    let detectable = max(limits.warn, half) + 1.2816 * half / StandardNormal.quantile(1 - tail)
    let percents = [adjusted.lower, adjusted.upper].map { 100 * expm1(sign * $0) }
    return PairedEstimate(
      pairs: y.count, estimate: e, lower: adjusted.lower, upper: adjusted.upper,
      unadjustedLower: unadjusted.lower, unadjustedUpper: unadjusted.upper,
      pWarn: p(averages.count(atMost: threshold(0) + Self.rounding)),
      pFail: p(averages.count(atMost: threshold(limits.warn) + Self.rounding)),
      pBetter: p(averages.count(atLeast: threshold(0) - Self.rounding)), widening: v,
      minimumDetectableEffect: half.isFinite ? sign * expm1(sign * detectable) : .infinity,
      changePercent: 100 * expm1(sign * e),
      intervalPercent: min(percents[0], percents[1])...max(percents[0], percents[1]))
  }

  /// How much wandering widens the interval, v (8).
  static func widening(_ y: [Double], around e: Double) -> Double {
    guard y.count >= 20 else { return 1 }
    let k = Double(y.count)
    let r1 = clippedAutocorrelation(y.span, center: e)
    guard r1 > 1.645 / k.squareRoot() - 1 / k else { return 1 }
    let r = min(0.8, max(0, (k * r1 + 1) / (k - 4)))
    return ((1 + r) / (1 - r)).squareRoot()
  }

  // MARK: 5 and 6

  /// What the family's p-values show of a row: F, B and I.
  package struct Shown {
    let fail: Bool
    let warn: Bool
    let better: Bool

    package init(fail: Bool, warn: Bool, better: Bool) {
      self.fail = fail
      self.warn = warn
      self.better = better
    }
  }

  /// The decision table (6).
  package static func table(
    upper: Double, _ limits: Limits, _ shown: Shown
  ) -> (verdict: Verdict, notes: [String]) {
    if reaches(upper, limits.fail) {
      if shown.fail { return (.fail, []) }
      return (.inconclusive, [shown.warn ? "regression shown" : "noise"])
    }
    if shown.warn { return (.warn, []) }
    if shown.better { return (.improved, []) }
    return (.pass, reaches(upper, limits.warn) ? ["warn-size change not excluded"] : [])
  }

  /// Whether sampling of the row stops (6).
  static func stops(_ verdict: Verdict, _ estimate: PairedEstimate, _ limits: Limits) -> Bool {
    switch verdict {
    case .fail, .warn, .improved: return true
    case .pass: break
    default: return false
    }
    let lower = estimate.unadjustedLower
    let upper = estimate.unadjustedUpper
    if !reaches(-lower, limits.improved), !reaches(upper, limits.warn) { return true }
    return reaches(limits.warn, upper - lower)
      && !reaches(-estimate.estimate, limits.improved) && !reaches(estimate.estimate, limits.warn)
  }

  /// The table's verdict if the row stops or has no look left, else its next look (3 and 6).
  private func decide(
    _ entry: (verdict: Verdict, notes: [String]), _ estimate: PairedEstimate, _ limits: Limits,
    isOver: Bool
  ) -> (PairedOutcome.Decision, [String]) {
    let stops = Self.stops(entry.verdict, estimate, limits)
    let next = looks.first { $0 > estimate.pairs }
    if !stops, !isOver, let next { return (.more(pairs: next), entry.notes) }
    let last = stops ? looks[looks.count - 1] : estimate.pairs
    guard last >= pairsNeeded else {
      return (.verdict(.inconclusive), ["\(pairsNeeded) pairs needed"])
    }
    return (.verdict(entry.verdict), entry.notes)
  }
}
