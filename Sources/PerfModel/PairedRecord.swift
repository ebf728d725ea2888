/// Which side of a pair.
public enum PairSide: String, Sendable, Hashable, CaseIterable {
  case base
  case head
}

/// What a paired comparison measured: all that its verdict is a function of.
public struct PairedRecord: Sendable, Hashable {
  /// One side as a whole: what it was made from.
  public struct Subject: Sendable, Hashable {
    /// What the user called it: a command, a ref, a variant, `work tree`.
    public var name: String
    /// The sources, or nil of a command.
    public var revision: RunRecord.Revision?
    /// The engines' variant, or nil.
    public var variant: String?
    /// The compilers' version lines, joined; `none` of a command.
    public var toolchain: String
    /// The engines as built.
    public var engines: [RunRecord.BuiltEngine]

    /// Makes a side that no engine was built for.
    public init(name: String) {
      self.name = name
      self.toolchain = "none"
      self.engines = []
    }
  }

  /// One metric of a case with the limits that the policy sets for it.
  public struct Row: Sendable, Hashable {
    /// The metric, with the row's key in brackets where a table has several rows.
    public var metric: String
    /// The unit.
    public var unit: String
    /// Which way is better, or nil.
    public var better: Schema.Column.Better?
    /// How values are compared.
    public var comparison: Schema.Column.Class
    /// Whether the row decides.
    public var gating: Bool
    /// The limit for a warning.
    public var warn: Limit
    /// The limit for a failure.
    public var fail: Limit
    /// Whether a rule of the policy set `fail`.
    public var failIsSet: Bool
    /// Changes below this amount are ignored.
    public var floor: Limit?
    /// What else a reader must know.
    public var notes: [String]

    /// Makes a row with the limits of `perfkit-verdict/1`.
    public init(
      metric: String, unit: String, better: Schema.Column.Better?,
      comparison: Schema.Column.Class, gating: Bool
    ) {
      self.metric = metric
      self.unit = unit
      self.better = better
      self.comparison = comparison
      self.gating = gating
      self.warn = .relative(0.05)
      self.fail = .relative(0.2)
      self.failIsSet = false
      self.notes = []
    }
  }

  /// The determinism digests that both sides left of one result file.
  public struct Digest: Sendable, Hashable {
    /// The result file.
    public var name: String
    /// The schema that it follows; nil of a document that does not tell.
    public var schema: String?
    /// The base's digest; nil if it left no such file.
    public var base: String?
    /// The head's digest; nil if it left no such file.
    public var head: String?
    /// Where they first differ, in words; nil where nothing differs but exact metrics that have a
    /// direction.
    public var difference: String?
    /// Why the policy allows another digest, if it does.
    public var allowed: String?

    /// Makes an entry.
    public init(
      name: String, schema: String? = nil, base: String?, head: String?, difference: String?,
      allowed: String?
    ) {
      self.name = name
      self.schema = schema
      self.base = base
      self.head = head
      self.difference = difference
      self.allowed = allowed
    }
  }

  /// A run that did not end as it should; its case is not measured on.
  public struct Failure: Sendable, Hashable {
    /// The side that failed.
    public var side: PairSide
    /// How its run ended.
    public var outcome: CaseRecord.Outcome
    /// The sentence for a person.
    public var reason: String

    /// Makes a failure.
    public init(side: PairSide, outcome: CaseRecord.Outcome, reason: String) {
      self.side = side
      self.outcome = outcome
      self.reason = reason
    }

    /// A base that does not run is missing evidence; a head that does not is wrong.
    public var verdict: Verdict {
      outcome == .interrupted || side == .head ? outcome.verdict : .missing
    }
  }

  /// One case: what is compared, and what went wrong.
  public struct Case: Sendable, Hashable {
    /// The suite; `ab` of two commands.
    public var suite: String
    /// The full name; the head's command of two commands.
    public var name: String
    /// The case's own planned looks, if it declares `pairs`.
    public var looks: [Int]?
    /// Its metrics in the order they first appeared.
    public var rows: [Row]
    /// Its result files.
    public var digests: [Digest]
    /// What ended it early.
    public var failures: [Failure]
    /// What became of its objectives, of a suite's case.
    public var objectives: [Objective]

    /// Makes a case without anything measured.
    public init(suite: String, name: String, looks: [Int]? = nil) {
      self.suite = suite
      self.name = name
      self.looks = looks
      self.rows = []
      self.digests = []
      self.failures = []
      self.objectives = []
    }
  }

