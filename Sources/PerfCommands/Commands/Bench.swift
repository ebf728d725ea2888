internal import PerfArguments
internal import PerfModel

/// `perfkit bench`: suites that measure.
struct Bench: RunnableCommand {
  var suite = SuiteOptions()

  static let name = "bench"
  static let summary = "Run the bench suites and record what they measure."
  static let discussion = """
    Like smoke, for suites of kind bench: every case runs `runs` times (10 if not declared) and \
    all samples are recorded. Timing is compared with a stored baseline of this machine and \
    toolchain, if there is one.
    """
  static let examples = [Example("perfkit bench --json --output bench.json", "keep the record")]
  static let parameters: [Parameter<Bench>] = [.including(\.suite)]
  static let exitCodes = [0, 1, 2, 3, 4, 5, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    try SuiteCommand(kind: .bench, options: suite).run(session)
  }
}
