/// A set of cases that run on one engine under one set of rules.
public struct Suite: Sendable, Hashable {
  /// What a suite is for; a command runs the suites of its kind.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case smoke, bench, stress, replay, release
  }

  /// The suite's name.
  public var name: String
  /// What it is for.
  public var kind: Kind
  /// The name of its engine.
  public var engine: String
  /// The seeds; one entry for `seed:`, several for `seeds:`.
  public var seeds: [UInt64]
  /// Whether `seeds:` was given, so that names carry `seed=N`.
  public var namesSeed: Bool
  /// The named baseline to compare with.
  public var baseline: String?
  /// Environment values of every case, in declared order.
  public var environment: [EnvironmentValue]
  /// What its cases inherit.
  public var settings: CaseSettings
  /// The declared cases.
  public var cases: [CaseDeclaration]
  /// Where it is declared.
  public var position: Position

  /// Makes a suite.
  public init(
    name: String, kind: Kind, engine: String, seeds: [UInt64] = [42], namesSeed: Bool = false,
    baseline: String? = nil, environment: [EnvironmentValue] = [],
    settings: CaseSettings = CaseSettings(), cases: [CaseDeclaration] = [],
    position: Position = Position(line: 1, column: 1)
  ) {
    self.name = name
    self.kind = kind
    self.engine = engine
    self.seeds = seeds
    self.namesSeed = namesSeed
    self.baseline = baseline
    self.environment = environment
    self.settings = settings
    self.cases = cases
    self.position = position
  }
}

/// A case as declared, before its matrix is expanded.
public struct CaseDeclaration: Sendable, Hashable {
  /// The declared name.
  public var name: String
  /// The command's words, which may hold `${…}`.
  public var command: [Word]
  /// The matrix: keys in declared order, each with its values.
  public var matrix: [MatrixAxis]
  /// Environment values beside the suite's.
  public var environment: [EnvironmentValue]
  /// Expected result tables.
  public var results: [ResultFile]
  /// How perfkit loads the engine; nil: it only runs it.
  public var load: LoadDeclaration?
  /// How the engine is killed and recovered; nil: it is not.
  public var drill: Drill?
  /// The suite's settings with the case's own laid over them.
  public var settings: CaseSettings
  /// Where it is declared.
  public var position: Position

  /// Makes a declaration.
  public init(
    name: String, command: [Word], matrix: [MatrixAxis] = [], environment: [EnvironmentValue] = [],
    results: [ResultFile] = [], load: LoadDeclaration? = nil, drill: Drill? = nil,
    settings: CaseSettings = CaseSettings(), position: Position = Position(line: 1, column: 1)
  ) {
    self.load = load
    self.drill = drill
    self.name = name
    self.command = command
    self.matrix = matrix
    self.environment = environment
    self.results = results
    self.settings = settings
    self.position = position
  }
}

/// One word of a command with its place in perfkit.yaml.
public struct Word: Sendable, Hashable {
  /// The text, which may hold `${…}`.
  public var text: String
  /// Where it stands.
  public var position: Position
  /// Makes a word.
  public init(_ text: String, position: Position = Position(line: 1, column: 1)) {
    self.text = text
    self.position = position
  }
}

/// One key of a case's matrix.
public struct MatrixAxis: Sendable, Hashable {
  /// The key's name.
  public var key: String
  /// Its values, as text.
  public var values: [String]
  /// Makes an axis.
  public init(key: String, values: [String]) {
    self.key = key
    self.values = values
  }
}

/// A table that a run must leave.
public struct ResultFile: Sendable, Hashable {
  /// Its path, relative to `PERFKIT_OUT`; may hold `${…}`.
  public var file: String
  /// The name of its schema.
  public var schema: String
  /// Whether a run may leave it out.
  public var optional: Bool
  /// Where it is declared.
  public var position: Position
  /// Makes an expected result.
  public init(
    file: String, schema: String, optional: Bool = false,
    position: Position = Position(line: 1, column: 1)
  ) {
    self.file = file
    self.schema = schema
    self.optional = optional
    self.position = position
  }
}

