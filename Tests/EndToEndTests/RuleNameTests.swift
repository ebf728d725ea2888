import PerfJSON
import Testing

/// Rules of the policy that name a metric which nothing has.
@Suite struct RuleNameTests {
  private static func project(_ rules: String...) throws -> Project {
    let project = try Project(
      Project.Plan(
        kind: "bench", suite: ["pairs: 6"], cases: [Project.Plan.kv("a")],
        policy: ["rules:"] + rules.map { "  - \($0)" }), engine: Project.leaving())
    try project.commitAll()
    return project
  }

  @Test(arguments: [
    ("{metric: wall_tme, gate: false}", "wall_tme", "did you mean 'wall_time'?"),
    ("{metric: latncy_p99, warn: 8%}", "latncy_p99", "did you mean 'latency_p99'?"),
    ("{metric: zebras, suite: main, gate: true}", "zebras", "--json lists the metrics"),
  ])
  func aNameThatNothingHasIsAWarning(rule: String, name: String, hint: String) throws {
    let project = try Self.project("{metric: v, gate: true}", rule)
    let said = "this rule names metric '\(name)', which no case has"
    let call = try project.perfkit("bench", "--no-lock", exits: 0, "warn")
    #expect(call.errors.contains(said) && call.errors.contains(hint))
    #expect(call.errors.contains("perfkit.yaml:"))
    let paired = try project.perfkit("ab", "--no-lock", "--base-ref", "HEAD", exits: 0, "warn")
    #expect(paired.errors.contains(said))
    try project.perfkit("bench", "--no-lock", "--strict", exits: 2, "fail")
  }

  @Test func whatMayBeThereIsNoWarning() throws {
    let project = try Self.project(
      "{metric: instructions, gate: false}", "{metric: p99, warn: 8%}",
      "{metric: \"wall_tm*\", gate: false}",
      "{metric: r.csv, digest: may-change, reason: x, until: 2099-01-01}",
      "{metric: latency_p99, warn: 8%}", "{metric: zebras, suite: other, gate: true}",
      "{metric: zebras, case: other, gate: true}", "{metric: span_p95, warn: 8%}")
    let call = try project.perfkit("bench", "--no-lock")
    #expect(!call.errors.contains("names metric"))
    #expect(call.document["warnings"]?.elements?.isEmpty == true)
  }
}
