internal import PerfArguments
internal import PerfModel

/// `perfkit smoke`: the main job.
struct Smoke: RunnableCommand {
  var suite = SuiteOptions()

  static let name = "smoke"
  static let summary = "Run the smoke suites and compare with their baselines."
  static let discussion = """
    Builds the engines, runs every case of kind smoke in a fresh scratch folder with a fixed \
    environment, checks its results against their schemas, demands equal digests over the \
    repeats, and holds them against the stored baseline.
    """
  static let examples = [
    Example("perfkit smoke", "all smoke suites"),
    Example("perfkit smoke --case '*/scenario=x10' --repeat 1", "one case, once"),
    Example("perfkit smoke --ref v0.8", "the engine's sources of tag v0.8"),
  ]
  static let parameters: [Parameter<Smoke>] = [.including(\.suite)]
  static let exitCodes = [0, 1, 2, 3, 4, 5, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    try SuiteCommand(kind: .smoke, options: suite).run(session)
  }
}
