import PerfModel
import PerfPlan
import Testing

/// The starters that `perfkit init` writes, and the project's own file.
@Suite struct StarterTests {
  private func plan(_ path: String) throws -> Plan {
    var text = String(decoding: try Repository.read(path), as: UTF8.self)
    for name in ["{{project}}", "{{product}}"] { text = replaced(name, by: "demo-1", in: text) }
    #expect(!text.contains("{{"))
    let (plan, said, _) = readPlan(text)
    return try #require(plan, "\(said)")
  }

  private func replaced(_ name: String, by value: String, in text: String) -> String {
    text.split(separator: name, omittingEmptySubsequences: false).joined(separator: value)
  }

  @Test(arguments: [
    ("swiftpm", Engine.BuildKind.swiftpm, ["demo-1"]), ("make", .make, ["demo-1"]),
    ("cmake", .steps, ["demo-1"]), ("cargo", .steps, ["demo-1"]),
    ("generic", .steps, ["echo", "hello"]),
  ])
  func startersAreValid(_ name: String, _ kind: Engine.BuildKind, _ command: [String]) throws {
    let plan = try plan("templates/starter-\(name).yaml")
    #expect(plan.project == "demo-1")
    #expect(plan.engines.map(\.build) == [kind])
    let suite = try #require(plan.suites.first)
    #expect(suite.kind == .smoke && suite.baseline == nil)
    #expect(plan.cases(of: suite).map(\.name) == ["quick"])
    #expect(suite.cases[0].command.map(\.text) == command)
    #expect(suite.cases[0].settings.repeats == 3)
  }

  @Test func thisProjectsOwnPlanIsValid() throws {
    let plan = try plan("perfkit.yaml")
    #expect(plan.project == "perfkit")
  }
}
