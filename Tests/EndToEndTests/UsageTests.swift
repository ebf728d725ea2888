import PerfJSON
import Testing

@Suite struct UsageTests {
  /// A command line that cannot be followed, with words of the message.
  struct Wrong: CustomTestStringConvertible, Sendable {
    let line: String
    let words: [String]
    var testDescription: String { line }

    init(_ line: String, _ words: String...) { (self.line, self.words) = (line, words) }
  }

  static let wrong: [Wrong] = [
    Wrong("smoek", "unknown command 'smoek'", "did you mean 'smoke'?"),
    Wrong("frobnicate", "unknown command 'frobnicate'", "commands: init, list"),
    Wrong("baseline", "command is missing", "record"),
    Wrong("baseline acept main", "did you mean 'accept'?"),
    Wrong("smoke --sute main", "unknown option '--sute'", "did you mean '--suite'?"),
    Wrong("smoke --suite", "option '--suite' needs a value NAME"),
    Wrong("smoke --suite mian", "there is no suite 'mian'", "did you mean 'main'?"),
    Wrong("smoke --suite quick", "there is no suite 'quick'", "suites: main"),
    Wrong("bench --suite main", "suite 'main' is of kind smoke", "perfkit smoke --suite main"),
    Wrong("smoke --repeat 0", "--repeat"),
    Wrong("smoke --repeat many", "--repeat", "'many'"),
    Wrong("smoke --seed -1", "--seed"),
    Wrong("smoke --timeout 20", "--timeout", "'20'"),
    Wrong("smoke --json=yes", "option '--json' takes no value"),
    Wrong("smoke extra", "unexpected argument 'extra'"),
    Wrong("smoke --color red", "--color", "auto, always"),
    Wrong("smoke --variant fats", "no variant 'fats'", "did you mean 'fast'?"),
    Wrong("smoke --config other.yaml", "there is no file 'other.yaml'", "perfkit init"),
    Wrong("build deno", "there is no engine 'deno'", "did you mean 'demo'?"),
    Wrong("schema show kv/2", "there is no schema 'kv/2'", "did you mean 'kv/1'?"),
  ]

  @Test(arguments: wrong) func isWrongUsage(_ wrong: Wrong) throws {
    let project = try Project(
      .init(engine: "{source: ., build: steps, steps: [], variants: {fast: {}, safe: {}}}"),
      engine: Project.leaving())
    // `--config` names the folder of `.perfkit`, and no such folder is to be made.
    let keepsState = !wrong.line.contains("--config")
    let words = wrong.line.split(separator: " ").map(String.init)
    let call = try project.perfkit(words, exits: 64, "usage", keepsState: keepsState)
    #expect(call.document["format"] == .string("perfkit-outcome/1"))
    #expect(call.document["errors"]?.elements?.count == 1)
    for word in ["error: "] + wrong.words {
      #expect(call.errors.contains(word), "\(word) in \(call.errors)")
    }
    #expect(call.output == "" || call.output.contains("demo  "))
  }

  @Test func aProjectIsNeeded() throws {
    let project = try Project()
    let call = try project.perfkit("smoke", exits: 64, "usage")
    #expect(call.errorCodes == ["plan.missing"])
    #expect(call.errors.contains("there is no perfkit.yaml here or in a folder above"))
    #expect(call.errors.contains("perfkit init"))
    #expect(names(inFolder: project.folder) == [])
  }

  @Test func aSelectionWithoutCasesIsMissing() throws {
    let project = try Project(.init(), engine: Project.leaving())
    let call = try project.perfkit("smoke", "--case", "quack", exits: 3, "missing")
    #expect(call.errors.contains("nothing was measured"))
    #expect(call.errors.contains("cases: quick"))
    try project.perfkit("bench", exits: 3, "missing")
  }

  @Test func aFailureDoesNotLeaveTheOutcomeOfAnEarlierCommand() throws {
    let project = try Project(.init(), engine: Project.leaving())
    try project.perfkit("smoke")
    _ = try project.start(["smoke", "--sute", "main"]).wait()
    #expect(try project.json(".perfkit/last.json")["exit"]?.integer == 64)
  }
}
