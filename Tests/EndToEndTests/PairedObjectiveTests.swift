import PerfJSON
import Testing

/// Objectives of cases that are compared in pairs: the head's count.
///
/// The engine writes what it is told, so that no clock takes part.
@Suite struct PairedObjectiveTests {
  /// Leaves a latency of `$LATENCY`, and a series whose backlog is `$LATENCY` in all but one window.
  private static let engine = """
    l=${LATENCY:-10}
    printf 'scenario,seed,messages,throughput,latency_mean,latency_p50,latency_p95,latency_p99,digest\\ns,1,9,100,%s,%s,%s,%s,ab\\n' \\
      "$l" "$l" "$l" "$l" > "$PERFKIT_OUT/b.csv"
    {
      echo window,start,offered,done,failed,backlog,throughput,latency_max
      for w in 0 1 2 3; do
        b=$l; [ $w = 0 ] && b=0
        echo "$w,$w,5,5,0,$b,5,1"
      done
    } > "$PERFKIT_OUT/s.csv"
    """

  private func project(_ objectives: String, head: Int = 102, policy: [String] = []) throws
    -> Project
  {
    try Project(
      Project.Plan(
        engine: """
          {source: ., build: steps, steps: [], variants: {old: {environment: {LATENCY: "100"}}, \
          new: {environment: {LATENCY: "\(head)"}}}}
          """,
        kind: "bench", suite: ["pairs: 10"],
        cases: [
          "{name: a, command: [./engine.sh], objectives: [\(objectives)], results: ["
            + "{file: b.csv, schema: benchmark/1}, {file: s.csv, schema: throughput-series/1}]}"
        ], policy: policy), engine: Self.engine)
  }

  private func ab(
    _ project: Project, exits: Int32, _ verdict: String, more: String...
  ) throws -> Invocation {
    try project.perfkit(
      ["ab", "--no-lock", "--base-variant", "old", "--head-variant", "new"] + more, exits: exits,
      verdict)
  }

  private func row(_ call: Invocation, _ objective: String) throws -> JSON {
    try #require(
      call.document["rows"]?.elements?.first { $0["metric"]?.text == objective }, "\(call.text)")
  }

  @Test func theHeadMustMeetThem() throws {
    let call = try ab(
      try project("\"latency_p99 < 101us\", \"latency_p99 < 200us\""), exits: 2, "fail")
    let missed = try row(call, "latency_p99 < 101us")
    #expect(missed["verdict"]?.text == "fail" && missed["gating"]?.flag == true)
    #expect(missed["base"]?.double == 100 && missed["head"]?.double == 102)
    #expect(missed["notes"]?.elements?.isEmpty == true)
    #expect(try row(call, "latency_p99 < 200us")["verdict"]?.text == "pass")
    #expect(call.errorCodes == ["objective.missed"])
    #expect(call.errors.contains("a: objective 'latency_p99 < 101us' missed by the head: 102"))
    let kept = call.document["samples"]?["cases"]?.elements?.first?["objectives"]?.elements
    #expect(kept?.compactMap { $0["side"]?.text } == ["base", "base", "head", "head"])
  }

  @Test func whatTheBaseMissesIsToldAndDoesNotCount() throws {
    let better = try ab(
      try project("\"latency_p99 < 99us\"", head: 98), exits: 0, "pass")
    #expect(better.output.contains("latency_p99 < 99us: the base misses it\n"))
    let both = try ab(try project("\"latency_p99 < 99us\"", head: 100), exits: 2, "fail")
    #expect(
      try row(both, "latency_p99 < 99us")["notes"]?.elements?.compactMap(\.text)
        == ["the base misses it, too"])
  }

  @Test func windowsOfTheHeadsTablesCount() throws {
    let call = try ab(
      try project("\"backlog < 101 for 3 windows\", \"backlog < 101 for 4 windows\""), exits: 2,
      "fail")
    #expect(try row(call, "backlog < 101 for 3 windows")["verdict"]?.text == "fail")
    #expect(try row(call, "backlog < 101 for 4 windows")["verdict"]?.text == "pass")
  }

  @Test(arguments: [
    ("latenzy_p99 < 1us", 3, "missing", "there is no metric 'latenzy_p99'"),
    ("latency_p99 < 1MiB", 5, "not-comparable", "'latency_p99' is in 'us', not in 'MiB'"),
    ("backlog < 9 for 5 windows", 3, "inconclusive", "there are fewer than 5 windows"),
  ])
  func whatCannotBeJudgedIsNoPass(
    objective: String, status: Int32, verdict: String, note: String
  ) throws {
    let call = try ab(try project("\"\(objective)\""), exits: status, verdict)
    #expect(call.errorCodes == ["objective.not-judged"])
    #expect(call.text.contains(note))
    let message = call.document["errors"]?.elements?.first?["message"]?.text ?? ""
    #expect(
      message.hasPrefix("a: objective '\(objective)' could not be judged of the head: \(note)"))
  }

  @Test func thePolicyMayLetAnUndecidedOnePass() throws {
    let call = try ab(
      try project("\"backlog < 9 for 5 windows\"", policy: ["inconclusive: warn"]), exits: 0,
      "warn")
    #expect(call.errorCodes.isEmpty)
  }

  @Test func aConfirmingBatchCountsAsWell() throws {
    let project = try project("\"latency_p99 <= 150us\"", head: 150)
    try project.write(
      "#!/bin/sh\necho >> \"$MARKS/runs\"\nn=$(wc -l < \"$MARKS/runs\")\n"
        + "[ $LATENCY = 150 ] && [ $n -gt 30 ] && LATENCY=151\n" + Self.engine + "\n",
      to: "engine.sh")
    let call = try ab(project, exits: 2, "fail")
    #expect(call.document["samples"]?["batches"]?.elements?.count == 2)
    #expect(try row(call, "latency_p99 <= 150us")["head"]?.double == 151)
  }

  @Test func theyAreReplayed() throws {
    let project = try project("\"latency_p99 < 101us\"")
    let ended = try project.start(
      ["ab", "--json", "--no-lock", "--base-variant", "old", "--head-variant", "new"]
    ).wait()
    try project.write(ended.output, to: "c.json")
    let again = try project.start(["compare", "--json", "--replay", "c.json"]).wait()
    #expect(again.output == ended.output && again.status == 2)
  }
}
