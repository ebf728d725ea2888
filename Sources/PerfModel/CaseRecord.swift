/// One case of a run: how each repeat ended and what it left.
public struct CaseRecord: Sendable, Hashable {
  /// How a case or one of its runs ended.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    case passed
    /// An exit status that is not expected.
    case failed
    /// Ended by a signal.
    case crashed
    case timedOut = "timed-out"
    /// Results break their schema's rules for values.
    case incorrect
    /// Repeats disagree.
    case nondeterministic
    /// A result table, or a row in it, is not there.
    case missing
    /// Results do not have their schema's shape.
    case notComparable = "not-comparable"
    /// The engine could not be started.
    case notStarted = "not-started"
    case interrupted
    /// Not run, since an earlier case failed.
    case skipped

    /// The verdict that follows.
    public var verdict: Verdict {
      switch self {
      case .passed: .pass
      case .failed, .crashed, .timedOut, .incorrect, .nondeterministic: .incorrect
      case .missing, .skipped: .missing
      case .notComparable: .notComparable
      case .notStarted: .error
      case .interrupted: .interrupted
      }
    }
  }

  /// One repeat.
  public struct Run: Sendable, Hashable {
    /// The repeat's number, from 0.
    public var index: Int
    /// Its place in the order in which the suite's runs were started.
    public var order: Int
    /// When it started, in nanoseconds of the monotonic clock.
    public var startedNanoseconds: UInt64
    /// How it ended.
    public var outcome: Outcome
    /// The exit status, if it exited.
    public var exit: Int32?
    /// The signal that ended it, if one did.
    public var signal: Int32?
    /// The file with its output, relative to the run's folder.
    public var output: String

    /// Makes a repeat.
    public init(
      index: Int, order: Int, startedNanoseconds: UInt64, outcome: Outcome, exit: Int32?,
      signal: Int32?, output: String
    ) {
      self.index = index
      self.order = order
      self.startedNanoseconds = startedNanoseconds
      self.outcome = outcome
      self.exit = exit
      self.signal = signal
      self.output = output
    }
  }

  /// The values of one metric, one a repeat.
  public struct Samples: Sendable, Hashable {
    /// The metric, with the row's key in brackets where a table has several rows.
    public var metric: String
    /// The unit.
    public var unit: String
    /// Which way is better, or nil.
    public var better: Schema.Column.Better?
    /// How values are compared.
    public var comparison: Schema.Column.Class
    /// Whether the row decides, before policy rules.
    public var gating: Bool
    /// The values in the order of the repeats.
    public var values: [Double]
    /// What counted them, where that is not perfkit or the engine.
    public var source: Source?

    /// What counts instructions.
    public enum Source: String, Sendable, Hashable, CaseIterable {
      /// The kernel's counters, in each measured run.
      case perf
      /// valgrind's callgrind, in one more run: the only value.
      case callgrind
    }

    /// Makes samples.
    public init(
      metric: String, unit: String, better: Schema.Column.Better?,
      comparison: Schema.Column.Class, gating: Bool, values: [Double]
    ) {
      self.metric = metric
      self.unit = unit
      self.better = better
      self.comparison = comparison
      self.gating = gating
      self.values = values
    }

    /// The metric `instructions`.
    public static let instructionsName = "instructions"

    /// Instructions outside the kernel: they are shown and compared, and decide nothing unless a
    /// rule says so.
    public static func instructions(_ values: [Double], source: Source) -> Samples {
      var samples = Samples(
        metric: instructionsName, unit: "count", better: .lower, comparison: .relative,
        gating: false, values: values)
      samples.source = source
      return samples
    }
  }

  /// A metric that a run could not give.
  public struct Absence: Sendable, Hashable {
    /// The metric's name.
    public var metric: String
    /// Why there is no value, such as `not estimable: 200 samples, p99 needs 299`.
    public var reason: String
    /// What is known of it nevertheless.
    public var atLeast: Bound?

    /// A number with its unit.
    public struct Bound: Sendable, Hashable {
      /// The number.
      public var value: Double
      /// The unit.
      public var unit: String

      /// Makes a bound.
      public init(value: Double, unit: String) {
        self.value = value
        self.unit = unit
      }
    }

    /// Makes an absence.
    public init(metric: String, reason: String, atLeast: Bound? = nil) {
      self.metric = metric
      self.reason = reason
      self.atLeast = atLeast
    }
  }

  /// An objective that was judged.
  public struct Objective: Sendable, Hashable {
    /// The objective as declared.
    public var text: String
    /// What it says of the case: `pass`, `fail`, or why it could not be judged.
    public var verdict: Verdict
    /// The value that decided, in `unit`: the worst one of all runs.
    public var value: Double?
    /// The metric's unit.
    public var unit: String
    /// The bound in `unit`.
    public var bound: Double?
    /// By how much of the bound the value keeps clear of it, in percent; negative where missed.
    public var marginPercent: Double?
    /// What else a reader must know.
    public var note: String?

    /// Makes an objective without value.
    public init(text: String, verdict: Verdict, unit: String = "", note: String? = nil) {
      self.text = text
      self.verdict = verdict
      self.unit = unit
      self.note = note
    }
  }

  /// The highest rate that was met and the lowest one that was missed, where those lie so.
  public var bracket: (met: Double, missed: Double)? {
    guard let met = rungs.filter(\.isMet).map(\.rate).max(),
      let missed = rungs.filter({ !$0.isMet }).map(\.rate).min(), met < missed
    else { return nil }
    return (met, missed)
  }

  /// One rate of the search for the highest that meets the objectives.
  public struct Rung: Sendable, Hashable {
    /// Operations a second on average.
    public var rate: Double
    /// Whether all objectives were met.
    public var isMet: Bool
    /// The objectives that were not, as declared.
    public var broken: [String]
    /// The seed of its schedule; nil: that of the case.
    public var seed: UInt64?

    /// Makes a rung.
    public init(rate: Double, isMet: Bool, broken: [String], seed: UInt64? = nil) {
      self.seed = seed
      self.rate = rate
      self.isMet = isMet
      self.broken = broken
    }
  }

  /// The highest rate that meets the objectives, with an interval.
  public struct Knee: Sendable, Hashable {
    /// The rate that the fewest judgements contradict; nil: none was met.
    public var rate: Double?
    /// The highest rate shown to be met more often than missed; nil: none was.
    public var lower: Double?
    /// The lowest rate shown to be missed more often than met; nil: none was.
    public var upper: Double?
    /// How often both ends hold the rate at which a run is as likely to meet as to miss; nil: too
    /// few judgements were asked for, so that there is a bracket and no interval.
    public var confidence: Double?
    /// How many judgements that all agree show a rate.
    public var runs: Int

    /// Makes a knee of which nothing is known.
    public init(confidence: Double?, runs: Int) {
      self.confidence = confidence
      self.runs = runs
    }

    /// The name of the method.
    public static let method = "fixed-sequence sign tests"
  }

  /// A conclusion of a decision rule that holds.
  public struct Conclusion: Sendable, Hashable {
    /// The condition.
    public var when: String
    /// The conclusion.
    public var say: String

    /// Makes a conclusion.
    public init(when: String, say: String) {
      self.when = when
      self.say = say
    }
  }

  /// A result table that a repeat left.
  public struct TableFile: Sendable, Hashable {
    /// The schema's name.
    public var schema: String
    /// The table's file, relative to the run's folder.
    public var file: String
    /// SHA-256 of the file's bytes.
    public var sha256: String

    /// Makes an entry.
    public init(schema: String, file: String, sha256: String) {
      self.schema = schema
      self.file = file
      self.sha256 = sha256
    }
  }

  /// A file that a repeat left beside its tables, such as a histogram.
  public struct KeptFile: Sendable, Hashable {
    /// The file, relative to the run's folder.
    public var file: String
    /// SHA-256 of the file's bytes.
    public var sha256: String

    /// Makes an entry.
    public init(file: String, sha256: String) {
      self.file = file
      self.sha256 = sha256
    }
  }

  /// The determinism digest of one result file.
  public struct Digest: Sendable, Hashable {
    /// The result file.
    public var name: String
    /// The schema's name.
    public var schema: String
    /// The digest in hexadecimal.
    public var value: String
    /// The header of the records behind it.
    public var header: String
    /// The records, or nil where there are too many to keep.
    public var records: [String]?

    /// Makes a digest.
    public init(name: String, schema: String, value: String, header: String, records: [String]?) {
      self.name = name
      self.schema = schema
      self.value = value
      self.header = header
      self.records = records
    }
  }

  /// The full name.
  public var name: String
  /// The suite.
  public var suite: String
  /// The seed.
  public var seed: UInt64
  /// How the case ended as a whole.
  public var outcome: Outcome
  /// Why, in a sentence; nil where it passed.
  public var reason: String?
  /// The repeats that ran.
  public var runs: [Run]
  /// Metrics that perfkit and the engine measured.
  public var samples: [Samples]
  /// Result tables of all repeats.
  public var tables: [TableFile]
  /// Histograms of all repeats.
  public var files: [KeptFile] = []
  /// Determinism digests, one a result file.
  public var digests: [Digest]
  /// The most processes that a repeat left running and that were ended for it.
  public var leftBehind: Int
  /// Why instructions were asked for and not counted, or nil.
  public var uncounted: String?
  /// Files that the runs used beside the engine, such as scripts and inputs.
  public var inputs: [RunRecord.Artefact]
  /// Metrics that a run could not give.
  public var absent: [Absence] = []
  /// The objectives with what became of them.
  public var objectives: [Objective] = []
  /// The conclusions of decision rules that hold.
  public var conclusions: [Conclusion] = []
  /// The rates tried, in order, where the highest was searched for.
  public var rungs: [Rung] = []
  /// What the search found; nil where there was none.
  public var knee: Knee?

  /// Makes a record without runs.
  public init(name: String, suite: String, seed: UInt64) {
    self.name = name
    self.suite = suite
    self.seed = seed
    self.outcome = .passed
    self.runs = []
    self.samples = []
    self.tables = []
    self.digests = []
    self.leftBehind = 0
    self.inputs = []
  }
}
