internal import Glibc
internal import PerfModel
internal import PerfStatistics

/// Rows of several cases with the same metric, judged by the mean of their log-ratios (rule 10 of
/// `perfkit-verdict/1`).
///
/// The i-th mean is taken over the i-th pairs of all members, up to the shortest of them.
public struct PairedGroup: Sendable, Hashable {
  /// How members count.
  public enum Average: String, Sendable, Hashable, CaseIterable {
    /// Every case counts alike.
    case plain
    /// Every case counts by the base's time: its median where lower is better, else 1/median, so
    /// that the change is that of the sum, to first order.
    case weighted
  }

  /// A case's row and its weight.
  public struct Member: Sendable, Hashable {
    /// The case's name, for notes; nil where it goes without saying.
    public var name: String?
    /// The row's pairs.
    public var row: PairedRow
    /// The weight, above 0.
    public var weight: Double

    /// Makes a member.
    public init(name: String?, row: PairedRow, weight: Double = 1) {
      self.name = name
      self.row = row
      self.weight = weight
    }
  }

  /// The members.
  public var members: [Member]
  /// The limit for a warning, a fraction.
  public var warn: Double
  /// The limit for a failure, a fraction.
  public var fail: Double

  /// Makes a group whose members have weights.
  public init(members: [Member], warn: Double = 0.05, fail: Double = 0.2) {
    self.members = members
    self.warn = warn
    self.fail = fail
  }

  /// Makes a group of named rows.
  public init(
    rows: [(name: String, row: PairedRow)], average: Average, warn: Double = 0.05,
    fail: Double = 0.2
  ) {
    self.init(
      members: rows.map { name, row in
        let middle = median(row.base.span)
        let isWeighted = average == .weighted && middle > 0
        return Member(
          name: name, row: row,
          weight: isWeighted ? (row.better == .lower ? middle : 1 / middle) : 1)
      }, warn: warn, fail: fail)
  }

  /// What the group says, as a family of one, looked at once: rule 2 at the whole alpha.
  ///
  /// Whoever reports the group takes the estimate; its verdict counts where the policy names the
  /// group. It is for pairs that are over: the group's own data never decides to go on.
  public func judge(confidence: Double = 0.95) -> PairedOutcome {
    let alpha = (1 - confidence) / 2
    let effects: PairedRule.Effects
    switch means(PairedRule.Limits(warn: warn, fail: fail, better: better)) {
    case .failure(let obstacle): return obstacle.outcome
    case .success(let found): effects = found
    }
    let laws = RankLaws([effects.values.count])
    guard let estimate = PairedRule.estimate(effects, looks: 1, alpha: alpha, laws) else {
      return Obstacle.noPairs.outcome
    }
    let limits = effects.limits
    let shown = PairedRule.Shown(
      estimate, limits, fail: estimate.pFail <= alpha, warn: estimate.pWarn <= alpha,
      better: estimate.pBetter <= alpha)
    var (verdict, notes) = PairedRule.table(upper: estimate.upper, limits, shown)
    let needed = PairedRule.pairsNeeded(looks: 1, rows: 1, alpha: alpha)
    if estimate.pairs < needed { (verdict, notes) = (.inconclusive, ["\(needed) pairs needed"]) }
    if estimate.widening > 1 { notes.append("autocorrelated") }
    return PairedOutcome(decision: .verdict(verdict), estimate: estimate, notes: notes)
  }

  /// Why there is no mean.
  struct Obstacle: Error, Equatable {
    static let noPairs = Obstacle("no pairs")

    let note: String

    init(_ note: String, of member: String? = nil) {
      self.note = (member.map { $0 + ": " } ?? "") + note
    }

    var outcome: PairedOutcome {
      PairedOutcome(decision: .verdict(.inconclusive), estimate: nil, notes: [note])
    }
  }

  /// The members' direction.
  var better: Schema.Column.Better { members.first?.row.better ?? .lower }

  /// The means g_i, worse positive.
  func means(_ limits: PairedRule.Limits) -> Result<PairedRule.Effects, Obstacle> {
    let pairs = members.map { min($0.row.base.count, $0.row.head.count) }.min() ?? 0
    guard pairs > 0 else { return .failure(.noPairs) }
    let total = members.reduce(0) { $0 + $1.weight }
    guard total > 0, total.isFinite, members.allSatisfy({ $0.weight >= 0 }) else {
      return .failure(Obstacle("no weights"))
    }
    var sums = [Double](repeating: 0, count: pairs)
    for member in members {
      let row = member.row
      guard row.better == better else {
        return .failure(Obstacle("another direction", of: member.name))
      }
      let sign = row.better == .lower ? 1.0 : -1.0
      for index in 0..<pairs {
        let (base, head) = (row.base[index], row.head[index])
        guard base.isFinite, head.isFinite else {
          let side = base.isFinite ? "head" : "base"
          return .failure(
            Obstacle("no value of \(side) in pair \(index + 1)", of: member.name))
        }
        guard base > 0, head > 0 else { return .failure(Obstacle("zero", of: member.name)) }
        sums[index] += member.weight * sign * log(head / base)
      }
    }
    return .success(
      PairedRule.Effects(logRatios: sums.map { $0 / total }, better: better, limits: limits))
  }
}
