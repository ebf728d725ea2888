public import PerfModel

/// The recorded samples of one gating row: the values of its pairs in time order.
public struct PairedRow: Sendable, Hashable {
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

  /// Makes a row.
  public init(
    base: [Double], head: [Double], better: Schema.Column.Better, warn: Limit = .relative(0.05),
    fail: Limit = .relative(0.2), floor: Limit? = nil
  ) {
    self.base = base
    self.head = head
    self.better = better
    self.warn = warn
    self.fail = fail
    self.floor = floor
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

/// The numbers of a row at one look, as log-ratios with worse positive.
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
  /// interval is.
  public var minimumDetectableEffect: Double
  /// The change of the value in percent, positive for larger.
  public var changePercent: Double
  /// The interval of the change in percent; infinite ends if there are too few pairs.
  public var intervalPercent: ClosedRange<Double>
}
