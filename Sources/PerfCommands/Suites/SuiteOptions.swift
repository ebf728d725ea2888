public import PerfArguments
public import PerfModel
internal import PerfRun

/// Options of the commands that run suites.
struct SuiteOptions: CommandLineOptions {
  var suites: [String] = []
  var caseGlob: Glob?
  var ref: String?
  var repeats: Int?
  var seed: UInt64?
  var timeout: Duration?
  var failFast = false
  var variant: String?
  var keepScratch = false
  var baselineRef: String?
  var counters = CounterChoice.auto
  var noLock = false
  /// Whether the highest rate is searched for that meets the objectives.
  var findsKnee = false
  /// The only kill of each drill that is made.
  var kill: Int?
  /// How often rates near that one are judged.
  var kneeRuns = 0

  static let parameters: [Parameter<SuiteOptions>] = [
    .repeated(
      "--suite", value: "NAME", help: "Run only this suite; repeatable.", \.suites),
    .option(
      "--case", value: "GLOB", help: "Run only cases whose full name matches (*, ?, {a,b}).",
      \.caseGlob),
    .option(
      "--ref", value: "REF", help: "Build the engine's sources of this git ref.", \.ref),
    .option(
      "--repeat", value: "N", help: "Run every case N times.", bound: .from(1), \.repeats),
    .option(
      "--seed", value: "N", help: "Use this seed instead of the declared ones.", \.seed),
    .option(
      "--timeout", value: "D", help: "Time a run may take, such as 20s.", \.timeout),
    .option(
      "--variant", value: "V", help: "Run this declared variant of the engine.", \.variant),
    .flag("--fail-fast", help: "Stop at the first failing case.", \.failFast),
    .flag("--keep-scratch", help: "Keep the scratch folders, to look at them.", \.keepScratch),
    .option(
      "--baseline-ref", value: "REF", help: "Read stored baselines as they are at this ref.",
      \.baselineRef),
    .option(
      "--counters", value: "WITH", help: "Count instructions with auto, perf, valgrind or none.",
      \.counters),
    .flag("--no-lock", help: "Do not wait for another perfkit that measures.", \.noLock),
  ]
}

extension Glob: ArgumentValue {
  /// The pattern, if it is one.
  public static func parse(_ text: String) -> Glob? { try? Glob(text) }
  /// What a pattern is.
  public static var expectation: String { "a pattern such as 'name/*'" }
  /// The pattern as written.
  public var argumentText: String { pattern }
}
