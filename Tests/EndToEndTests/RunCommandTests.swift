import PerfJSON
import Testing

/// `perfkit run`, which needs no perfkit.yaml.
@Suite struct RunCommandTests {
  private func run(
    _ project: Project, _ arguments: [String], setting variables: [String: String] = [:]
  ) throws -> (ended: ChildProgram.Ended, document: JSON) {
    let ended = try project.start(
      ["run", "--json", "--no-lock"] + arguments, setting: variables
    ).wait()
    return (ended, try JSON.parse(Array(ended.output.utf8)))
  }

  private func walls(_ document: JSON, _ index: Int = 0) -> Int {
    document["cases"]?.elements?[index]["samples"]?["wall_time"]?["values"]?.elements?.count ?? 0
  }

  @Test func everyRunIsMeasured() throws {
    let project = try Project()
    let (ended, document) = try run(
      project, ["--runs", "7", "--", "sh", "-c", "echo x >> \"$MARKS/runs\""])
    #expect(ended.status == 0)
    #expect(document["format"]?.text == "perfkit-run/1")
    #expect(document["verdict"]?.text == "pass")
    #expect(walls(document) == 7)
    #expect(project.count("runs") == 7)
    #expect(names(inFolder: project.folder) == [])
  }

  @Test func severalCommandsAreInterleaved() throws {
    let project = try Project()
    func command(_ name: String) -> String { "sh -c 'echo \(name) >> \"$MARKS/order\"'" }
    let (_, document) = try run(
      project, ["--runs", "12", "--command", command("a"), "--command", command("b")])
    #expect(walls(document, 0) == 12 && walls(document, 1) == 12)
    let order = (contents(of: project.outside + "/order") ?? "").split(separator: "\n")
    let rounds = stride(from: 0, to: 24, by: 2).map { order[$0] + order[$0 + 1] }
    #expect(Set(rounds) == ["ab", "ba"])
  }

  @Test func aSeedFixesTheOrder() throws {
    func order(_ seed: String) throws -> String? {
      let project = try Project()
      func command(_ name: String) -> String { "sh -c 'echo \(name) >> \"$MARKS/order\"'" }
      _ = try run(
        project,
        ["--runs", "16", "--seed", seed, "--command", command("a"), "--command", command("b")])
      return contents(of: project.outside + "/order")
    }
    #expect(try order("1") == order("1"))
    #expect(try order("1") != order("2"))
  }

  @Test func whatSurroundsRunsIsNotMeasured() throws {
    let project = try Project()
    func mark(_ name: String) -> String { "sh -c 'echo x >> \"$MARKS/\(name)\"'" }
    let (ended, document) = try run(
      project,
      [
        "--runs", "3", "--warmup", "2", "--setup", mark("setup"), "--prepare", mark("prepare"),
        "--conclude", mark("conclude"), "--cleanup", mark("cleanup"), "--command", mark("run"),
      ])
    #expect(ended.status == 0)
    #expect(walls(document) == 3)
    let counts = ["setup", "prepare", "run", "conclude", "cleanup"].map(project.count)
    #expect(counts == [1, 5, 5, 5, 1])
  }

  @Test func aFailingCommandEndsTheMeasurement() throws {
    let project = try Project()
    let (ended, document) = try run(project, ["--runs", "5", "--", "false"])
    #expect(ended.status == 4)
    #expect(document["verdict"]?.text == "incorrect")
    #expect(document["errors"]?.elements?.first?["code"]?.text == "run.failed")
    let tolerant = try run(project, ["--runs", "5", "--ignore-failure", "--", "false"])
    #expect(tolerant.ended.status == 0 && walls(tolerant.document) == 5)
  }

  @Test func nothingMeasuredIsNoPass() throws {
    let project = try Project()
    let (ended, _) = try run(project, ["--warmup", "1", "--", "sh", "-c", "kill -9 $$"])
    #expect(ended.status == 4)
    let missing = try run(project, ["--", "no-such-program"])
    #expect(missing.ended.status == 1)
    #expect(missing.document["errors"]?.elements?.first?["code"]?.text == "run.missing-program")
  }

  @Test func aPathThatLeadsToNoProgramIsNotLookedUp() throws {
    let (ended, _) = try run(try Project(), ["--runs", "1", "--", "./nofile"])
    #expect(ended.status == 1 && ended.errors.contains("there is no program './nofile'"))
    #expect(ended.errors.contains("a path counts from this folder"))
  }

  @Test func wordsAfterTheDashesGoToTheShellToo() throws {
    let (ended, document) = try run(
      try Project(), ["--runs", "1", "--shell", "sh", "--", "test", "$((1+1))", "=", "2"])
    #expect(ended.status == 0)
    #expect(document["cases"]?.elements?.first?["name"]?.text == "test $((1+1)) = 2")
  }

