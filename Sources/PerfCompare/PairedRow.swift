public import PerfModel

/// The recorded samples of one gating row: the values of its pairs in time order.
public struct PairedRow: Sendable, Hashable {
  /// What of a pair is judged.
  public enum Scale: Sendable, Hashable {
    /// The ratio head/base (rule 1).
    case relative
    /// The difference head - base, in the unit (rule 11).
    case absolute
  }

  /// The base's value of each pair, in the row's unit; NaN where there is none.
  public var base: [Double]
  /// The head's value of each pair.
  public var head: [Double]
  /// Which way is better.
  public var better: Schema.Column.Better
  /// The limit for a warning, Tw.
  public var warn: Limit
  /// The limit for a failure, Tf, above Tw.
  public var fail: Limit
  /// Changes below this amount are ignored.
  public var floor: Limit?
  /// What of a pair is judged; a relative row with a value of 0 or less is judged by difference
  /// if the policy gives it a limit or a floor in the unit.
  public var scale: Scale
  /// The row's own planned looks; nil for the rule's.
  public var looks: [Int]?
  /// Why a value is missing, where the row knows more than which one.
  public var absence: String?

  /// Makes a row.
  public init(
    base: [Double], head: [Double], better: Schema.Column.Better, warn: Limit = .relative(0.05),
    fail: Limit = .relative(0.2), floor: Limit? = nil, scale: Scale = .relative,
    looks: [Int]? = nil, absence: String? = nil
  ) {
    self.base = base
    self.head = head
    self.better = better
    self.warn = warn
    self.fail = fail
    self.floor = floor
    self.scale = scale
    self.looks = looks
    self.absence = absence
  }

  /// Whether every pair has a ratio.
  var hasRatios: Bool { (base + head).allSatisfy { $0 > 0 } }

  /// Whether the policy says in the row's unit what counts.
  var hasLimitInUnit: Bool {
    [warn, fail, floor].contains { limit in
      if case .absolute = limit { true } else { false }
    }
  }
}

/// What the rule says about a row.
public struct PairedOutcome: Sendable, Hashable {
  /// Whether sampling goes on.
  public enum Decision: Sendable, Hashable {
    /// The row is undecided; its next look is at this number of pairs in all.
    case more(pairs: Int)
    /// The row's verdict; `fail` is a candidate until a second batch confirms it (rule 7).
    case verdict(Verdict)
    /// The row is shown and decides nothing.
    case info
  }

  /// What to do.
  public var decision: Decision
  /// The numbers behind the decision; nil if a value is missing or not above zero.
  public var estimate: PairedEstimate?
  /// What else a reader must know.
  public var notes: [String]
}

/// The numbers of a row at one look, worse positive: log-ratios, or differences in the unit where
/// the row is judged by difference.
public struct PairedEstimate: Sendable, Hashable {
  /// The number of pairs, k.
  public var pairs: Int
  /// The Hodges-Lehmann estimate, e.
  public var estimate: Double
  /// The interval at the level of one look, [l, u], widened if the row wanders.
  public var lower: Double
  /// Its upper end.
  public var upper: Double
  /// The interval at the whole level, [l', u'], widened likewise.
  public var unadjustedLower: Double
  /// Its upper end.
  public var unadjustedUpper: Double
  /// p of "no worsening", over all looks.
  public var pWarn: Double
  /// p of "a worsening of at most Tw", over all looks.
  public var pFail: Double
  /// p of "no improvement", over all looks.
  public var pBetter: Double
  /// How much wandering widens the interval, v; 1 where it does not.
  public var widening: Double
  /// The worsening that would have warned with 90 % probability, as a fraction; infinite if the
  /// interval is, and of differences from a base whose median is 0.
  public var minimumDetectableEffect: Double
  /// The change of the value in percent, positive for larger; of a difference in percent of the
  /// base's median, NaN if that is 0.
  public var changePercent: Double
  /// The interval of the change in percent; infinite ends if there are too few pairs or the change
  /// has no percentage.
  public var intervalPercent: ClosedRange<Double>
  /// The change in the row's unit, positive for larger; nil where ratios are judged.
  public var changeAmount: Double?
  /// The interval of the change in the row's unit.
  public var intervalAmount: ClosedRange<Double>?
  /// The worsening in the row's unit that would have warned with 90 % probability.
  public var detectableAmount: Double?
}
