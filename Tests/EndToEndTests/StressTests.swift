import Glibc
import PerfJSON
import Testing

/// Engines under load, as `perfkit stress` drives them; nothing depends on how fast they answer.
@Suite struct StressTests {
  /// Answers every line.
  static let echo = """
    echo ready
    while read -r number request; do echo "$number ok"; done
    """

  /// A case under a load of one second over lines.
  static func lines(_ load: String, _ more: String = "") -> String {
    "{name: load, command: [./engine.sh], load: {drive: lines, \(load)}\(more)}"
  }

  static func project(
    _ cases: String..., suite: [String] = [], policy: [String] = [], engine: String = echo
  ) throws -> Project {
    try Project(
      Project.Plan(kind: "stress", suite: suite, cases: cases, policy: policy), engine: engine)
  }

  private static let steady = "arrivals: constant, rate: 100/s, duration: 500ms"

  @Test func aLoadIsMeasuredAndItsObjectivesAreMet() throws {
    let project = try Self.project(
      Self.lines(
        Self.steady,
        """
        , repeat: 2, objectives: ["lost = 0", "orphans = 0", "latency_p50 < 1h", "throughput > 1", \
        "backlog < 1000 for 3 windows", "processes < 50"], \
        decisions: [{when: "done >= 50 and lost = 0 or lost > 1000000", say: "all came"}, \
        {when: "done > 50", say: "too many came"}]
        """))
    let call = try project.perfkit("stress", "--no-lock")
    let entry = try #require(call.cases.first)
    #expect(entry["samples"]?["offered"]?["values"]?.elements?.compactMap(\.double) == [50, 50])
    #expect(entry["samples"]?["done"]?["values"]?.elements?.compactMap(\.double) == [50, 50])
    #expect(entry["objectives"]?.elements?.compactMap { $0["verdict"]?.text }.count == 6)
    #expect(entry["objectives"]?.elements?.allSatisfy { $0["verdict"]?.text == "pass" } == true)
    #expect(entry["conclusions"]?.elements?.compactMap { $0["say"]?.text } == ["all came"])
    #expect(call.output.contains("met     lost = 0: 0"))
    #expect(call.output.contains("all came  (done >= 50 and lost = 0 or lost > 1000000)"))
    #expect(!call.text.contains("not judged"))
    let tables = (entry["tables"]?.elements ?? []).compactMap { $0["schema"]?.text }
    #expect(
      tables.sorted() == [
        "resource-series/1", "resource-series/1", "stress-scenario/1", "stress-scenario/1",
        "throughput-series/1", "throughput-series/1",
      ])
    let run = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let folder = ".perfkit/runs/\(run)/"
    for table in entry["tables"]?.elements ?? [] {
      let file = folder + (table["file"]?.text ?? "")
      try project.perfkit("schema", "validate", table["schema"]?.text ?? "", file)
    }
    try project.perfkit("schema", "validate", "run-summary/1", folder + "run-summary.csv")
    for name in ["response.hlog", "service.hlog"] {
      let log = try project.read(folder + "cases/001-load/1/" + name)
      #expect(log.hasPrefix("#[Histogram log format version 1.2]\n"))
      #expect(log.contains(",HISTFAAA"))
    }
    #expect(try project.read(folder + "cases/001-load/0/response.hgrm").contains("#[Mean "))
  }

  @Test func theScheduleFollowsTheSeed() throws {
    let project = try Self.project(Self.lines("rate: 100/s, duration: 300ms"))
    let (first, again) = (
      try project.perfkit("stress", "--no-lock"), try project.perfkit("stress", "--no-lock")
    )
    let other = try project.perfkit("stress", "--no-lock", "--seed", "7")
    #expect(first.digests == again.digests)
    #expect(first.digests.count == 1)
    #expect(first.digests != other.digests)
  }

  @Test func aMissedObjectiveIsAFailure() throws {
    let project = try Self.project(
      Self.lines(
        Self.steady + ", window: 100ms",
        ", objectives: [\"done < 40\", \"backlog < 15 for 2 windows\", \"lost = 0\"]"),
      engine: """
        echo ready
        sleep 0.6
        while read -r number request; do echo "$number"; done
        """)
    let call = try project.perfkit("stress", "--no-lock", exits: 2, "fail")
    #expect(call.errorCodes == ["objective.missed", "objective.missed"])
    #expect(call.errors.contains("objective 'done < 40' missed: 50, margin -25.0 %"))
    #expect(call.errors.contains("objective 'backlog < 15 for 2 windows' missed:"))
    #expect(call.errors.contains("\"done < 40\""))
    #expect(call.output.contains("missed  done < 40: 50, margin -25.0 %"))
  }

  @Test func fewSamplesHaveNoP99() throws {
    let load = Self.lines(
      "arrivals: constant, rate: 400/s, duration: 500ms",
      ", objectives: [\"latency_p99 < 1h\"]")
    let call = try Self.project(load).perfkit("stress", "--no-lock", exits: 3, "inconclusive")
    #expect(call.errorCodes == ["objective.not-judged"])
    #expect(call.errors.contains("not estimable: 200 samples, p99 needs 299"))
    #expect(call.output.contains("not estimable"))
    #expect(call.cases.first?["absent"]?["latency_p99"]?.text?.contains("200 samples") == true)
    #expect(call.cases.first?["samples"]?["latency_p99"] == nil)
    #expect(call.cases.first?["samples"]?["latency_p95"] != nil)
    let warned = try Self.project(load, policy: ["inconclusive: warn"])
      .perfkit("stress", "--no-lock", exits: 0, "warn")
    #expect(warned.warningCodes == ["objective.not-judged"])
  }

  @Test func objectivesThatMeanNothingAreNamed() throws {
    let load = Self.lines(
      Self.steady,
      """
      , objectives: ["lost < 1us", "latency_p9 < 1s", "backlog < 5 for 99999 windows", \
      "lots < 5 for 3 windows"], decisions: [{when: "orders > 1", say: x}]
      """)
    let call = try Self.project(load).perfkit("stress", "--no-lock", exits: 5, "not-comparable")
    #expect(call.errors.contains("'lost' is in 'count', not in 'us'"))
    #expect(call.errors.contains("there is no metric 'latency_p9'; did you mean 'latency_p50'?"))
    #expect(call.errors.contains("there are fewer than 99999 windows"))
    #expect(call.errors.contains("there is no series 'lots'"))
    #expect(call.errors.contains("nothing is concluded from 'orders > 1'"))
    #expect(call.warningCodes == ["decision.not-judged"])
  }

  @Test func objectivesAreJudgedInEverySuite() throws {
    let plan = Project.Plan(cases: [Project.Plan.kv("quick", "objectives: [\"v < 5\"]")])
    try Project(plan, engine: Project.leaving("4")).perfkit("smoke")
    let missed = try Project(plan, engine: Project.leaving("6")).perfkit("smoke", exits: 2, "fail")
    #expect(missed.errors.contains("objective 'v < 5' missed: 6, margin -20.0 %"))
  }

  @Test func answersThatFailOrNeverComeAreCounted() throws {
    let project = try Self.project(
      Self.lines(
        Self.steady + ", drain: 300ms",
        ", objectives: [\"lost = 5\", \"failed = 5\", \"orphans = 1\", \"duplicates = 1\", "
          + "\"unreadable = 1\", \"done = 40\"]"),
      engine: """
        echo ready
        while read -r number request; do
          case $number in
            7) echo 7; echo 7; echo 999999; echo 'what?';;
            *5) ;;
            *6) echo "$number error no";;
            *) echo "$number";;
          esac
        done
        """)
    try project.perfkit("stress", "--no-lock")
  }

  @Test func requestsCarryTheirNumberOrComeFromAFile() throws {
    let engine = """
      echo ready
      while read -r number request; do
        echo "$number $request" >> "$MARKS/seen"
        echo "$number"
      done
      """
    let named = try Self.project(
      Self.lines(
        "arrivals: constant, rate: 10/s, duration: 300ms, request: 'buy ${n} of ${seed} $$'"),
      engine: engine)
    try named.perfkit("stress", "--no-lock")
    #expect(
      contents(of: named.outside + "/seen") == "0 buy 0 of 42 $\n1 buy 1 of 42 $\n2 buy 2 of 42 $\n"
    )

    let turns = Self.lines("arrivals: constant, rate: 10/s, duration: 300ms, requests: r.txt")
    let filed = try Self.project(turns, engine: engine)
    try filed.write("a b\nc\n", to: "r.txt")
    let call = try filed.perfkit("stress", "--no-lock")
    #expect(contents(of: filed.outside + "/seen") == "0 a b\n1 c\n2 a b\n")
    #expect(call.cases.first?["inputs"]?.elements?.contains { $0["path"]?.text == "r.txt" } == true)
    try filed.write("\n", to: "r.txt")
    let empty = try filed.perfkit("stress", "--no-lock", exits: 64, "usage")
    #expect(empty.errors.contains("'r.txt' holds no requests"))
    try filed.sh("rm r.txt")
    let missing = try filed.perfkit("stress", "--no-lock", exits: 64, "usage")
    #expect(missing.errors.contains("the input 'r.txt' does not exist"))
  }

  @Test func aMatrixVariesTheLoad() throws {
    let project = try Self.project(
      "{name: load, command: [./engine.sh], matrix: {rate: [50/s, 100/s], law: [constant]}, "
        + "load: {drive: lines, rate: '${rate}', arrivals: '${law}', duration: 200ms}}")
    let call = try project.perfkit("stress", "--no-lock")
    #expect(
      call.cases.compactMap { $0["samples"]?["offered"]?["values"]?.elements?.first?.double }
        == [10, 20])
  }

  @Test func stressMayHaveCasesWithoutALoad() throws {
    let project = try Self.project(Project.Plan.kv(), engine: Project.leaving())
    let call = try project.perfkit("stress", "--no-lock")
    #expect(call.document["command"]?.text == "stress")
    let none = try Project(Project.Plan(cases: [Project.Plan.kv()]), engine: Project.leaving())
      .perfkit("stress", "--no-lock", exits: 3, "missing")
    #expect(none.errors.contains("no case of kind stress is selected"))
  }
}
