internal import PerfArguments
internal import PerfLoad
internal import PerfModel

/// `perfkit stress`: suites that load their engines.
struct Stress: RunnableCommand {
  var suite = SuiteOptions()
  var findsKnee = false
  var kill: Int?
  var kneeRuns = KneeSearch.standardRuns

  static let name = "stress"
  static let summary = "Load the engines of the stress suites and judge their objectives."
  static let discussion = """
    Like smoke, for suites of kind stress. A case with `load` starts its engine and sends it \
    operations on a schedule that the seed fixes, whether or not earlier ones were answered; \
    latency counts from the moment an operation was meant to start. A missed objective ends with \
    status 2, an engine that ends under load with 4. A case with `faults` runs again under each.
    """
  static let examples = [
    Example("perfkit stress", "all stress suites"),
    Example("perfkit stress --case 'poisson/*' --seed 7", "some cases, another schedule"),
    Example("perfkit stress --knee", "the highest rates that the engines stand"),
  ]
  static let parameters: [Parameter<Stress>] = [
    .flag(
      "--knee", help: "Search for the highest rate that meets the objectives.", \.findsKnee),
    .option(
      "--kill", value: "N", help: "Make only this kill of each drill, from 0.", bound: .from(0),
      \.kill),
    .option(
      "--knee-runs", value: "N",
      help: "Judge rates near the knee N times each; an interval needs 6.", bound: .from(1),
      \.kneeRuns),
    .including(\.suite),
  ]
  static let exitCodes = [0, 1, 2, 3, 4, 5, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    var options = suite
    options.findsKnee = findsKnee
    options.kill = kill
    options.kneeRuns = kneeRuns
    return try SuiteCommand(kind: .stress, options: options).run(session)
  }
}
