import PerfArguments

enum When: String, CaseIterable, ArgumentValue { case auto, always, never }

enum Format: String, CaseIterable, ArgumentValue { case markdown, html, json }

struct Globals: CommandLineOptions, Equatable {
  var config: String?
  var json = false
  var verbose = false
  var color = When.auto

  static let parameters: [Parameter<Globals>] = [
    .option(
      "--config", value: "FILE", help: "Read this plan instead of the nearest perfkit.yaml.",
      completion: .file, \.config),
    .flag("--json", help: "Print one JSON document.", \.json),
    .flag("--verbose", "-v", help: "Say more.", \.verbose),
    .option("--color", value: "WHEN", help: "Colour the output.", \.color),
  ]
}

struct Selection: CommandLineOptions, Equatable {
  var suites: [String] = []
  var seed: UInt64?

  static let parameters: [Parameter<Selection>] = [
    .repeated("--suite", value: "NAME", help: "Run only this suite.", \.suites),
    .option("--seed", value: "N", help: "Run with this seed.", \.seed),
  ]
}

struct Smoke: Command, Equatable {
  var selection = Selection()
  var repeats = 3
  var timeout: Duration?
  var failFast = false
  var tracing = false

  static let name = "smoke"
  static let summary = "Run every smoke suite once and compare it with the baseline."
  static let parameters: [Parameter<Smoke>] = [
    .including(\.selection),
    .option(
      "--repeat", "-n", value: "N", help: "Run each case N times.", bound: .from(1), \.repeats),
    .option(
      "--timeout", value: "DURATION",
      help: "End a run that takes longer, with everything it has started.", \.timeout),
    .flag("--fail-fast", help: "Stop at the first failure.", \.failFast),
    .flag("--trace-parser", help: "Not for people.", visibility: .hidden, \.tracing),
  ]
  static let examples = [
    Example("perfkit smoke --suite quick", "Run one suite."),
    Example("perfkit smoke -n 10 --fail-fast", "Look for an unstable digest."),
  ]
  static let exitCodes = [0, 3]
}

struct Run: Command, Equatable {
  var runs = 10
  var commands: [String] = []
  var words: [String] = []

  static let name = "run"
  static let summary = "Measure any command."
  static let discussion = """
    The command runs in the folder you stand in and
    with your environment.

      perfkit run -- ls -l
    """
  static let parameters: [Parameter<Run>] = [
    .option("--runs", value: "N", help: "Measure N runs.", bound: .within(1...1000), \.runs),
    .repeated("--command", value: "'CMD'", help: "Measure this command too.", \.commands),
    .rest("CMD", help: "The command and its arguments.", \.words),
  ]

  func validate() throws(UsageProblem) {
    if commands.isEmpty && words.isEmpty { throw .missingArgument("CMD", separated: true) }
    if !commands.isEmpty && !words.isEmpty { throw .conflict("--command", "--") }
  }
}

struct Build: Command, Equatable {
  var engines: [String] = []
  static let name = "build"
  static let summary = "Build engines."
  static let parameters: [Parameter<Build>] = [
    .positional("ENGINE", help: "Engines to build; all if none is named.", \.engines)
  ]
}

struct Convert: Command, Equatable {
  var input = ""
  var scale: Double?
  var format = Format.json
  static let name = "convert"
  static let summary = "Convert between formats."
  static let parameters: [Parameter<Convert>] = [
    .positional("INPUT", help: "The file to read.", completion: .file, \.input),
    .positional("SCALE", help: "A factor for every number.", \.scale),
    .option("--to", value: "FORMAT", help: "The format to write.", required: true, \.format),
  ]
}

struct Record: Command, Equatable {
  var baseline = ""
  static let name = "record"
  static let summary = "Store the newest run."
  static let parameters: [Parameter<Record>] = [
    .positional("NAME", help: "The name of the baseline.", \.baseline)
  ]
}

struct List: Command, Equatable {
  static let name = "list"
  static let summary = "List what is stored."
  static let parameters: [Parameter<List>] = []
}

struct Hidden: Command, Equatable {
  static let name = "crash-test"
  static let summary = "Not for people."
  static let parameters: [Parameter<Hidden>] = []
}

let program = Program<Globals>(
  name: "perfkit", summary: "Test and release tools for fast programs.",
  commands: [
    .command(Smoke.self, heading: "Measure"),
    .command(Run.self, heading: "Measure"),
    .command(Build.self),
    .command(Convert.self),
    .group(
      "baseline", summary: "Keep records to compare with.",
      discussion: "A baseline is a record with a name.",
      [.command(Record.self), .command(List.self)]),
    .command(Hidden.self, visibility: .hidden),
  ],
  examples: [Example("perfkit smoke", "Is everything still right and fast?")],
  exitCodes: [
    ExitCode(0, "passed"), ExitCode(3, "inconclusive, or evidence is missing"),
    ExitCode(64, "wrong usage"),
  ])

/// The text of the error that the words end with, or nil if they are fine.
func failure(_ words: String...) -> String? {
  do throws(UsageError) {
    _ = try program.parse(words)
    return nil
  } catch {
    return error.description
  }
}

/// The command that the words stand for, if it is of the type expected.
func command<C: Command>(_ type: C.Type, _ words: [String]) throws -> C? {
  guard case .run(let invocation) = try program.parse(words) else { return nil }
  return invocation.command as? C
}
