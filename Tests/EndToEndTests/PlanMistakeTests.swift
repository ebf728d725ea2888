import PerfJSON
import Testing

@Suite struct PlanMistakeTests {
  /// A valid plan in which one text is replaced by another.
  private func project(_ old: String = "", _ new: String = "") throws -> Project {
    let plan = Project.Plan(cases: ["{name: quick, command: [./engine.sh]}"])
    let project = try Project(plan, engine: Project.leaving())
    if !old.isEmpty {
      let text = try project.read("perfkit.yaml")
      try #require(text.contains(old))
      try project.write(text.replacing(old, with: new), to: "perfkit.yaml")
    }
    return project
  }

  @Test func aMistypedKeyIsShownWithACaret() throws {
    let project = try project("    engine: demo", "    engin: demo")
    let call = try project.perfkit("smoke", exits: 64, "usage")
    let first = try #require(call.document["errors"]?.elements?.first { $0["hint"] != .null })
    let line = try #require(first["line"]?.integer)
    #expect(try project.sh("sed -n \(line)p perfkit.yaml") == "    engin: demo\n")
    #expect(first["column"]?.integer == 5)
    #expect(first["file"]?.text == "perfkit.yaml")
    #expect(call.errors.contains("perfkit.yaml:\(line):5: error: "))
    #expect(call.errors.contains(" \(line) |     engin: demo\n    |     ^^^^^\n"))
    #expect(call.errors.contains("did you mean 'engine'?"))
  }

  @Test func severalMistakesAreToldAtOnce() throws {
    let project = try project("warn: 5%", "warn: five\n  fial: 20%\n  stored: maybe")
    let call = try project.perfkit("smoke", exits: 64, "usage")
    #expect(call.errorCodes.count == 3)
    let lines = (call.document["errors"]?.elements ?? []).compactMap { $0["line"]?.integer }
    #expect(lines == lines.sorted() && Set(lines).count == 3)
    #expect(call.errors.contains("did you mean 'fail'?"))
  }

  @Test func unknownNamesInValuesAreMistakes() throws {
    let project = try project("[./engine.sh]", "[./engine.sh, \"${sede}\"]")
    let call = try project.perfkit("smoke", exits: 64, "usage")
    #expect(call.errors.contains("did you mean"))
    #expect(call.errors.contains("seed"))
  }

  @Test func aMissingProgramOfTheEngineIsAMistakeWithItsPlace() throws {
    let project = try project("[./engine.sh]", "[./engnie.sh]")
    let call = try project.perfkit("smoke", exits: 64, "usage")
    let error = try #require(call.document["errors"]?.elements?.first)
    #expect(error["code"]?.text == "run.unknown-program")
    let line = try #require(error["line"]?.integer)
    #expect(try project.sh("sed -n \(line)p perfkit.yaml").contains("engnie"))
    #expect(call.errors.contains("perfkit.yaml:\(line):"))
    #expect(call.errors.contains("^"))
  }

  @Test func aMissingProgramOfThePathIsAnError() throws {
    let project = try project("[./engine.sh]", "[no-such-program-anywhere]")
    let call = try project.perfkit("smoke", exits: 1, "error")
    #expect(call.errorCodes == ["run.missing-program"])
    #expect(call.errors.contains("'no-such-program-anywhere' is not installed"))
  }

  @Test func aProgramThatCannotBeExecutedIsSaidToBeSo() throws {
    let project = try project()
    try project.sh("chmod -x engine.sh")
    let call = try project.perfkit("smoke", exits: 64, "usage")
    #expect(call.errors.contains("not executable"))
  }

  @Test(arguments: ["list", "build", "bench", "baseline list", "clean"])
  func everyCommandReadsThePlan(_ line: String) throws {
    let project = try project("version: 1", "version: 7")
    let words = line.split(separator: " ").map(String.init)
    let call = try project.perfkit(words, exits: 64, "usage")
    #expect(call.errors.contains("perfkit.yaml:1:10: error: 'version' must be 1"))
  }

  @Test func textThatIsNoYAMLIsAMistake() throws {
    let project = try Project()
    try project.write("version: 1\nproject: [demo\n", to: "perfkit.yaml")
    let call = try project.perfkit("smoke", exits: 64, "usage")
    #expect(call.errors.contains("perfkit.yaml:"))
    #expect(call.document["errors"]?.elements?.first?["line"]?.integer != nil)
  }
}
