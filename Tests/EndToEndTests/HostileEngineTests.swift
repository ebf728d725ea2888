import Glibc
import PerfJSON
import Testing

/// Engines that leave or print what no engine should.
@Suite struct HostileEngineTests {
  /// What an engine puts in the place of `r.csv`, with the status perfkit ends with.
  struct Place: CustomTestStringConvertible, Sendable {
    let name: String
    let script: String
    let status: Int32
    let verdict: String
    var testDescription: String { name }
  }

  static let places = [
    Place(name: "pipe", script: "mkfifo $F", status: 3, verdict: "missing"),
    Place(name: "folder", script: "mkdir $F", status: 3, verdict: "missing"),
    Place(name: "dangling link", script: "ln -s nowhere $F", status: 3, verdict: "missing"),
    Place(
      name: "no UTF-8", script: "printf 'k,v\\n\\377,1\\n' > $F", status: 4, verdict: "incorrect"),
    Place(
      name: "an open quote", script: "printf 'k,v\\n\"a,1\\n' > $F", status: 4, verdict: "incorrect"
    ),
    Place(name: "a short row", script: "printf 'k,v\\na\\n' > $F", status: 4, verdict: "incorrect"),
  ]

  @Test(arguments: places) func resultsInAnOddFormAreRefused(_ place: Place) throws {
    let project = try Project(.init(), engine: "F=\"$PERFKIT_OUT/r.csv\"; \(place.script)")
    let call = try project.perfkit("smoke", exits: place.status, place.verdict)
    #expect(call.errors.contains("quick: run 0: r.csv"))
  }

  @Test func foldersThatCannotBeEnteredAreRemoved() throws {
    let project = try Project(
      .init(),
      engine: "mkdir -p a/b \"$TMPDIR/c\"; touch a/b/f; chmod 0 a/b a \"$TMPDIR/c\"; "
        + Project.leaving())
    try project.perfkit("smoke")
  }

  @Test func aLinkInTheScratchFolderIsNotFollowed() throws {
    let project = try Project(
      .init(), engine: "ln -s \"$MARKS\" link; ln -s / \"$HOME/root\"; " + Project.leaving())
    try project.sh("touch '\(project.outside)/precious'")
    try project.perfkit("smoke")
    #expect(names(inFolder: project.outside) == ["precious"])
  }

  @Test func anEngineMayRemoveItsOwnFolder() throws {
    let project = try Project(.init(), engine: "cd /; rm -rf \"${PERFKIT_OUT%/out}\"")
    try project.perfkit("smoke", exits: 3, "missing")
  }

  @Test func muchOutputDoesNotStopIt() throws {
    let project = try Project(
      .init(),
      engine: "head -c 100000000 /dev/zero; yes | head -c 9000000 >&2; " + Project.leaving())
    try project.perfkit("smoke")
  }

  @Test func outputThatIsNoTextIsShown() throws {
    let project = try Project(.init(), engine: "printf '\\377\\033[31m\\000end'; exit 1")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errors.contains("end"))
    #expect(!call.errors.contains("\u{1B}"))
  }

  @Test func resultsMayLieInFolders() throws {
    let case_ = Project.Plan.engine(
      "matrix: {name: [x/y, 'a b', ünï]}", "results: [{file: \"${name}/r.csv\", schema: kv/1}]")
    let project = try Project(
      .init(cases: [case_]),
      engine: """
        name=${PERFKIT_CASE#*=}; mkdir -p "$PERFKIT_OUT/$name"
        printf 'k,v\\na,1\\n' > "$PERFKIT_OUT/$name/r.csv"
        """)
    let call = try project.perfkit("smoke")
    #expect(call.digests.count == 3)
    #expect(
      call.cases.map { $0["name"]?.text } == ["quick/name=x/y", "quick/name=a b", "quick/name=ünï"])
  }

  @Test func foldersWithSpacesWillDo() throws {
    let project = try Project()
    let plan = Project.Plan().text(marks: project.outside)
    try project.write(plan, to: "a b/'c'/perfkit.yaml")
    try project.write("#!/bin/sh\n" + Project.leaving(), to: "a b/'c'/engine.sh")
    mkdir(project.temporary + "/t $(x)", 0o700)
    try project.perfkit(
      "smoke", below: "/a b/'c'", setting: ["TMPDIR": project.temporary + "/t $(x)"],
      keepsState: false)
    #expect(names(inFolder: project.temporary + "/t $(x)") == [])
  }

  @Test func aTemporaryFolderThatIsNotThereIsAnError() throws {
    let project = try Project(.init(), engine: Project.leaving())
    let call = try project.perfkit(
      "smoke", exits: 1, "error", setting: ["TMPDIR": project.root + "/none"])
    #expect(call.errors.contains(project.root + "/none"))
  }

  @Test func runsAtTheSameTimeDoNotDisturbEachOther() throws {
    let project = try Project(
      .init(cases: ["a", "b"].map { Project.Plan.kv($0, runs: 5) }), engine: Project.leaving())
    let children = try (0..<4).map { _ in try project.start(["smoke"]) }
    for child in children {
      let ended = try child.wait()
      #expect(ended.status == 0, "\(ended.errors)")
    }
    project.expectNothingLeft()
    #expect(names(inFolder: project.folder + "/.perfkit/runs").count == 4)
  }
}
