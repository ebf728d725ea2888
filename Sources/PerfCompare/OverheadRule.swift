internal import PerfModel
internal import PerfStatistics

/// Whether one variant is at most so much worse than another: declared overhead targets.
///
/// The interval of rules 2, 3 and 8 is held against one limit, w(at most): `pass` if all of it is
/// below, `fail` candidate if all of it is beyond, else undecided. Each target is a family of one.
public struct OverheadRule: Sendable, Hashable {
  /// What is held against the limit.
  public enum Subject: Sendable, Hashable {
    /// A case's row; its limits and its floor have no part.
    case row(PairedRow)
    /// The mean over cases.
    case group(PairedGroup)
  }

  /// The largest overhead allowed, a fraction: worse by that share.
  public let atMost: Double
  /// The planned numbers of pairs, ascending.
  public let looks: [Int]
  /// The two-sided confidence.
  public let confidence: Double

  /// Makes a rule; `mayRaise` says whether a last look that is too small to decide is raised.
  public init(
    atMost: Double, looks: [Int] = PairedRule.standardLooks, confidence: Double = 0.95,
    mayRaise: Bool = true
  ) {
    self.atMost = atMost
    self.confidence = confidence
    self.looks =
      PairedRule(looks: looks, confidence: confidence, familySize: 1, mayRaise: mayRaise).looks
  }

  /// Judges what was measured; `isOver` says that no more pairs will come.
  ///
  /// A `fail` is a candidate: `PairedRule.confirmed` takes it and the outcome of a second batch. In
  /// the estimate, the minimum detectable effect is the overhead that would have failed with 90 %
  /// probability.
  public func judge(_ subject: Subject, isOver: Bool) -> PairedOutcome {
    let effects: PairedRule.Effects
    switch self.effects(subject) {
    case .failure(let obstacle):
      guard obstacle == .noPairs, !isOver else { return obstacle.outcome }
      return PairedOutcome(decision: .more(pairs: looks[0]), estimate: nil, notes: [])
    case .success(let found): effects = found
    }
    let alpha = (1 - confidence) / 2
    let laws = RankLaws([effects.values.count])
    let numbers = PairedRule.estimate(effects, looks: looks.count, alpha: alpha, laws)
    guard var estimate = numbers else {
      return PairedGroup.Obstacle.noPairs.outcome
    }
    let limits = effects.limits
    let half = (estimate.upper - estimate.lower) / 2
    let law = laws[estimate.pairs]
    if let c = law.critical(alpha / Double(looks.count)) {
      let z = StandardNormal.quantile(1 - law.cumulative(c))
      estimate.minimumDetectableEffect = effects.detectable(
        limits.fail + half + 1.2816 * half / z)
    }
    let (decision, notes) = decide(estimate, limits, isOver: isOver)
    return PairedOutcome(
      decision: decision, estimate: estimate,
      notes: notes + (estimate.widening > 1 ? ["autocorrelated"] : []))
  }

  private func decide(
    _ estimate: PairedEstimate, _ limits: PairedRule.Limits, isOver: Bool
  ) -> (PairedOutcome.Decision, [String]) {
    if !limits.reaches(estimate.upper, limits.fail) { return (.verdict(.pass), []) }
    if !limits.reaches(limits.fail, estimate.lower) { return (.verdict(.fail), []) }
    if !isOver, let next = looks.first(where: { $0 > estimate.pairs }) {
      return (.more(pairs: next), [])
    }
    let needed = PairedRule.pairsNeeded(
      looks: looks.count, rows: 1, alpha: (1 - confidence) / 2)
    let note = estimate.pairs < needed ? "\(needed) pairs needed" : "limit within the interval"
    return (.verdict(.inconclusive), [note])
  }

  private func effects(
    _ subject: Subject
  ) -> Result<PairedRule.Effects, PairedGroup.Obstacle> {
    switch subject {
    case .row(let row):
      guard row.base.count == row.head.count else {
        let (side, pair) =
          row.base.count < row.head.count
          ? ("base", row.base.count + 1) : ("head", row.head.count + 1)
        return .failure(PairedGroup.Obstacle("no value of \(side) in pair \(pair)"))
      }
      return PairedGroup(members: [PairedGroup.Member(name: nil, row: row)])
        .means(limits(row.better))
    case .group(let group):
      return group.means(limits(group.better))
    }
  }

  private func limits(_ better: Schema.Column.Better) -> PairedRule.Limits {
    PairedRule.Limits(warn: atMost, fail: atMost, better: better)
  }
}
