public import PerfModel

/// Performance against the previous release, or why there is none.
public struct ReleasePerformance: Sendable, Hashable {
  /// One metric of one case.
  public struct Delta: Sendable, Hashable {
    /// The suite.
    public var suite: String
    /// The case's full name.
    public var caseName: String
    /// The metric.
    public var metric: String
    /// The unit of `base` and `head`.
    public var unit: String
    /// Which way is better, `higher` or `lower`; nil where neither is.
    public var better: String?
    /// The previous release's median.
    public var base: Double?
    /// This release's median.
    public var head: Double?
    /// The change in percent, positive for larger.
    public var changePercent: Double?
    /// The interval of the change in percent.
    public var intervalPercent: ClosedRange<Double>?
    /// Pairs behind the row.
    public var pairs: Int
    /// The row's verdict; nil where it has none.
    public var verdict: Verdict?
    /// What else a reader must know.
    public var notes: [String]

    /// Makes a delta of a row of a comparison; nil of a row of digests.
    public init?(_ row: Comparison.Row) {
      guard row.unit != "digest" else { return nil }
      suite = row.suite
      caseName = row.caseName
      metric = row.metric
      unit = row.unit
      better = row.better?.rawValue
      base = Self.number(row.base)
      head = Self.number(row.head)
      changePercent = row.changePercent
      intervalPercent = row.intervalPercent
      pairs = row.pairs
      verdict = row.verdict
      notes = row.notes
    }

    private static func number(_ field: Comparison.Field) -> Double? {
      guard case .number(let value) = field else { return nil }
      return value
    }

    /// Makes a delta from its parts.
    public init(
      suite: String, caseName: String, metric: String, unit: String, better: String?,
      base: Double?, head: Double?, changePercent: Double?,
      intervalPercent: ClosedRange<Double>?, pairs: Int, verdict: Verdict?, notes: [String] = []
    ) {
      self.suite = suite
      self.caseName = caseName
      self.metric = metric
      self.unit = unit
      self.better = better
      self.base = base
      self.head = head
      self.changePercent = changePercent
      self.intervalPercent = intervalPercent
      self.pairs = pairs
      self.verdict = verdict
      self.notes = notes
    }
  }

  /// The previous release; nil where nothing was compared.
  public var base: String?
  /// SHA-256 of the comparison's bytes; nil where nothing was compared.
  public var comparisonSHA256: String?
  /// Why nothing was compared, such as `not measured`; nil where something was.
  public var reason: String?
  /// The verdict of the whole comparison.
  public var verdict: Verdict?
  /// The rows.
  public var deltas: [Delta]

  /// Nothing was compared, for this reason.
  public init(notMeasured reason: String) {
    self.reason = reason
    deltas = []
  }

  /// What a comparison found.
  public init(_ comparison: Comparison, sha256: String) {
    base = comparison.base
    comparisonSHA256 = sha256
    verdict = comparison.verdict
    deltas = comparison.rows.compactMap { Delta($0) }
  }
}