  /// The pairs of one case in one batch.
  public struct Series: Sendable, Hashable {
    /// The values of one metric, a pair each, in time order; NaN where a run gave none.
    public struct Metric: Sendable, Hashable {
      /// The metric's name.
      public var name: String
      /// The base's values.
      public var base: [Double]
      /// The head's values.
      public var head: [Double]
      /// Why values are absent, if some are.
      public var absence: String?

      /// Makes values.
      public init(name: String, base: [Double], head: [Double], absence: String? = nil) {
        self.name = name
        self.base = base
        self.head = head
        self.absence = absence
      }
    }

    /// The case's place in `cases`.
    public var caseIndex: Int
    /// For every pair, whether the head ran first.
    public var headFirst: [Bool]
    /// The metrics.
    public var metrics: [Metric]

    /// Makes a series.
    public init(caseIndex: Int, headFirst: [Bool], metrics: [Metric]) {
      self.caseIndex = caseIndex
      self.headFirst = headFirst
      self.metrics = metrics
    }

    /// How many pairs it holds.
    public var pairs: Int { headFirst.count }

    /// The values of a metric.
    public func values(of metric: String) -> Metric? { metrics.first { $0.name == metric } }
  }

  /// Pairs measured in one go: the first batch, or the one that confirms its failures (rule 7).
  public struct Batch: Sendable, Hashable {
    /// The seed of orders and padding.
    public var seed: UInt64
    /// The cases measured in it.
    public var series: [Series]

    /// Makes a batch.
    public init(seed: UInt64, series: [Series] = []) {
      self.seed = seed
      self.series = series
    }

    /// The series of a case.
    public func series(ofCase index: Int) -> Series? { series.first { $0.caseIndex == index } }
  }

  /// Rows of several cases with the same metric, judged by their mean.
  public struct Group: Sendable, Hashable {
    /// How cases count.
    public enum Average: String, Sendable, Hashable, CaseIterable { case plain, weighted }

    /// The name, such as `group:bench`.
    public var name: String
    /// The suite.
    public var suite: String
    /// The metric.
    public var metric: String
    /// How cases count.
    public var average: Average
    /// The cases' places in `cases`.
    public var cases: [Int]
    /// Whether the group decides.
    public var gating: Bool
    /// The limit for a warning, a fraction.
    public var warn: Double
    /// The limit for a failure, a fraction.
    public var fail: Double
    /// The largest overhead allowed, a fraction, where one is declared: it replaces the limits, also
    /// those of the rows.
    public var atMost: Double?

    /// Makes a group that is shown and does not decide.
    public init(name: String, suite: String, metric: String, cases: [Int]) {
      self.name = name
      self.suite = suite
      self.metric = metric
      self.cases = cases
      self.average = .plain
      self.gating = false
      self.warn = 0.05
      self.fail = 0.2
    }
  }

  /// What the head is compared with.
  public var base: Subject
  /// What is judged.
  public var head: Subject
  /// The machine.
  public var host: Host
  /// SHA-256 of perfkit.yaml; empty of two commands.
  public var configDigest: String
  /// The planned numbers of pairs, ascending, before they are raised for a large family.
  public var looks: [Int]
  /// Whether the user fixed the number of pairs, so that it may not be raised.
  public var looksAreFixed: Bool
  /// The two-sided confidence of one row.
  public var confidence: Double
  /// The limits of rows that no rule names.
  public var policy: Policy
  /// Whether any warning fails (`--strict`).
  public var strict: Bool
  /// The cases.
  public var cases: [Case]
  /// The groups; overhead targets are known before anything is measured.
  public var groups: [Group]
  /// The batches in time order; at most two.
  public var batches: [Batch]
  /// What is worth knowing and belongs to no row.
  public var notes: [String]
  /// Warnings that belong to no row.
  public var warnings: [Problem]

  /// Makes a record without samples.
  public init(base: Subject, head: Subject, host: Host, looks: [Int], policy: Policy) {
    self.base = base
    self.head = head
    self.host = host
    self.configDigest = ""
    self.looks = looks
    self.looksAreFixed = false
    self.confidence = 0.95
    self.policy = policy
    self.strict = false
    self.cases = []
    self.groups = []
    self.batches = []
    self.notes = []
    self.warnings = []
  }
}
