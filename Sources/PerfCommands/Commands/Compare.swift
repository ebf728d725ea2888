internal import PerfArguments
internal import PerfModel

/// `perfkit compare`: two result files, or a comparison judged again.
struct Compare: RunnableCommand {
  var base: String?
  var head: String?
  var replay: String?
  var from: String?
  var acrossMachines = false

  static let name = "compare"
  static let summary = "Compare result files, or judge a comparison again from its samples."
  static let forms = ["[OPTIONS] BASE HEAD", "--replay FILE"]
  static let discussion = """
    BASE and HEAD are records (perfkit-run/1, by file or by the name of a run below .perfkit/runs), \
    baseline files, hyperfine JSON, or tables of a declared schema (--from). Digests and exact \
    columns decide. Runs of another time are not comparable one by one: the timing of two files \
    is shown, and decides only where BASE is a baseline with enough sessions. --replay prints the \
    document of a paired comparison again, byte for byte, from the samples inside it.
    """
  static let examples = [
    Example("perfkit compare old.json new.json", "two records"),
    Example("perfkit compare --from benchmark/1 old.csv new.csv", "two tables"),
    Example("perfkit compare --replay comparison.json", ""),
  ]
  static let parameters: [Parameter<Compare>] = [
    .positional("BASE", help: "What to compare with.", completion: .file, \.base),
    .positional("HEAD", help: "What to judge.", completion: .file, \.head),
    .option(
      "--replay", value: "FILE", help: "A perfkit-comparison/1 of `ab` to judge again.",
      completion: .file, \.replay),
    .option(
      "--from", value: "FORMAT", help: "perfkit-run, hyperfine, or a schema such as kv/1.",
      \.from),
    .flag(
      "--across-machines", help: "Compare also where machine or toolchain differ.",
      \.acrossMachines),
  ]
  static let exitCodes = [0, 1, 2, 3, 4, 5, 64, 130]

  func validate() throws(UsageProblem) {
    if replay != nil {
      if let base { throw .unexpectedArgument(base, separated: false) }
      if from != nil { throw .conflict("--from", "--replay") }
      if acrossMachines { throw .conflict("--across-machines", "--replay") }
      return
    }
    guard base != nil else { throw .missingArgument("BASE", separated: false) }
    guard head != nil else { throw .missingArgument("HEAD", separated: false) }
  }

  func run(_ session: Session) throws(Problems) -> CommandResult {
    if let replay { return try Replay(session: session).perform(replay) }
    return try FileComparison(options: self, session: session).perform()
  }
}
