import PerfBuild
import PerfFiles
import PerfModel
import Testing

@Suite struct FailureTests {
  private func problem(
    _ engine: Engine, in project: borrowing Project, environment: [String] = ["PATH=/usr/bin:/bin"]
  ) throws -> Problem {
    do throws(BuildError) {
      _ = try project.build(engine, environment: environment)
    } catch {
      return error.problem
    }
    Issue.record("the build did not fail")
    return Problem("none", "none")
  }

  @Test func theLastLinesOfTheLogAreShown() throws {
    let project = try Project()
    let found = try problem(
      project.engine(["seq 1 100; echo oops >&2; exit 3", "echo never"]), in: project)
    #expect(found.code == "build.failed" && found.verdict == .incorrect)
    let lines = found.message.split(separator: "\n").map(String.init)
    #expect(
      lines.first
        == "engine 'demo' does not build: /bin/sh -c seq 1 100; echo oops >&2; exit 3 ended with status 3"
    )
    #expect(lines.count == 21 && lines.last == "  | oops" && lines[1] == "  | 82")
    let log = try #require(found.hint?.split(separator: " ").last.map(String.init))
    #expect(try File.read(log).count > 290)
    #expect(!String(decoding: try File.read(log), as: UTF8.self).contains("never"))
  }

  @Test func aLaterStepHasItsOwnLog() throws {
    let project = try Project()
    let found = try problem(
      project.engine(["echo first", "echo second; kill -9 $$"]), in: project)
    #expect(found.message.contains("was killed by signal 9"))
    #expect(found.message.hasSuffix("\n  | second"))
  }

  @Test func logsOfAllStepsAreJoined() throws {
    let project = try Project()
    let built = try project.build(
      project.engine(["echo one", "echo two >&2", "echo three"], artefacts: []))
    #expect(String(decoding: try File.read(built.log), as: UTF8.self) == "one\ntwo\nthree\n")
  }

  @Test func whatTheBuildMustLeaveIsNamed() throws {
    let project = try Project()
    let found = try problem(project.engine(["true"], artefacts: ["bin/demo"]), in: project)
    #expect(found.code == "build.missing-artefact" && found.verdict == .incorrect)
    #expect(found.message == "the build of engine 'demo' did not leave 'bin/demo'")
    let folder = try problem(project.engine(["mkdir -p out"], artefacts: ["out"]), in: project)
    #expect(folder.code == "build.missing-artefact")
  }

  @Test func toolsAndFoldersThatAreNotThereAreNamed() throws {
    let project = try Project()
    let tool = try problem(
      project.engine([]) { $0.steps = [["perfkit-no-such-tool", "x"]] }, in: project)
    #expect(tool.code == "build.missing-tool" && tool.verdict == .error)
    #expect(tool.message == "cannot build engine 'demo': 'perfkit-no-such-tool' is not on PATH")
    let local = try problem(project.engine([]) { $0.steps = [["./build.sh"]] }, in: project)
    #expect(local.code == "build.missing-tool")
    let source = try problem(project.engine(["true"]) { $0.source = "nowhere" }, in: project)
    #expect(source.code == "build.missing-source" && source.verdict == .usage)
    #expect(source.message == "engine 'demo': there is no folder 'nowhere'")
  }

  @Test func stepsRunInTheEnginesFolderWithTheCallersEnvironment() throws {
    let project = try Project()
    try project.write("#!/bin/sh\npwd > place\nprintf %s \"$COLOUR\" > colour\n", to: "build.sh")
    try File.write(
      try File.read(project.folder + "/source/build.sh"), to: project.folder + "/source/build.sh",
      mode: 0o755)
    _ = try project.build(
      project.engine([], artefacts: ["place"]) { $0.steps = [["./build.sh"]] },
      environment: ["PATH=/usr/bin:/bin", "COLOUR=red"])
    #expect(project.text("place") == (File.resolved(project.folder + "/source") ?? "") + "\n")
    #expect(project.text("colour") == "red")
  }
}
