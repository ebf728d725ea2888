internal import PerfArguments
internal import PerfModel

/// `perfkit run`: any commands, measured.
struct Run: RunnableCommand {
  var runs: Int?
  var warmup = 0
  var commands: [String] = []
  var words: [String] = []
  var parameters: [String] = []
  var scans: [String] = []
  var setup: String?
  var cleanup: String?
  var exports: [String] = []
  var measuring = MeasuringOptions()

  static let name = "run"
  static let summary = "Measure any command, or several in interleaved rounds."
  static let discussion = """
    Every run is a fresh process in your folder and environment, with padding of random length. \
    Several commands are interleaved: each round runs each of them once, in an order that the \
    seed decides. No shell is involved unless --shell names one; a command is split into words \
    as a POSIX shell does and nothing is expanded. With --shell, the words after -- are joined \
    by spaces and handed to it.
    """
  static let forms = [
    "[OPTIONS] -- CMD…", "[OPTIONS] --command 'CMD' …",
  ]
  static let examples = [
    Example("perfkit run -- sort words.txt", "at least ten runs, about three seconds"),
    Example("perfkit run --command 'gzip -k1 f' --command 'gzip -k9 f' --prepare 'rm -f f.gz'", ""),
    Example("perfkit run --parameter threads=1,2,4 --command './bench -j{threads}'", ""),
  ]
  static let parameters: [Parameter<Run>] = [
    .option(
      "--runs", "-r", value: "N", help: "Runs of each command, instead of choosing.",
      bound: .from(1), \.runs),
    .option(
      "--warmup", "-w", value: "N", help: "Rounds before the measured ones.", bound: .from(0),
      \.warmup),
    .repeated("--command", value: "CMD", help: "A command to measure; repeatable.", \.commands),
    .repeated(
      "--parameter", value: "NAME=A,B,…",
      help: "Replace {NAME} in commands by each of these values; repeatable.", \.parameters),
    .repeated(
      "--parameter-scan", value: "NAME=FROM:TO[:STEP]",
      help: "Replace {NAME} by each number of a range; repeatable.", \.scans),
    .option("--setup", value: "CMD", help: "Run once before all runs of a command.", \.setup),
    .option("--cleanup", value: "CMD", help: "Run once after all runs of a command.", \.cleanup),
    .including(\.measuring),
    .repeated(
      "--export", value: "FORMAT=FILE", help: "Also write csv, markdown or hyperfine; repeatable.",
      \.exports),
    .rest("CMD", help: "The command to measure, word by word.", \.words),
  ]
  static let exitCodes = [0, 1, 3, 4, 64, 130]

  func validate() throws(UsageProblem) {
    if commands.isEmpty && words.isEmpty {
      throw .missingArgument("CMD", separated: true)
    }
  }

  func run(_ session: Session) throws(Problems) -> CommandResult {
    try RunCommand(options: self, session: session).perform()
  }
}
