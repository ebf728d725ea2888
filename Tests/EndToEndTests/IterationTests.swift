import PerfJSON
import Testing

/// Tables with a key column `iteration`: one number a run, warm-up kept apart.
@Suite struct IterationTests {
  private static let case_ =
    "{name: loop, command: [./engine.sh], repeat: 2, results: [{file: i.csv, schema: iterations/1}]}"

  /// An engine that leaves 60 slow iterations and then `steady` ones around `time`.
  private func project(_ steady: Int, policy: [String] = []) throws -> Project {
    let script = """
      awk -v n=\(steady) -v time="${TIME:-100}" -v run="$PERFKIT_RUN" 'BEGIN {
        print "operation,iteration,time"
        for (i = 0; i < n + 60; i++) {
          noise = ((i * 7919 + run * 13) % 11) / 10
          print "insert," i "," (i < 60 ? 5 * time + noise : time + noise)
        }
      }' > "$PERFKIT_OUT/i.csv"
      """
    return try Project(
      Project.Plan(
        engine: """
          {source: ., build: steps, steps: [], variants: {old: {environment: {TIME: "100"}}, new: {environment: {TIME: "112"}}}}
          """, kind: "bench", suite: ["pairs: 8"], cases: [Self.case_], policy: policy),
      engine: script)
  }

  private func ab(_ project: Project, exits: Int32, _ verdict: String) throws -> Invocation {
    try project.perfkit(
      "ab", "--no-lock", "--base-variant", "old", "--head-variant", "new", exits: exits, verdict)
  }

  private func row(_ call: Invocation, _ metric: String) -> JSON? {
    call.document["rows"]?.elements?.first { $0["metric"]?.text == metric }
  }

  @Test func aRunIsOneNumberAndItsWarmUpAnother() throws {
    let call = try project(500).perfkit("bench", "--no-lock", exits: 0, "pass")
    let samples = try #require(call.cases.first?["samples"])
    #expect(samples["time_p50"]?["values"]?.elements?.count == 2)
    #expect(try #require(samples["time_p50"]?["values"]?.elements?.first?.double) < 102)
    #expect(try #require(samples["time_cold"]?["values"]?.elements?.first?.double) > 400)
    #expect(samples["time_p50"]?["gating"]?.flag == true)
    #expect(samples["time_p99"]?["gating"]?.flag == false)
    #expect(samples["time[insert,3]"] == nil)
  }

  @Test func mediansDecideAndPercentilesAreShown() throws {
    let call = try ab(try project(500), exits: 0, "warn")
    #expect(row(call, "time_p50")?["verdict"]?.text == "warn")
    #expect(row(call, "time_p99")?["gating"]?.flag == false)
    let notes = (call.document["notes"]?.elements ?? []).compactMap(\.text)
    #expect(notes.contains { $0.contains("loop time: warm-up of") && $0.contains("kept apart") })
  }

  @Test func aPercentileNeedsItsSamples() throws {
    let policy = ["rules: [{metric: time_p99, gate: true}]"]
    let few = try ab(try project(120, policy: policy), exits: 3, "inconclusive")
    let note = row(few, "time_p99")?["notes"]?.elements?.first?.text ?? ""
    #expect(note.contains("not estimable") && note.contains("p99 needs 299"))
    let enough = try ab(try project(500, policy: policy), exits: 0, "warn")
    #expect(row(enough, "time_p99")?["verdict"]?.text == "warn")
    let notes = (row(enough, "time_p99")?["notes"]?.elements ?? []).compactMap(\.text)
    #expect(notes.contains { $0.contains("mostly out of reach") })
  }

  @Test func whatIsNotAskedForIsNotMissed() throws {
    let call = try ab(try project(120), exits: 0, "warn")
    #expect(row(call, "time_p99") == nil && row(call, "time_p95") != nil)
  }
}
