import PerfJSON
import Testing

/// A side of a comparison that does not build is named.
@Suite struct PairedBuildTests {
  private func project() throws -> Project {
    let project = try Project(
      Project.Plan(
        engine: "{source: ., build: steps, steps: [[sh, build.sh]], artefacts: [engine]}",
        kind: "bench", cases: ["{name: a, command: [engine]}"]))
    try project.write("exit 1\n", to: "build.sh")
    try project.commitAll()
    return project
  }

  @Test func theBase() throws {
    let project = try project()
    try project.write("printf '#!/bin/sh\\n' > engine; chmod +x engine\n", to: "build.sh")
    let call = try project.perfkit("ab", "--no-lock", "--base-ref", "HEAD", exits: 3, "missing")
    #expect(call.errors.contains("base HEAD: engine 'demo' does not build"))
  }

  @Test func theHead() throws {
    let project = try project()
    let call = try project.perfkit("ab", "--no-lock", "--base-ref", "HEAD", exits: 4, "incorrect")
    #expect(call.errors.contains("head work tree: engine 'demo' does not build"))
  }

  /// Two engines, of which the base has one.
  private func twoEngines() throws -> Project {
    let project = try Project(
      Project.Plan(
        engine: """
          {source: ., build: steps, steps: [], artefacts: [engine.sh]}
            younger: {source: ., build: steps, steps: [[sh, new.sh]], artefacts: [engine.sh]}
          """,
        kind: "bench", suite: ["pairs: 6"],
        cases: [
          Project.Plan.kv("a")
            + """

              young:
                kind: bench
                engine: younger
                pairs: 6
                cases:
                  - \(Project.Plan.kv("b"))
            """
        ]), engine: Project.leaving("1"))
    try project.commitAll()
    try project.write("exit 0\n", to: "new.sh")
    return project
  }

  @Test func anEngineThatTheBaseLacksTakesItsOwnSuitesOnly() throws {
    let project = try twoEngines()
    let call = try project.perfkit("ab", "--no-lock", "--base-ref", "HEAD", exits: 3, "missing")
    let said =
      "b: base engine 'younger' does not build at HEAD: compare the others alone with --suite main"
    #expect(call.errors.contains(said))
    #expect(call.errors.contains("new.sh"))
    let rows = call.document["rows"]?.elements ?? []
    let one = rows.first { $0["case"]?.text == "a" && $0["metric"]?.text == "r.csv" }
    #expect(one?["verdict"]?.text == "pass")
    let other = rows.filter { $0["case"]?.text == "b" }
    #expect(other.map { $0["verdict"]?.text } == ["missing"])
    let alone = try project.perfkit(
      "ab", "--no-lock", "--base-ref", "HEAD", "--suite", "main")
    #expect(alone.document["rows"]?.elements?.contains { $0["case"]?.text == "b" } == false)
    try project.write(call.document.document, to: "c.json")
    let again = try project.start(["compare", "--json", "--replay", "c.json"]).wait()
    #expect(again.status == 3 && again.output == call.document.document)
    // What the head gets wrong still counts more than what the base lacks.
    try project.write("#!/bin/sh\n" + Project.leaving("2") + "\n", to: "engine.sh")
    let worse = try project.perfkit("ab", "--no-lock", "--base-ref", "HEAD", exits: 2, "fail")
    #expect(worse.errors.contains("a: v[k] changed by") || worse.errors.contains("a: v"))
  }

  @Test func anEngineWhoseFolderTheBaseLacks() throws {
    let project = try twoEngines()
    try project.sh("mkdir new; cp engine.sh new.sh new/")
    try project.write(
      try project.read("perfkit.yaml").replacing(
        "younger: {source: .,", with: "younger: {source: new,"), to: "perfkit.yaml")
    let call = try project.perfkit("ab", "--no-lock", "--base-ref", "HEAD", exits: 3, "missing")
    #expect(call.errors.contains("missing: base HEAD: engine 'younger': there is no folder 'new'"))
    #expect(call.errors.contains("b: base engine 'younger' does not build at HEAD"))
  }

  @Test func aBaseWithoutAnyOfTheEnginesComparesNothing() throws {
    let project = try twoEngines()
    let call = try project.perfkit(
      "ab", "--no-lock", "--base-ref", "HEAD", "--suite", "young", exits: 3, "missing")
    #expect(call.errors.contains("base HEAD: engine 'younger' does not build"))
    #expect(!call.errors.contains("--suite"))
  }
}
