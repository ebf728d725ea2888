public import PerfModel

/// Runs the cases of one suite on one built engine.
public struct SuiteRunner: Sendable {
  /// What the command line changes of the plan.
  public struct Overrides: Sendable, Hashable {
    /// Repeats of every case.
    public var repeats: Int?
    /// Time a run may take.
    public var timeout: Duration?
    /// Whether the first failing case ends the suite.
    public var failFast = false
    /// Runs before the measured ones of a comparison.
    public var warmup: Int?
    /// The only processor runs may use.
    public var affinity: Int?
    /// What rates of loads are multiplied by.
    public var rateFactor = 1.0
    /// The only kill of a drill that is made.
    public var kill: Int?
    /// How instructions are counted.
    public var counters = Counters.none
    /// Makes overrides that change nothing.
    public init() {}
  }

  let suite: Suite
  /// The cases in the order they run.
  public let cases: [PlannedCase]
  let engine: EngineLocation
  let schemas: [Schema]
  let planFolder: String
  let folder: RunFolder
  let shownFolder: String
  let environment: RunEnvironment
  private(set) var overrides: Overrides
  let digests = FileDigests()

  /// Makes a runner.
  /// - Parameters:
  ///   - shownFolder: the run's folder as messages name it.
  ///   - path: the caller's `PATH`.
  ///   - epoch: `SOURCE_DATE_EPOCH`.
  public init(
    suite: Suite, cases: [PlannedCase], engine: EngineLocation, schemas: [Schema],
    planFolder: String, folder: RunFolder, shownFolder: String, path: String, epoch: Int,
    overrides: Overrides
  ) {
    self.suite = suite
    self.cases = cases
    self.engine = engine
    self.schemas = schemas
    self.planFolder = planFolder
    self.folder = folder
    self.shownFolder = shownFolder
    self.environment = RunEnvironment(path: path, epoch: epoch)
    self.overrides = overrides
  }

  /// How many runs the suite makes, warm-ups left out.
  public var totalRuns: Int { cases.reduce(0) { $0 + repeats(of: $1) } }

  func repeats(of planned: PlannedCase) -> Int {
    let settings = planned.declaration.settings
    let declared = suite.kind == .bench ? settings.runs ?? settings.repeats ?? 10 : settings.repeats
    return overrides.repeats ?? declared ?? 1
  }

  /// Runs one case with the rates of its load multiplied.
  public func run(
    _ planned: PlannedCase, rateFactor: Double, scratch: borrowing ScratchFolder, order: inout Int,
    index: Int
  ) throws(RunError) -> CaseRecord {
    var runner = self
    runner.overrides.rateFactor = rateFactor
    return try CaseRunner(context: runner, planned: planned, index: index)
      .run(scratch: scratch, order: &order) { _ in }
  }

  /// The load of a case, before its rates are multiplied; nil of a case without.
  public func load(of planned: PlannedCase) throws(RunError) -> Load? {
    let names = environment.values(
      of: planned, run: 0, suite: suite, engine: engine, scratch: "", perturbed: []
    ).substitution
    do throws(LoadMistake) {
      return try planned.declaration.load?.load(names.expand)
    } catch {
      throw .badLoad(error, caseName: planned.name)
    }
  }

  /// Runs all cases; an interruption or, with fail-fast, a failure leaves the rest out.
  /// - Parameters:
  ///   - order: how many runs were started before, over all suites.
  ///   - index: how many cases were run before, over all suites.
  public func run(
    scratch: borrowing ScratchFolder, order: inout Int, index: Int, event: (RunEvent) -> Void
  ) throws(RunError) -> [CaseRecord] {
    var records: [CaseRecord] = []
    var stopped = false
    for (place, planned) in cases.enumerated() {
      if stopped {
        var skipped = CaseRecord(name: planned.name, suite: suite.name, seed: planned.seed)
        skipped.outcome = .skipped
        skipped.reason = "not run, since an earlier case failed"
        records.append(skipped)
        continue
      }
      let record = try CaseRunner(context: self, planned: planned, index: index + place)
        .run(scratch: scratch, order: &order, event: event)
      records.append(record)
      event(.finished(record))
      if record.outcome == .interrupted { break }
      stopped = overrides.failFast && record.outcome != .passed
    }
    return records
  }
}
