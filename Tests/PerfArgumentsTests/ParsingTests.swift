import PerfArguments
import Testing

@Suite struct ParsingTests {
  @Test func `nothing given keeps every default`() throws {
    #expect(try command(Smoke.self, ["smoke"]) == Smoke())
    #expect(try command(Build.self, ["build"]) == Build())
  }

  @Test(arguments: [
    [
      "smoke", "--suite", "a", "--suite=b", "--seed", "7", "-n", "5", "--timeout=1.5s",
      "--fail-fast",
    ],
    [
      "smoke", "--fail-fast", "--repeat=5", "--seed=7", "--suite", "a", "--suite", "b", "--timeout",
      "1500ms",
    ],
    [
      "--json", "smoke", "-n=5", "--fail-fast", "--fail-fast", "--seed", "7", "--suite=a",
      "--suite=b", "--timeout=1.5s",
    ],
  ])
  func `options are read in any order and spelling`(words: [String]) throws {
    var expected = Smoke()
    expected.selection = Selection(suites: ["a", "b"], seed: 7)
    expected.repeats = 5
    expected.timeout = .milliseconds(1500)
    expected.failFast = true
    #expect(try command(Smoke.self, words) == expected)
  }

  @Test(arguments: [
    ["--config", "x", "--json", "--color=never", "smoke"],
    ["smoke", "--config", "x", "--json", "--color=never"],
    ["--json", "smoke", "--color", "never", "--config=x"],
  ])
  func `shared options stand before or behind the command`(words: [String]) throws {
    guard case .run(let invocation) = try program.parse(words) else {
      Issue.record("no command")
      return
    }
    #expect(invocation.globals == Globals(config: "x", json: true, color: .never))
    #expect(invocation.path == ["smoke"])
  }

  @Test func `a command of a group has both words as its path`() throws {
    guard case .run(let invocation) = try program.parse(["baseline", "-v", "record", "main"]) else {
      Issue.record("no command")
      return
    }
    #expect(invocation.path == ["baseline", "record"])
    #expect(invocation.globals.verbose)
    #expect((invocation.command as? Record)?.baseline == "main")
  }

  @Test func `arguments are taken in order, dashes and negative numbers included`() throws {
    #expect(try command(Build.self, ["build", "a", "-", "b"])?.engines == ["a", "-", "b"])
    let convert = try command(Convert.self, ["convert", "in", "--to", "html", "-2.5"])
    #expect(convert == Convert(input: "in", scale: -2.5, format: .html))
  }

  @Test func `two dashes end the options`() throws {
    #expect(try command(Build.self, ["build", "--", "--json", "-h"])?.engines == ["--json", "-h"])
    let run = try command(Run.self, ["run", "--runs", "3", "--", "ls", "--help", "--", ""])
    #expect(run == Run(runs: 3, words: ["ls", "--help", "--", ""]))
  }

  @Test func `hidden commands and options work`() throws {
    #expect(try command(Smoke.self, ["smoke", "--trace-parser"])?.tracing == true)
    #expect(try command(Hidden.self, ["crash-test"]) != nil)
  }

  @Test(
    arguments: [
      (["--help"], []), (["-h", "smoke"], ["smoke"]), (["help"], []),
      (["help", "smoke"], ["smoke"]),
      (["baseline", "--help"], ["baseline"]),
      (["help", "baseline", "list"], ["baseline", "list"]),
      (["smoke", "--bogus", "--help"], ["smoke"]), (["convert", "-h"], ["convert"]),
      (["--json", "help", "--verbose", "run"], ["run"]), (["--version", "--help"], []),
    ] as [([String], [String])])
  func `help is asked for in every place`(words: [String], path: [String]) throws {
    guard case .help(let page, _) = try program.parse(words) else {
      Issue.record("no help")
      return
    }
    #expect(page.path == path)
  }

  @Test func `version and help carry the shared options`() throws {
    guard case .version(let globals) = try program.parse(["--version", "--json"]) else {
      Issue.record("no version")
      return
    }
    #expect(globals.json)
    guard case .help(_, let globals) = try program.parse(["help", "--color", "always", "run"])
    else {
      Issue.record("no help")
      return
    }
    #expect(globals.color == .always)
  }

  @Test func `shared options are found in a command line that is wrong`() {
    let words = ["smok", "--bogus", "--color=blue", "--json", "--config", "x", "--", "--verbose"]
    #expect(program.globals(in: words) == Globals(config: "x", json: true))
    #expect(program.globals(in: ["--config"]) == Globals())
  }
}
