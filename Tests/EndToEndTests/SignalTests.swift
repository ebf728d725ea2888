import Glibc
import PerfJSON
import Testing

@Suite struct SignalTests {
  /// A program that does not want to end, and touches `up` when all of it is there.
  ///
  /// It ignores signals, and so does a session of its own; an orphan runs beside it.
  static let stubborn = """
    trap '' TERM INT HUP
    setsid sh -c 'trap "" TERM; touch "$MARKS/session"; sleep 1000' &
    ( (touch "$MARKS/orphan"; sleep 1000) & )
    until [ -e "$MARKS/session" ] && [ -e "$MARKS/orphan" ]; do sleep 0.01; done
    touch "$MARKS/up"
    while :; do sleep 1000; done
    """

  /// A signal with the status perfkit ends with.
  struct Stop: Sendable {
    let signal: Int32
    let status: Int32
  }

  static let stops = [
    Stop(signal: SIGINT, status: 130), Stop(signal: SIGTERM, status: 143),
    Stop(signal: SIGHUP, status: 143),
  ]

  private func expectInterrupted(_ project: Project, _ arguments: [String], by stop: Stop) throws {
    let file = project.root + "/document.json"
    let child = try project.start(arguments + ["--output", file])
    try child.wait(forFile: project.outside + "/up")
    child.send(stop.signal)
    let ended = try child.wait()
    project.expectNothingLeft()
    #expect(ended.status == stop.status, "\(ended.errors)")
    let document = try JSON.parse(Array(try #require(contents(of: file)).utf8))
    for document in [document, try project.json(".perfkit/last.json")] {
      #expect(document["exit"]?.integer == Int64(stop.status))
      #expect(document["verdict"]?.text == "interrupted")
    }
  }

  @Test(arguments: stops) func endsARun(_ stop: Stop) throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv("a", runs: 3), Project.Plan.kv("b")]), engine: Self.stubborn)
    try expectInterrupted(project, ["smoke"], by: stop)
  }

  @Test(arguments: stops) func endsABuild(_ stop: Stop) throws {
    let project = try BuildTests.project(Self.stubborn)
    try expectInterrupted(project, ["build"], by: stop)
    try project.write("#!/bin/sh\n" + BuildTests.copying, to: "build.sh")
    try project.perfkit("smoke")
  }

  @Test func endsABuildOfARef() throws {
    let project = try BuildTests.project(Self.stubborn)
    try project.commitAll()
    try expectInterrupted(project, ["smoke", "--ref", "main"], by: Self.stops[0])
  }

  @Test func anInterruptedRunIsNotComparedAndNoBaseline() throws {
    let engine = "[ $PERFKIT_CASE = a ] || { touch \"$MARKS/up\"; exec sleep 1000; }; "
    let project = try Project(
      .init(suite: ["baseline: main"], cases: ["a", "b", "c"].map { Project.Plan.kv($0) }),
      engine: engine + Project.leaving())
    let file = project.root + "/document.json"
    let child = try project.start(["smoke", "--output", file])
    try child.wait(forFile: project.outside + "/up")
    child.send(SIGINT)
    #expect(try child.wait().status == 130)
    let document = try JSON.parse(Array(try #require(contents(of: file)).utf8))
    let outcomes = document["cases"]?.elements?.map { $0["outcome"]?.text }
    #expect(outcomes == ["passed", "interrupted"])
    #expect(document["comparison"] == nil)
    let id = try #require(document["id"]?.text)
    try project.perfkit("baseline", "record", "main", "--run", id, exits: 130, "interrupted")
  }

  @Test func aSecondSignalEndsAtOnce() throws {
    let project = try Project(.init(), engine: Self.stubborn)
    // The first one would end it too, after half a second and with a document: on a busy machine
    // the second may come too late, but not every time.
    let endedAtOnce = try (0..<8).contains { attempt in
      let file = project.root + "/\(attempt).json"
      try project.sh("rm -f '\(project.outside)'/*")
      let child = try project.start(["smoke", "--output", file])
      try child.wait(forFile: project.outside + "/up")
      // What arrives within 200 ms counts as the same request, so it is sent until it is heard.
      _ = patiently {
        child.send(SIGINT)
        usleep(20_000)
        return child.hasEnded
      }
      #expect(try child.wait().status == 130)
      return contents(of: file) == nil
    }
    #expect(endedAtOnce)
    try project.write("#!/bin/sh\n" + Project.leaving(), to: "engine.sh")
    try project.perfkit("smoke")
  }

  @Test func theNextRunTidiesUpAfterAKilledOne() throws {
    let project = try Project(.init(), engine: Self.stubborn)
    let child = try project.start(["smoke"])
    try child.wait(forFile: project.outside + "/up")
    child.send(SIGKILL)
    #expect(try child.wait().status == -SIGKILL)
    #expect(project.scratchFolders.count == 1)
    #expect(!project.processes.isEmpty)
    try project.write("#!/bin/sh\n" + Project.leaving(), to: "engine.sh")
    try project.perfkit("smoke")
  }

  @Test func theFolderOfARunningPerfkitIsLeftAlone() throws {
    let engine = "[ $PERFKIT_CASE = a ] && { touch \"$MARKS/up\"; exec sleep 1000; }; "
    let project = try Project(
      .init(cases: [Project.Plan.kv("a"), Project.Plan.kv("b")]),
      engine: engine + Project.leaving())
    let first = try project.start(["smoke", "--case", "a"])
    try first.wait(forFile: project.outside + "/up")
    let second = try project.start(["smoke", "--case", "b"]).wait()
    #expect(second.status == 0)
    #expect(project.scratchFolders.count == 1)
    #expect(!first.hasEnded)
    first.send(SIGTERM)
    #expect(try first.wait().status == 143)
    project.expectNothingLeft()
  }
}
