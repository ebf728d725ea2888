import PerfJSON
import Testing

@Suite struct RefBuildTests {
  /// A repository with tag `v1`, then another engine, then uncommitted, staged and new files.
  private func dirty(more: String = "") throws -> Project {
    let project = try BuildTests.project(BuildTests.copying, more: more)
    try project.write("bin/\n.perfkit/\n", to: ".gitignore")
    try project.commitAll()
    try project.sh("git tag v1")
    try project.write("#!/bin/sh\n" + Project.leaving("2"), to: "engine.sh")
    try project.commitAll("second")
    try project.write("#!/bin/sh\n" + Project.leaving("3"), to: "engine.sh")
    try project.write("staged\n", to: "staged")
    try project.sh("git add staged")
    try project.write("new\n", to: "new")
    return project
  }

  /// Everything that a build of a ref must not touch.
  private func picture(_ project: Project) throws -> String {
    try project.sh(
      """
      export GIT_OPTIONAL_LOCKS=0
      sha256sum .git/index .git/HEAD; git status --porcelain=v2 --branch; git stash list
      git for-each-ref; find . -path ./.perfkit -prune -o -type f -printf '%p %m %T@ %s\\n' | sort
      """)
  }

  @Test func theWorkTreeIsNotTouched() throws {
    let project = try dirty()
    let before = try picture(project)
    let call = try project.perfkit("smoke", "--ref", "v1")
    #expect(try picture(project) == before)
    let commit = try project.sh("git rev-parse v1").prefix(40)
    let tree = try project.sh("git rev-parse v1^{tree}").prefix(40)
    let revision = try #require(call.document["revision"])
    #expect(revision["commit"]?.text == String(commit))
    #expect(revision["tree"]?.text == String(tree))
    #expect(revision["dirty"]?.flag == false)
    #expect(project.count("builds") == 1)
  }

  @Test func everyRefHasItsOwnSources() throws {
    let project = try dirty()
    var values: [Double?] = []
    for arguments in [["--ref", "v1"], ["--ref", "main"], []] {
      let call = try project.perfkit(["smoke"] + arguments)
      let samples = try #require(call.cases.first?["samples"])
      values.append(samples["v"]?["values"]?.elements?.first?.double)
    }
    #expect(values == [1, 2, 3])
  }

  @Test func aSecondBuildOfTheSameRefStartsNothing() throws {
    let project = try dirty()
    let first = try project.perfkit("build", "--ref", "v1")
    let commit = String(try project.sh("git rev-parse v1").prefix(12))
    let second = try project.perfkit("build", "--ref", commit)
    #expect(project.count("builds") == 1)
    #expect(second.document["engines"]?.elements?.first?["reused"]?.flag == true)
    #expect(first.document["content"] == second.document["content"])
  }

  @Test func thePlanIsThatOfTheWorkTree() throws {
    let project = try dirty()
    let plan = try project.read("perfkit.yaml").replacing("name: quick", with: "name: renamed")
    try project.write(plan, to: "perfkit.yaml")
    let call = try project.perfkit("smoke", "--ref", "v1")
    #expect(call.cases.map { $0["name"]?.text } == ["renamed"])
  }

  @Test func anOlderRecipeCanBeDeclared() throws {
    let project = try dirty(
      more:
        ", at: {\"v*\": {steps: [[sh, -c, \"mkdir bin; cp engine.sh bin/old\"]], artefacts: [bin/old]}}"
    )
    let call = try project.perfkit("build", "--ref", "v1")
    let artefact = call.document["engines"]?.elements?.first?["artefacts"]?.elements?.first
    #expect(artefact?["path"]?.text == "bin/old")
    #expect(project.count("builds") == 0)
  }

  @Test func anUnknownRefIsWrongUsage() throws {
    let project = try dirty()
    try project.sh("git branch release-1")
    let call = try project.perfkit("build", "--ref", "relase-1", exits: 64, "usage")
    #expect(call.errorCodes == ["git.unknown-ref"])
    #expect(call.errors.contains("relase-1"))
    #expect(call.errors.contains("release-1"))
    try project.perfkit("smoke", "--ref", "deadbeef", exits: 64, "usage")
  }

  @Test func refsNeedARepository() throws {
    let project = try BuildTests.project(BuildTests.copying)
    let call = try project.perfkit("build", "--ref", "v1", exits: 64, "usage")
    #expect(call.errorCodes == ["git.no-repository"])
  }

  @Test func aFailingBuildOfARefIsIncorrect() throws {
    let project = try dirty()
    try project.write("#!/bin/sh\nexit 3\n", to: "build.sh")
    try project.commitAll("broken")
    try project.sh("git tag v2; git checkout -q v1 -- build.sh")
    let before = try picture(project)
    let call = try project.perfkit("build", "--ref", "v2", exits: 4, "incorrect")
    #expect(call.errors.contains("ended with status 3"))
    #expect(try picture(project) == before)
    try project.perfkit("build")
  }

  @Test func theWorkTreeSaysWhetherItIsDirty() throws {
    let project = try dirty()
    #expect(try project.perfkit("smoke").document["revision"]?["dirty"]?.flag == true)
    try project.commitAll("clean")
    #expect(try project.perfkit("smoke").document["revision"]?["dirty"]?.flag == false)
  }
}