  @Test func parametersAreExpanded() throws {
    let project = try Project()
    let (_, document) = try run(
      project,
      [
        "--runs", "1", "--parameter", "a=x,y", "--parameter-scan", "n=0.1:0.3:0.1", "--command",
        "echo {a} {n}",
      ])
    let cases = (document["cases"]?.elements ?? []).compactMap { $0["name"]?.text }
    #expect(
      cases == ["x 0.1", "x 0.2", "x 0.3", "y 0.1", "y 0.2", "y 0.3"].map { "echo " + $0 })
  }

  @Test(arguments: [
    ["--parameter", "a", "--", "true"], ["--parameter-scan", "n=3:1", "--", "true"],
    ["--parameter", "a=1,2", "--", "echo", "{b}"], ["--export", "excel=x", "--", "true"],
    ["--command", "echo 'x"], ["--runs", "0", "--", "true"],
    [],
  ])
  func mistakesAreUsageErrors(_ arguments: [String]) throws {
    let (ended, document) = try run(try Project(), arguments)
    #expect(ended.status == 64)
    #expect(document["verdict"]?.text == "usage")
  }

  @Test(arguments: [
    (["--timeout", "100ms", "--", "sleep", "60"], "sleep 60: did not end within 100ms", false),
    (["--prepare", "false", "--", "true"], "true: `prepare` ended with status 1", false),
    (["--", "false"], "false: ended with status 1", true),
  ])
  func whatEndsBadlyIsSaid(words: [String], text: String, canBeIgnored: Bool) throws {
    let (ended, _) = try run(try Project(), ["--runs", "2"] + words)
    #expect(ended.status == 4)
    #expect(ended.errors.contains("error: \(text)\n"), "\(ended.errors)")
    #expect(ended.errors.contains("--ignore-failure") == canBeIgnored, "\(ended.errors)")
  }

  @Test(arguments: [
    ("excel=x", "--export cannot write the format 'excel'"),
    ("markdwn=x", "did you mean 'markdown=…'?"),
    ("x", "--export 'x' is not of the form FORMAT=FILE"),
  ])
  func exportsThatCannotBeAreSaid(word: String, text: String) throws {
    let (ended, _) = try run(try Project(), ["--runs", "1", "--export", word, "--", "true"])
    #expect(ended.status == 64)
    #expect(ended.errors.contains(text), "\(ended.errors)")
  }

  @Test func exportsAreWhatOtherToolsRead() throws {
    let project = try Project()
    let (ended, _) = try run(
      project,
      [
        "--runs", "4", "--export", "hyperfine=h.json", "--export", "csv=r.csv", "--export",
        "markdown=t.md", "--", "true",
      ])
    #expect(ended.status == 0)
    let result = try #require(try project.json("h.json")["results"]?.elements?.first)
    #expect(result["command"]?.text == "true")
    #expect(result["times"]?.elements?.count == 4)
    #expect(result["exit_codes"]?.elements?.count == 4)
    #expect(try project.read("r.csv").split(separator: "\n").count == 5)
    #expect(try project.read("t.md").hasPrefix("| Command | Median |"))
  }

  @Test func commandsSeeTheCallersWorldAndPadding() throws {
    let project = try Project()
    let (_, _) = try run(
      project,
      [
        "--runs", "9", "--command",
        "sh -c 'echo \"$OWN $(pwd) ${#PERFKIT_PAD}\" >> \"$MARKS/seen\"'",
      ], setting: ["OWN": "mine"])
    let lines = (contents(of: project.outside + "/seen") ?? "").split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("mine \(project.folder) ") })
    #expect(Set(lines).count > 1)
  }

  @Test(arguments: [["run", "--runs", "1", "--", "true"], ["bench"]])
  func twoMeasurementsDoNotOverlap(_ other: [String]) throws {
    let project = try Project()
    try project.write(
      """
      version: 1
      project: demo
      engines: {sh: {source: ., build: steps, steps: []}}
      suites:
        bench: {kind: bench, engine: sh, runs: 1, cases: [{name: one, command: ["true"]}]}
      """, to: "perfkit.yaml")
    let first = try project.start(
      ["run", "--runs", "1", "--", "sh", "-c", "touch \"$MARKS/on\"; sleep 60"])
    try first.wait(forFile: project.outside + "/on")
    let second = try project.start(other)
    #expect(patiently { contents(of: project.root + "/log/2.err")?.contains("waiting") ?? false })
    first.send(2)
    #expect(try first.wait().status == 130)
    #expect(try second.wait().status == 0)
    project.expectNothingLeft()
  }
}
