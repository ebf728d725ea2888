import Glibc
import PerfJSON
import Testing

@Suite struct EndingTests {
  @Test func aCrashIsIncorrect() throws {
    let project = try Project(.init(cases: [Project.Plan.kv(runs: 3)]), engine: "kill -SEGV $$")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errors.contains("quick: run 0: was killed by signal 11 "))
    let runs = try #require(call.cases.first?["runs"]?.elements)
    #expect(runs.count == 1)
    #expect(runs.first?["signal"]?.integer == 11)
    #expect(runs.first?["exit"] == .null)
    #expect(runs.first?["outcome"]?.text == "crashed")
  }

  @Test func anUnexpectedStatusShowsTheLastOutput() throws {
    let project = try Project(
      .init(), engine: "seq 1000; echo 'book is crossed' >&2; exit 7")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errors.contains("run 0: ended with status 7"))
    #expect(call.errors.contains("  | 1000\n  | book is crossed"))
    #expect(!call.errors.contains("  | 900\n"))
    #expect(call.cases.first?["runs"]?.elements?.first?["exit"]?.integer == 7)
    let path = try #require(
      call.errors.split(separator: "\n").first { $0.contains("full output: ") }?
        .split(separator: " ").last)
    #expect(try project.read(String(path)).hasPrefix("1\n2\n3\n"))
  }

  @Test func anotherStatusCanBeExpected() throws {
    let project = try Project(
      .init(cases: [
        Project.Plan.engine("expect_exit: [3, 4]", name: "refuses"),
        Project.Plan.engine("expect_exit: [0]", name: "accepts"),
      ]), engine: "exit 3")
    try project.perfkit("smoke", "--case", "refuses")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.cases.map { $0["outcome"]?.text } == ["passed", "failed"])
  }

  @Test func nothingOfAnEndlessEngineSurvivesItsTimeout() throws {
    let engine = """
      trap '' TERM INT HUP
      setsid sh -c 'trap "" TERM; touch "$MARKS/session"; sleep 1000' &
      ( (touch "$MARKS/orphan"; sleep 1000) & )
      until [ -e "$MARKS/session" ] && [ -e "$MARKS/orphan" ]; do sleep 0.01; done
      while :; do sleep 1000; done
      """
    let project = try Project(.init(), engine: engine)
    let started = ContinuousClock.now
    let call = try project.perfkit("smoke", "--timeout", "500ms", exits: 4, "incorrect")
    #expect(ContinuousClock.now - started < .seconds(20))
    #expect(names(inFolder: project.outside) == ["orphan", "session"])
    #expect(call.errors.contains("quick: run 0: did not end within 500ms"))
    #expect(call.cases.first?["outcome"]?.text == "timed-out")
  }

  @Test func aBackgroundProcessEndsWithItsRunAndIsAWarning() throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv(runs: 2)]),
      engine: "setsid sleep 1000 & sleep 1000 & " + Project.leaving())
    let call = try project.perfkit("smoke", exits: 0, "warn")
    #expect(call.errors.contains("warning: quick: a run ended and left 2 processes running"))
    try project.perfkit("smoke", "--strict", exits: 2, "fail")
  }

  @Test func theDeclaredTimeoutCounts() throws {
    let project = try Project(
      .init(cases: [
        Project.Plan.engine("timeout: 100ms", name: "slow"), Project.Plan.engine(name: "fast"),
      ]),
      engine: "[ $PERFKIT_CASE = fast ] || exec sleep 1000")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.cases.map { $0["outcome"]?.text } == ["timed-out", "passed"])
    #expect(call.errors.contains("within 100ms"))
  }
}
