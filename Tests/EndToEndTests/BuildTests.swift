import PerfJSON
import Testing

@Suite struct BuildTests {
  /// A project whose build is the shell script `build.sh`.
  static func project(
    _ script: String, artefacts: String = "[bin/demo]", more: String = ""
  ) throws -> Project {
    let engine =
      "{source: ., build: steps, steps: [[./build.sh]], artefacts: \(artefacts)\(more)}"
    let command = "{name: quick, command: [demo], results: [{file: r.csv, schema: kv/1}]}"
    let project = try Project(
      .init(engine: engine, cases: [command]), engine: Project.leaving())
    try project.write("#!/bin/sh\n" + script + "\n", to: "build.sh")
    return project
  }

  static let copying = "echo built >> \"$MARKS/builds\"; mkdir -p bin; cp engine.sh bin/demo"

  @Test func aFailingBuildIsIncorrect() throws {
    let project = try Self.project("seq 1000; echo 'cannot link' >&2; exit 3")
    for command in ["build", "smoke"] {
      let call = try project.perfkit(command, exits: 4, "incorrect")
      #expect(call.errors.contains("engine 'demo' does not build: ./build.sh ended with status 3"))
      #expect(call.errors.contains("  | 1000\n  | cannot link"))
      #expect(!call.errors.contains("| 900\n"))
      let log = try #require(
        call.errors.split(separator: "\n").first { $0.contains("the whole log: ") }?
          .split(separator: " ").last)
      let shown = log.hasPrefix("/") ? String(log) : project.folder + "/" + log
      #expect(contents(of: shown)?.hasPrefix("1\n2\n") ?? false)
    }
  }

  @Test func aFailedBuildIsNoBuild() throws {
    let project = try Self.project("exit 3")
    try project.perfkit("build", exits: 4, "incorrect")
    try project.perfkit("build", exits: 4, "incorrect")
  }

  @Test func aMissingToolIsAnError() throws {
    let project = try Project(
      .init(engine: "{source: ., build: steps, steps: [[no-such-compiler, -O2]]}"))
    let call = try project.perfkit("build", exits: 1, "error")
    #expect(call.errorCodes == ["build.missing-tool"])
    #expect(call.errors.contains("'no-such-compiler' is not on PATH"))
  }

  @Test func aBuildThatLeavesNoArtefactIsIncorrect() throws {
    let project = try Self.project("true")
    let call = try project.perfkit("build", exits: 4, "incorrect")
    #expect(call.errors.contains("did not leave 'bin/demo'"))
  }

  @Test func aSecondBuildStartsNothing() throws {
    let project = try Self.project(Self.copying)
    let first = try project.perfkit("build")
    let second = try project.perfkit("build")
    #expect(project.count("builds") == 1)
    #expect(first.document["engines"]?.elements?.first?["reused"]?.flag == false)
    #expect(second.document["engines"]?.elements?.first?["reused"]?.flag == true)
    let artefact = second.document["engines"]?.elements?.first?["artefacts"]?.elements?.first
    #expect(artefact?["path"]?.text == "bin/demo")
    let digest = try project.sh("sha256sum bin/demo").prefix(64)
    #expect(artefact?["sha256"]?.text == String(digest))
  }

  @Test func namedVariablesBelongToABuild() throws {
    let project = try Self.project(Self.copying, more: ", build_environment: [DEMO_LEVEL]")
    try project.perfkit("build")
    try project.perfkit("build", setting: ["UNNAMED": "1"])
    #expect(project.count("builds") == 1)
    try project.perfkit("build", setting: ["DEMO_LEVEL": "1"])
    try project.perfkit("build", setting: ["CFLAGS": "-O1"])
    #expect(project.count("builds") == 3)
    try project.perfkit("build", setting: ["DEMO_LEVEL": "1"])
    #expect(project.count("builds") == 3)
  }

  @Test(arguments: ["demo", "./bin/demo", "bin/../bin/demo"])
  func theCopyOfAnArtefactRuns(_ word: String) throws {
    let project = try Self.project(Self.copying)
    let plan = try project.read("perfkit.yaml")
    try project.write(plan.replacing("[demo]", with: "[\(word)]"), to: "perfkit.yaml")
    let first = try project.perfkit("smoke")
    try project.write("#!/bin/sh\nexit 9\n", to: "bin/demo")
    let second = try project.perfkit("smoke")
    #expect(project.count("builds") == 1)
    #expect(first.digests == second.digests)
    #expect(try project.read("bin/demo").contains("exit 9"))
  }

  @Test func aDamagedCopyIsBuiltAgain() throws {
    let project = try Self.project(Self.copying)
    try project.perfkit("build")
    try project.sh("for f in .perfkit/build/*/artefacts/bin/demo; do echo exit 9 > $f; done")
    try project.perfkit("smoke")
    #expect(project.count("builds") == 2)
  }

  @Test func stepsRunInOrderInTheFolderOfTheEngine() throws {
    let steps = "[[sh, -c, \"pwd > one\"], [sh, -c, \"cat one; echo two > two; exit 5\"]]"
    let project = try Project(.init(engine: "{source: src, build: steps, steps: \(steps)}"))
    try project.write("", to: "src/empty")
    let call = try project.perfkit("build", exits: 4, "incorrect")
    #expect(call.errors.contains("  | \(project.folder)/src\n"))
    #expect(try project.read("src/two") == "two\n")
  }

  @Test func makeBuildsInPlace() throws {
    let project = try Project(
      .init(
        engine: "{source: ., build: make, artefacts: [bin/demo]}",
        cases: ["{name: quick, command: [./bin/demo], results: [{file: r.csv, schema: kv/1}]}"]),
      engine: Project.leaving())
    try project.write(
      "bin/demo: engine.sh\n\techo made\n\tmkdir -p bin\n\tcp engine.sh bin/demo\n", to: "Makefile")
    let call = try project.perfkit("smoke")
    #expect(try project.read("bin/demo") == project.read("engine.sh"))
    let engine = try #require(call.document["engines"]?.elements?.first)
    #expect(engine["build"]?.text == "make")
    #expect(engine["toolchain"]?.text?.contains("GNU Make") ?? false)
    #expect(try project.sh("cat .perfkit/build/*/log").contains("echo made"))
  }

  @Test func onlyNamedEnginesAreBuilt() throws {
    let project = try Project(
      .init(
        engine: """
          {source: ., build: steps, steps: [[sh, -c, "echo built >> $MARKS/demo"]]}
            other: {source: ., build: steps, steps: [[sh, -c, "echo built >> $MARKS/other"]]}
          """))
    let call = try project.perfkit("build", "other")
    #expect(call.document["engines"]?.elements?.count == 1)
    #expect(names(inFolder: project.outside) == ["other"])
    try project.perfkit("build")
    #expect(names(inFolder: project.outside) == ["demo", "other"])
  }

  @Test func aFolderThatIsNotThereIsAMistake() throws {
    let project = try Project(.init(engine: "{source: scr, build: steps, steps: []}"))
    let call = try project.perfkit("build", exits: 64, "usage")
    #expect(call.errors.contains("there is no folder 'scr'"))
  }
}
