/// Two results held against each other (`perfkit-comparison/1`).
public struct Comparison: Sendable, Hashable {
  /// One row: a metric or a digest of one case.
  public struct Row: Sendable, Hashable {
    /// The suite.
    public var suite: String
    /// The case's full name.
    public var caseName: String
    /// The metric, or the result file of a digest row.
    public var metric: String
    /// The unit, `digest` for digest rows.
    public var unit: String
    /// Which way is better, or nil.
    public var better: Schema.Column.Better?
    /// Whether the row counts towards the verdict.
    public var gating: Bool
    /// The base's median, or its digest.
    public var base: Field
    /// The head's median, or its digest.
    public var head: Field
    /// The change in percent, positive for larger.
    public var changePercent: Double?
    /// The interval of the change in percent.
    public var intervalPercent: ClosedRange<Double>?
    /// The worsening in percent that would have warned with 90 % probability.
    public var detectablePercent: Double?
    /// The change in the row's unit, where differences were judged and not ratios.
    public var changeAmount: Double?
    /// The interval of the change in the row's unit.
    public var intervalAmount: ClosedRange<Double>?
    /// Pairs or sessions behind the row.
    public var pairs: Int
    /// The row's verdict; nil where it has none.
    public var verdict: Verdict?
    /// What else a reader must know.
    public var notes: [String]

    /// Makes a row without change, verdict or notes.
    public init(
      suite: String, caseName: String, metric: String, unit: String,
      better: Schema.Column.Better?, gating: Bool, base: Field, head: Field
    ) {
      self.suite = suite
      self.caseName = caseName
      self.metric = metric
      self.unit = unit
      self.better = better
      self.gating = gating
      self.base = base
      self.head = head
      self.pairs = 0
      self.notes = []
    }
  }

  /// A side of a row.
  public enum Field: Sendable, Hashable {
    /// Nothing is there.
    case absent
    /// A number in the row's unit.
    case number(Double)
    /// A digest or record.
    case text(String)
  }

  /// What the base is, such as `main`.
  public var base: String
  /// What the head is: the run's name.
  public var head: String
  /// The rows.
  public var rows: [Row]
  /// The rows of modules once more, side by side; of paired comparisons.
  public var modules: [ModuleTable]
  /// Warnings that belong to no row.
  public var warnings: [Problem]
  /// The verdict.
  public var verdict: Verdict

  /// Makes a comparison.
  public init(base: String, head: String, rows: [Row], warnings: [Problem], verdict: Verdict) {
    self.base = base
    self.head = head
    self.rows = rows
    self.modules = []
    self.warnings = warnings
    self.verdict = verdict
  }
}
