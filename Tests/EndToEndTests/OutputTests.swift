import PerfJSON
import Testing

@Suite struct OutputTests {
  /// Commands of every kind of end, on a project without a baseline.
  static let lines = [
    "smoke", "smoke --case good", "smoke --case quack", "smoke --sute x", "bench", "list", "build",
    "schema list", "schema show kv/1", "schema show kv/9", "baseline list", "baseline show main",
    "baseline record main --suite main", "clean", "frobnicate",
  ]

  private func project() throws -> Project {
    try Project(
      .init(cases: [Project.Plan.kv("good"), Project.Plan.kv("bad")]),
      engine: "[ $PERFKIT_CASE = good ] || exit 1; " + Project.leaving())
  }

  @Test(arguments: lines) func oneDocumentIsPrinted(_ line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let project = try project()
    let plain = try project.start(words).wait()
    let ended = try project.start(words + ["--json", "--output", "document.json"]).wait()
    #expect(ended.status == plain.status)
    let document = try JSON.parse(Array(ended.output.utf8))
    #expect(document["exit"]?.integer == Int64(ended.status))
    #expect(try project.read("document.json") == ended.output)
    #expect(ended.output == document.document)
    project.expectNothingLeft()
  }

  @Test func noPathOrNameOfThisMachineIsInADocument() throws {
    let project = try project()
    try project.commitAll()
    try project.perfkit("smoke", exits: 4, "incorrect")
    try project.perfkit("baseline", "record", "main", "--suite", "main", exits: 4, "incorrect")
    let found = try project.sh(
      "if grep -rlF -e '\(project.root)' -e \"$(uname -n)\" .perfkit --include '*.json'; then :; fi"
    )
    #expect(found == "")
  }

  @Test func pluginsGetNothingOnStandardError() throws {
    let project = try project()
    let ended = try project.start(["smoke", "--json"], setting: ["PERFKIT_PLUGIN": "1"]).wait()
    #expect(ended.status == 4)
    #expect(ended.errors == "")
    #expect(try JSON.parse(Array(ended.output.utf8))["verdict"]?.text == "incorrect")
  }

  @Test(arguments: [[], ["--json"]]) func aClosedPipeEndsTheOutputOnly(_ more: [String]) throws {
    let project = try project()
    for (arguments, status) in [(["smoke"], Int32(4)), (["smoke", "--case", "good"], 0)] {
      let ended = try project.start(arguments + more, output: .closedPipe).wait()
      #expect(ended.status == status)
      #expect(try project.json(".perfkit/last.json")["exit"]?.integer == Int64(status))
    }
    #expect(try project.start(["--help"], output: .closedPipe).wait().status == 0)
  }

  @Test func thereIsNoEscapeSequenceWithoutATerminal() throws {
    let project = try project()
    let plain = try project.start(["smoke"], setting: ["NO_COLOR": ""]).wait()
    #expect(!(plain.output + plain.errors).contains("\u{1B}"))
    let coloured = try project.start(["smoke", "--color", "always"]).wait()
    #expect(coloured.output.contains("\u{1B}["))
    #expect(coloured.errors.contains("\u{1B}["))
    let json = try project.start(["smoke", "--color", "always", "--json"]).wait()
    #expect(!json.output.contains("\u{1B}"))
  }

  @Test func progressIsDrawnWhereItIsWanted() throws {
    let project = try project()
    let drawn = try project.start(["smoke", "--progress", "always"]).wait()
    #expect(drawn.errors.contains("\r"))
    #expect(drawn.errors.contains("0/2"))
    let plain = try project.start(["smoke"]).wait()
    #expect(!plain.errors.contains("\r"))
  }

  @Test func quietPrintsResultsAndProblemsOnly() throws {
    let project = try project()
    let loud = try project.start(["smoke"]).wait()
    let quiet = try project.start(["smoke", "--quiet"]).wait()
    #expect(loud.output.contains("demo  "))
    #expect(!quiet.output.contains("demo  "))
    #expect(quiet.output.contains("incorrect  2 runs"))
    #expect(quiet.errors.contains("bad: run 0: ended with status 1"))
  }

  @Test func anOutputThatCannotBeWrittenIsAnError() throws {
    let project = try project()
    let ended = try project.start(
      ["smoke", "--case", "good", "--output", "no/such/folder.json"]
    ).wait()
    #expect(ended.status == 1)
    #expect(
      ended.errors.contains(
        "error: --output no/such/folder.json: cannot write into the folder 'no/such': No such file")
    )
    #expect(try project.json(".perfkit/last.json")["exit"]?.integer == 1)
  }

  @Test func anOutputThatCannotBeWrittenIsSaidBeforeAnythingRuns() throws {
    let project = try project()
    try project.sh("mkdir full; touch file")
    for words in [
      ["smoke"], ["bench"], ["build"], ["run", "--runs", "1", "--", "touch", "ran"],
      ["ab", "--pairs", "1", "--base", "touch ran", "--head", "touch ran"], ["report"],
      ["baseline", "record", "main"], ["doctor"],
    ] {
      for (file, reason) in [
        ("no/such.json", "cannot write into the folder 'no': No such file or directory"),
        ("full", "'full' is a folder"),
        ("file/x.json", "cannot write into the folder 'file': Not a directory"),
      ] {
        let ended = try project.start(
          Array(words.prefix(1)) + ["--output", file] + words.dropFirst()
        )
        .wait()
        #expect(ended.status == 1, "\(words)")
        #expect(ended.output.isEmpty, "\(words)")
        #expect(ended.errors.hasPrefix("error: --output \(file): \(reason)\n"), "\(words)")
      }
    }
    let export = try project.start(
      ["run", "--runs", "1", "--export", "csv=no/such.csv", "--", "touch", "ran"]
    ).wait()
    #expect(export.status == 1)
    #expect(export.errors.contains("--export no/such.csv: cannot write into the folder 'no'"))
    #expect(names(inFolder: project.folder + "/.perfkit") == [".gitignore", "last.json"])
    #expect(try project.sh("ls") == "engine.sh\nfile\nfull\nperfkit.yaml\n")
    // perfkit makes its own folder.
    let own = try project.start(["smoke", "--case", "good", "--output", ".perfkit/x.json"]).wait()
    #expect(own.status == 0)
  }

  @Test func tablesFitATerminalOfEightyColumns() throws {
    let long = String(repeating: "long-name.", count: 6)
    let project = try Project(
      .init(suite: ["baseline: main"], cases: [Project.Plan.kv(long)]), engine: Project.leaving())
    try project.perfkit("baseline", "record", "main")
    for arguments in [["smoke"], ["smoke", "--verbose"], ["baseline", "show", "main"]] {
      let ended = try project.start(arguments).wait()
      for line in ended.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }
}
