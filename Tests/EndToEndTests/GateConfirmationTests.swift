import PerfJSON
import Testing

/// Failures under `stored: gate`, which pairs with the baseline's revision confirm or clear.
///
/// The engine writes the values, so that no clock takes part.
@Suite struct GateConfirmationTests {
  private static let file = "release/baselines/main/main.json"

  /// A repository whose baseline was recorded at its first commit, with eight sessions an hour
  /// apart, all of them `faster` times as fast as what was recorded.
  private func gated(faster: Int = 1) throws -> Project {
    let case_ =
      "{name: quick, command: [\"./engine.sh\"], runs: 10, pairs: 10, "
      + "results: [{file: b.csv, schema: benchmark/1}]}"
    let plan = Project.Plan(
      kind: "bench", suite: ["baseline: main"], cases: [case_], policy: ["stored: gate"])
    let project = try Project(plan, engine: "cp \"${0%/*}/b.csv\" \"$PERFKIT_OUT\"")
    try write(project, slower: 1)
    try project.write(".perfkit/\n", to: ".gitignore")
    try project.commitAll()
    try project.perfkit("bench", "--no-lock", exits: 3, "missing")
    try project.perfkit("baseline", "record", "main")
    try project.sh(
      """
      python3 - <<'END'
      import json
      baseline = json.load(open("\(Self.file)"))
      session = baseline["sessions"][0]
      for metric, values in session["samples"]["quick"].items():
          factor = 1 / \(faster) if metric.startswith("latency") else \(faster)
          session["samples"]["quick"][metric] = [value * factor for value in values]
      baseline["sessions"] = [
          dict(session, when=f"2026-01-01T{hour:02}:00:00Z") for hour in range(8)
      ]
      json.dump(baseline, open("\(Self.file)", "w"))
      END
      """)
    return project
  }

  private func write(_ project: Project, slower: Int) throws {
    try project.write(
      """
      scenario,seed,messages,throughput,latency_mean,latency_p50,latency_p95,latency_p99,digest
      base,42,100,\(1000 / slower),\(10 * slower),\(10 * slower),\(10 * slower),\(10 * slower),ab

      """, to: "b.csv")
  }

  @Test func pairsConfirmARealRegression() throws {
    let project = try gated()
    try write(project, slower: 20)
    let call = try project.perfkit("bench", "--no-lock", exits: 2, "fail")
    let row = try call.row("latency_p99")
    #expect(row["verdict"]?.text == "fail" && row["pairs"]?.integer == 10)
    let notes = (row["notes"]?.elements ?? []).compactMap(\.text)
    #expect(notes.first == "first batch: fail")
    #expect(notes.last?.hasPrefix("in pairs with ") == true)
    #expect(call.output.contains("confirming in pairs with the baseline's revision"))
    let kept = try project.sh("cat .perfkit/runs/*/confirmation.json")
    #expect(kept.contains("\"perfkit-comparison/1\""))
  }

  @Test func pairsClearWhatOnlyTheDayMadeSlower() throws {
    let project = try gated(faster: 20)
    let call = try project.perfkit("bench", "--no-lock", exits: 0, "pass")
    let row = try call.row("latency_p99")
    #expect(row["verdict"]?.text == "pass" && row["change_percent"]?.double == 0)
  }

  @Test func aBaselineOfUncommittedSourcesCannotBeConfirmed() throws {
    let project = try gated()
    try write(project, slower: 20)
    try project.sh("sed -i 's/\"dirty\": false/\"dirty\": true/' \(Self.file)")
    let call = try project.perfkit("bench", "--no-lock", exits: 3, "inconclusive")
    #expect(call.errors.contains("fail not confirmed"))
  }
}
