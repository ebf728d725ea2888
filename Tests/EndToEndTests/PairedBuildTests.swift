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
}
