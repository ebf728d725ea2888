internal import Glibc
package import PerfModel
internal import PerfStatistics

/// The rule `perfkit-verdict/1`, items 1 to 9: what recorded pairs say, and whether to sample more.
///
/// A pure function of its arguments. Numbers in comments are the items of the rule. Rows judged by
/// difference (11) take the same way with other effects and limits.
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
  /// Whether a last look that is too small for the family is raised.
  public let mayRaise: Bool

  /// Plans the looks (3).
  ///
  /// `looks` holds at least one number of pairs above 0, `confidence` is between 0 and 1.
  public init(
    looks: [Int] = standardLooks, confidence: Double = 0.95, familySize: Int, mayRaise: Bool = true
  ) {
    self.confidence = confidence
    self.familySize = familySize
    self.mayRaise = mayRaise
    self.looks = Self.planned(
      looks, rows: familySize, alpha: (1 - confidence) / 2, mayRaise: mayRaise)
  }

  /// The error of one side, alpha.
  public var alpha: Double { (1 - confidence) / 2 }

  /// The smallest number of pairs with which one row among all can fail (3).
  public var pairsNeeded: Int {
    Self.pairsNeeded(looks: looks.count, rows: familySize, alpha: alpha)
  }

  /// The planned looks of a row: its own, raised like the rule's, or the rule's (3).
  public func looks(of row: PairedRow) -> [Int] {
    guard let own = row.looks, !own.isEmpty else { return looks }
    return Self.planned(own, rows: rowCount(row), alpha: alpha, mayRaise: mayRaise)
  }

  /// The smallest number of pairs with which a row can fail, by its own looks (3).
  public func pairsNeeded(of row: PairedRow) -> Int {
    Self.pairsNeeded(looks: looks(of: row).count, rows: rowCount(row), alpha: alpha)
  }

  /// The rows that share the error with a row, m: the family is one of relative rows (5).
  private func rowCount(_ row: PairedRow) -> Int { row.scale == .relative ? familySize : 1 }

  private static func planned(
    _ looks: [Int], rows: Int, alpha: Double, mayRaise: Bool
  ) -> [Int] {
    var planned = Set(looks).sorted()
    let needed = pairsNeeded(looks: planned.count, rows: rows, alpha: alpha)
    if mayRaise, let last = planned.last { planned[planned.count - 1] = max(last, needed) }
    return planned
  }

  static func pairsNeeded(looks: Int, rows: Int, alpha: Double) -> Int {
    Int(log2(Double(looks * rows) / alpha).rounded(.up))
  }

  /// Judges a family of gating rows; `isOver` says that no more pairs will come (3).
  public func judge(_ rows: [PairedRow], isOver: Bool) -> [PairedOutcome] {
    var outcomes = rows.map { unusable($0, isOver: isOver) }
    let laws = RankLaws(rows.map(\.base.count))
    let effects = rows.indices.map { index in
      outcomes[index].decision == .more(pairs: 0) ? Effects(rows[index]) : nil
    }
    for (index, effects) in effects.enumerated() {
      guard let effects else { continue }
      outcomes[index].estimate = Self.estimate(
        effects, looks: looks(of: rows[index]).count, alpha: alpha, laws)
    }
    // 5: rows without numbers stay in the family with p = 1; rows judged by difference are alone.
    let numbers = outcomes.map(\.estimate)
    let family = rows.indices.filter { index in
      outcomes[index].decision != .info
        && (effects[index]?.scale ?? rows[index].scale) == .relative
    }
    let failing = adjusted(numbers.map { $0?.pFail ?? 1 }, family, holmAdjusted)
    let warning = adjusted(numbers.map { $0?.pWarn ?? 1 }, family, benjaminiHochbergAdjusted)
    let improving = adjusted(numbers.map { $0?.pBetter ?? 1 }, family, benjaminiHochbergAdjusted)
    for (index, effects) in effects.enumerated() {
      guard let effects, let estimate = numbers[index] else { continue }
      let shown = Shown(
        estimate, effects.limits, fail: failing[index] <= alpha, warn: warning[index] <= alpha,
        better: improving[index] <= alpha)
      let entry = Self.table(upper: estimate.upper, effects.limits, shown)
      let (decision, notes) = decide(entry, rows[index], estimate, effects.limits, isOver: isOver)
      outcomes[index].decision = decision
      outcomes[index].notes =
        notes + effects.notes + (estimate.widening > 1 ? ["autocorrelated"] : [])
    }
    return outcomes
  }

  /// The p-values of all rows, those of the family adjusted.
  private func adjusted(
    _ p: [Double], _ family: [Int], _ adjust: ([Double]) -> [Double]
  ) -> [Double] {
    var result = p
    for (index, value) in zip(family, adjust(family.map { p[$0] })) { result[index] = value }
    return result
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

  // MARK: 1

  /// What the pairs of a row, or the means of a group, say: worse positive, in time order.
  struct Effects {
    /// y of log-ratios (1), d of differences (11), g of a group (10).
    let values: [Double]
    let limits: Limits
    let scale: PairedRow.Scale
    let notes: [String]
    /// 1 where lower is better, else -1.
    let sign: Double
    /// The base's absolute median, of differences.
    let base: Double

    /// The effects of a row whose values are finite.
    init(_ row: PairedRow) {
      guard row.scale == .relative, row.hasRatios else {
        self.init(differencesOf: row)
        return
      }
      let sign = row.better == .lower ? 1.0 : -1.0
      self.init(
        logRatios: zip(row.base, row.head).map { sign * log($1 / $0) }, better: row.better,
        limits: Limits(row))
    }

    /// Log-ratios that are no row's own.
    init(logRatios: [Double], better: Schema.Column.Better, limits: Limits) {
      values = logRatios
      self.limits = limits
      scale = .relative
      notes = []
      sign = better == .lower ? 1 : -1
      base = 1
    }

    /// An effect as a change of the value in percent, positive for larger.
    func percent(_ effect: Double) -> Double {
      switch scale {
      case .relative: 100 * expm1(sign * effect)
      case .absolute: base > 0 ? 100 * sign * effect / base : .nan
      }
    }

    /// An effect as a change of the value in the unit, if it is a difference.
    var amount: ((Double) -> Double)? {
      scale == .absolute ? { sign * $0 } : nil
    }

    /// An interval of effects as one of changes; all numbers where a change is none.
    func interval(
      _ ends: (lower: Double, upper: Double), _ change: (Double) -> Double
    ) -> ClosedRange<Double> {
      let (first, second) = (change(ends.lower), change(ends.upper))
      guard !first.isNaN, !second.isNaN else { return -(.infinity)...(.infinity) }
      return min(first, second)...max(first, second)
    }

    /// A worsening as a fraction, w^-1.
    func detectable(_ effect: Double) -> Double {
      guard effect.isFinite else { return .infinity }
      switch scale {
      case .relative: return sign * expm1(sign * effect)
      case .absolute: return base > 0 ? effect / base : .infinity
      }
    }
  }

  /// The limits of a row on the scale of its effects: w(Tw), w(Tf) and g(Tw), raised by the floor.
  package struct Limits {
    package let warn: Double
    package let fail: Double
    package let improved: Double
    /// Effects that differ by less are equal: ratios and differences of rounded numbers meet a
    /// limit exactly, and the last bit must not decide then.
    package let rounding: Double

    /// The limits of log-ratios (1).
    package init(_ row: PairedRow) {
      let base = median(row.base.span)
      warn = LogLimit.worse(row.warn, better: row.better, base: base, floor: row.floor)
      fail = LogLimit.worse(row.fail, better: row.better, base: base, floor: row.floor)
      improved = LogLimit.improved(row.warn, better: row.better, base: base, floor: row.floor)
      rounding = 1e-12
    }

    /// The limits of log-ratios without an amount, such as those of a group.
    init(warn: Double, fail: Double, better: Schema.Column.Better) {
      self.init(
        PairedRow(
          base: [1], head: [1], better: better, warn: .relative(warn), fail: .relative(fail)))
    }

    /// Whether an effect is at least another one.
    func reaches(_ value: Double, _ limit: Double) -> Bool { value >= limit - rounding }
  }

  /// A row that cannot be judged, or a request for 0 pairs that stands until it is.
  private func unusable(_ row: PairedRow, isOver: Bool) -> PairedOutcome {
    func outcome(_ decision: PairedOutcome.Decision, _ notes: [String]) -> PairedOutcome {
      PairedOutcome(decision: decision, estimate: nil, notes: notes)
    }
    if row.scale == .absolute, !row.hasLimitInUnit {
      return outcome(.info, ["no limit in the unit"])
    }
    guard !row.base.isEmpty || !row.head.isEmpty else {
      return isOver
        ? outcome(.verdict(.inconclusive), ["no pairs"])
        : outcome(.more(pairs: looks(of: row)[0]), [])
    }
    for index in 0..<max(row.base.count, row.head.count) {
      for (side, values) in [("base", row.base), ("head", row.head)] {
        guard index < values.count, values[index].isFinite else {
          let note = row.absence ?? "no value of \(side) in pair \(index + 1)"
          return outcome(.verdict(.inconclusive), [note])
        }
      }
    }
    guard row.hasRatios || row.hasLimitInUnit else { return outcome(.info, ["zero"]) }
    return outcome(.more(pairs: 0), [])
  }

  // MARK: 2, 4, 8 and 9

  /// What effects say at one of `looks` looks.
  static func estimate(
    _ effects: Effects, looks: Int, alpha: Double, _ laws: RankLaws
  ) -> PairedEstimate? {
    let y = effects.values
    guard let averages = WalshAverages(y.span) else { return nil }
    let law = laws[y.count]
    let e = averages.median
    let v = widening(y, around: e)
    // 2
    func ends(_ level: Double) -> (lower: Double, upper: Double) {
      guard let c = law.critical(level) else { return (-.infinity, .infinity) }
      let lower = averages.value(rank: c + 1)
      let upper = averages.value(rank: averages.count - c)
      return v > 1 ? (e - v * (e - lower), e + v * (upper - e)) : (lower, upper)
    }
    let level = alpha / Double(looks)
    let adjusted = ends(level)
    let unadjusted = ends(alpha)
    // 4
    let limits = effects.limits
    func threshold(_ t: Double) -> Double { v > 1 ? e + (t - e) / v : t }
    func p(_ count: Int) -> Double { min(1, Double(looks) * law.cumulative(count)) }
    // 9
    let half = (adjusted.upper - adjusted.lower) / 2
    let tail = law.critical(level).map(law.cumulative) ?? 0.5
    let detectable =
      half.isFinite
      ? max(limits.warn, half) + 1.2816 * half / StandardNormal.quantile(1 - tail) : .infinity
    return PairedEstimate(
      pairs: y.count, estimate: e, lower: adjusted.lower, upper: adjusted.upper,
      unadjustedLower: unadjusted.lower, unadjustedUpper: unadjusted.upper,
      pWarn: p(averages.count(atMost: threshold(0) + limits.rounding)),
      pFail: p(averages.count(atMost: threshold(limits.warn) + limits.rounding)),
      pBetter: p(averages.count(atLeast: threshold(0) - limits.rounding)), widening: v,
      minimumDetectableEffect: effects.detectable(detectable),
      changePercent: effects.percent(e),
      intervalPercent: effects.interval(adjusted, effects.percent),
      changeAmount: effects.amount.map { $0(e) },
      intervalAmount: effects.amount.map { effects.interval(adjusted, $0) },
      detectableAmount: effects.amount.map { _ in detectable })
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

    /// Takes whether the p-values show a change at all; its size must reach the limit too.
    package init(
      _ estimate: PairedEstimate, _ limits: Limits, fail: Bool, warn: Bool, better: Bool
    ) {
      self.init(
        fail: fail && limits.reaches(estimate.estimate, limits.fail),
        warn: warn && limits.reaches(estimate.estimate, limits.warn),
        better: better && limits.reaches(-estimate.estimate, limits.improved))
    }

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
    if limits.reaches(upper, limits.fail) {
      if shown.fail { return (.fail, []) }
      return (.inconclusive, [shown.warn ? "regression shown" : "noise"])
    }
    if shown.warn { return (.warn, []) }
    if shown.better { return (.improved, []) }
    return (.pass, limits.reaches(upper, limits.warn) ? ["warn-size change not excluded"] : [])
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
    if !limits.reaches(-lower, limits.improved), !limits.reaches(upper, limits.warn) { return true }
    return limits.reaches(limits.warn, upper - lower)
      && !limits.reaches(-estimate.estimate, limits.improved)
      && !limits.reaches(estimate.estimate, limits.warn)
  }

  /// The table's verdict if the row stops or has no look left, else its next look (3 and 6).
  private func decide(
    _ entry: (verdict: Verdict, notes: [String]), _ row: PairedRow, _ estimate: PairedEstimate,
    _ limits: Limits, isOver: Bool
  ) -> (PairedOutcome.Decision, [String]) {
    let looks = looks(of: row)
    let pairsNeeded = pairsNeeded(of: row)
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