/// What a suite sets for its cases and a case may set for itself.
public struct CaseSettings: Sendable, Hashable {
  /// What a run may be perturbed by, in its last repeat.
  public enum Perturbation: String, Sendable, Hashable, CaseIterable {
    case hash, environment, path
  }

  /// A variant's overhead limit against another variant.
  public struct Overhead: Sendable, Hashable {
    /// The variant judged.
    public var variant: String
    /// The variant it is judged against.
    public var against: String
    /// The metric compared.
    public var metric: String
    /// The largest overhead allowed, as a fraction.
    public var atMost: Double
    /// `plain` or `weighted`.
    public var average: String
    /// Makes a limit.
    public init(
      variant: String, against: String, metric: String, atMost: Double, average: String = "plain"
    ) {
      self.variant = variant
      self.against = against
      self.metric = metric
      self.atMost = atMost
      self.average = average
    }
  }

  /// A conclusion stated when a condition over metrics holds.
  public struct Decision: Sendable, Hashable {
    /// The condition.
    public var when: String
    /// The conclusion.
    public var say: String
    /// Makes a decision rule.
    public init(when: String, say: String) {
      self.when = when
      self.say = say
    }
  }

  /// How often a case runs; results must agree over the repeats.
  public var repeats: Int?
  /// Seconds a run may take.
  public var timeout: Duration?
  /// Runs before the measured ones.
  public var warmup: Int?
  /// Measured runs of a bench.
  public var runs: Int?
  /// Pairs of an A/B comparison.
  public var pairs: Int?
  /// Time for measuring.
  public var budget: Duration?
  /// The confidence of intervals, as a fraction.
  public var confidence: Double?
  /// A command before each run, not timed.
  public var prepare: [Word]?
  /// A command after each run, not timed.
  public var conclude: [Word]?
  /// A file given as standard input, relative to perfkit.yaml.
  public var stdin: String?
  /// Files hashed into the record, relative to perfkit.yaml.
  public var inputs: [String]?
  /// Exit statuses that are no failure.
  public var expectExit: [Int32]?
  /// Whether standard output is kept as a result (`capture: stdout`).
  public var captureStdout: Bool?
  /// What the last repeat is perturbed by.
  public var perturb: [Perturbation]?
  /// Faults that each case is run under, beside a run without.
  public var faults: [FaultDeclaration]?
  /// Objectives as written.
  public var objectives: [Word]?
  /// Decision rules.
  public var decisions: [Decision]?
  /// Overhead limits.
  public var overheads: [Overhead]?

  /// Makes empty settings.
  public init() {}

  /// These settings, with what is missing taken from `outer`.
  public func inheriting(from outer: CaseSettings) -> CaseSettings {
    var merged = self
    merged.repeats = repeats ?? outer.repeats
    merged.timeout = timeout ?? outer.timeout
    merged.warmup = warmup ?? outer.warmup
    merged.runs = runs ?? outer.runs
    merged.pairs = pairs ?? outer.pairs
    merged.budget = budget ?? outer.budget
    merged.confidence = confidence ?? outer.confidence
    merged.prepare = prepare ?? outer.prepare
    merged.conclude = conclude ?? outer.conclude
    merged.stdin = stdin ?? outer.stdin
    merged.inputs = inputs ?? outer.inputs
    merged.expectExit = expectExit ?? outer.expectExit
    merged.captureStdout = captureStdout ?? outer.captureStdout
    merged.perturb = perturb ?? outer.perturb
    merged.faults = faults ?? outer.faults
    merged.objectives = objectives ?? outer.objectives
    merged.decisions = decisions ?? outer.decisions
    merged.overheads = overheads ?? outer.overheads
    return merged
  }
}
