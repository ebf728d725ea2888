import PerfJSON
import Testing

/// Overhead targets, ladders of seeds and iterations within runs, all with values that the engine
/// writes, so that no clock takes part.
@Suite struct PairedGroupTests {
  private static let schema = "results: [{file: b.csv, schema: benchmark/1}]"

  /// An engine that leaves a row of benchmark/1 with a latency of `$LATENCY`, times 2 in case b.
  private static let engine = """
    l=${LATENCY:-10}
    case "$PERFKIT_CASE" in b*) l=$((l * 2)) ;; esac
    t=$((100000 / l))
    printf 'scenario,seed,messages,throughput,latency_mean,latency_p50,latency_p95,latency_p99,digest\\ns,1,9,%s,%s,%s,%s,%s,ab\\n' \\
      "$t" "$l" "$l" "$l" "$l" > "$PERFKIT_OUT/b.csv"
    """

  private func variants(_ decimal: Int, _ overheads: String) throws -> Project {
    try Project(
      Project.Plan(
        engine: """
          {source: ., build: steps, steps: [], variants: {float: {environment: {LATENCY: "100"}}, decimal: {environment: {LATENCY: "\(decimal)"}}}}
          """,
        kind: "bench",
        suite: ["pairs: 8", "overheads: [\(overheads)]"],
        cases: [
          "{name: a, command: [./engine.sh], \(Self.schema)}",
          "{name: b, command: [./engine.sh], \(Self.schema)}",
        ], policy: ["rules: [{metric: throughput, gate: false}, {metric: latency_p*, gate: false}]"]
      ),
      engine: Self.engine)
  }

  private func ab(_ project: Project, exits: Int32, _ verdict: String) throws -> Invocation {
    try project.perfkit(
      "ab", "--no-lock", "--base-variant", "float", "--head-variant", "decimal", exits: exits,
      verdict)
  }

  private func rows(_ call: Invocation, _ name: String) -> [JSON] {
    (call.document["rows"]?.elements ?? []).filter { $0["case"]?.text == name }
  }

  private func notes(_ row: JSON?) -> [String] {
    (row?["notes"]?.elements ?? []).compactMap(\.text)
  }

  // MARK: Overheads

  private func target(_ percent: Int, _ average: String = "plain") -> String {
    "{variant: decimal, against: float, metric: latency_mean, at_most: \(percent)%, average: \(average)}"
  }

  @Test func anOverheadWithinItsTargetPassesWhateverThePolicySays() throws {
    let call = try ab(try variants(125, target(30)), exits: 0, "pass")
    let row = try #require(rows(call, "overhead:decimal/float").first)
    #expect(row["verdict"]?.text == "pass" && row["gating"]?.flag == true)
    #expect(abs(try #require(row["change_percent"]?.double) - 25) < 0.01)
    #expect(notes(row) == ["at most 30 %", "mean of 2 cases"])
    let own = rows(call, "a").first { $0["metric"]?.text == "latency_mean" }
    #expect(own?["gating"]?.flag == false && own?["verdict"] == .null)
  }

  @Test(arguments: ["plain", "weighted"])
  func anOverheadBeyondItsTargetFailsTwice(_ average: String) throws {
    let call = try ab(try variants(125, target(10, average)), exits: 2, "fail")
    let row = try #require(rows(call, "overhead:decimal/float").first)
    #expect(notes(row).contains("first batch: fail"))
    #expect(notes(row).contains("\(average == "plain" ? "mean" : "weighted mean") of 2 cases"))
    #expect(call.document["samples"]?["batches"]?.elements?.count == 2)
    #expect(call.errors.contains("overhead:decimal/float: latency_mean changed by +25.0 %"))
  }

  @Test func targetsOfOtherVariantsHaveNoPart() throws {
    let project = try variants(125, target(30))
    let call = try project.perfkit(
      "ab", "--no-lock", "--base-variant", "decimal", "--head-variant", "float", exits: 0,
      "improved")
    #expect(rows(call, "overhead:decimal/float").isEmpty)
  }

  @Test func aComparisonWithTargetsIsReplayed() throws {
    let project = try variants(125, target(10))
    let ended = try project.start(
      ["ab", "--json", "--no-lock", "--base-variant", "float", "--head-variant", "decimal"]
    ).wait()
    try project.write(ended.output, to: "c.json")
    let again = try project.start(["compare", "--json", "--replay", "c.json"]).wait()
    #expect(again.output == ended.output && again.status == 2)
  }

  // MARK: Groups

  private func ladder(_ policy: [String] = []) throws -> Project {
    let project = try Project(
      Project.Plan(
        engine: """
          {source: ., build: steps, steps: [], variants: {float: {environment: {LATENCY: "100"}}, decimal: {environment: {LATENCY: "112"}}}}
          """, kind: "bench", suite: ["pairs: 10"],
        cases: ["{name: a, command: [./engine.sh], \(Self.schema)}"], policy: policy),
      engine: Self.engine)
    let plan = try project.read("perfkit.yaml")
    try project.write(
      plan.replacing("    seed: 42\n", with: "    seeds: [1, 2, 3]\n"), to: "perfkit.yaml")
    return project
  }

  @Test func aLadderOfSeedsIsAGroup() throws {
    let call = try ab(try ladder(), exits: 0, "warn")
    let group = try #require(
      rows(call, "group:a").first { $0["metric"]?.text == "latency_mean" })
    #expect(notes(group) == ["mean of 3 cases"])
    #expect(group["gating"]?.flag == false && group["verdict"] == .null)
    #expect(abs(try #require(group["change_percent"]?.double) - 12) < 0.01)
    #expect(rows(call, "group:main").count == 5)
  }

  @Test func thePolicyMakesAGroupDecide() throws {
    let call = try ab(
      try ladder([
        "rules: [{metric: \"*\", gate: false}, {case: \"group:main\", metric: latency_mean, gate: true, warn: 2%, fail: 30%}]"
      ]), exits: 0, "warn")
    let group = try #require(rows(call, "group:main").first { $0["gating"]?.flag == true })
    #expect(group["metric"]?.text == "latency_mean" && group["verdict"]?.text == "warn")
    #expect(
      rows(call, "a/seed=1").allSatisfy {
        $0["gating"]?.flag == false || $0["unit"]?.text == "digest" || $0["unit"]?.text == "count"
      })
  }
}
