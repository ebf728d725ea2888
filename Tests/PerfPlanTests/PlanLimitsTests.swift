import PerfModel
import PerfPlan
import Testing

/// Plans that are made to grow without end.
@Suite struct PlanLimitsTests {
  private func suite(_ text: String) -> String {
    "version: 1\nproject: p\nengines: {e: {build: make}}\nsuites:\n  s:\n    kind: smoke\n"
      + "    engine: e\n" + text
  }

  private func list(_ count: Int) -> String {
    "[" + (0..<count).map(String.init).joined(separator: ",") + "]"
  }

  @Test func matricesMultiplyUpToALimit() {
    let axes = (0..<16).map { "k\($0): \(list(200))" }.joined(separator: ", ")
    let text = suite("    cases:\n      - {name: c, command: [x], matrix: {\(axes)}}\n")
    #expect(
      readPlan(text).said
        == "9:16 plan.too-many-cases: with this case, matrices and seeds make more than 10000 cases"
    )
  }

  @Test func tenThousandCasesAreAllowed() throws {
    let matrix = "{a: \(list(100)), b: \(list(10))}"
    let cases = "    cases:\n      - {name: c, command: [x], matrix: \(matrix)}\n"
    let plan = try #require(readPlan(suite("    seeds: \(list(10))\n" + cases)).plan)
    #expect(plan.cases(of: plan.suites[0]).count == 10_000)
    let more = cases + "      - {name: d, command: [x]}\n"
    #expect(readPlan(suite("    seeds: \(list(10))\n" + more)).problems.first?.line == 11)
  }

  @Test func seedsAxesAndResultsAreLimited() {
    let seeds = suite("    seeds: \(list(10_001))\n    cases: [{name: c, command: [x]}]\n")
    #expect(readPlan(seeds).problems.first?.message == "more than 10000 seeds")
    let axes = (0..<17).map { "k\($0): [1]" }.joined(separator: ", ")
    let matrix = suite("    cases: [{name: c, command: [x], matrix: {\(axes)}}]\n")
    #expect(
      readPlan(matrix).said == "8:37 plan.too-many-cases: a matrix has at most 16 keys")
    let files = (0..<33).map { "{file: \($0).csv, schema: probe/1}" }.joined(separator: ", ")
    let results = suite("    cases: [{name: c, command: [x], results: [\(files)]}]\n")
    #expect(
      readPlan(results).problems.map(\.message) == ["a case has at most 32 results"])
    let few = "results: [\(files.split(separator: ", {").prefix(6).joined(separator: ", {"))]"
    let many = suite(
      "    cases: [{name: c, command: [x], matrix: {a: \(list(10_000))}, \(few)}]\n")
    #expect(
      readPlan(many).said
        == "8:20 plan.too-many-cases: with this case, there are more than 50000 result files")
    let value = String(repeating: "v", count: 201)
    let long = suite("    cases: [{name: c, command: [x], matrix: {a: [\(value)]}}]\n")
    #expect(
      readPlan(long).said
        == "8:50 plan.bad-name: a value of matrix 'a' has more than 200 characters")
  }

  @Test func manyMistakesAreCountedNotKept() {
    let keys = (0..<40_000).map { "k\($0): 1\n" }.joined()
    let problems = readPlan("version: 1\nproject: p\n" + keys).problems
    #expect(problems.count == 21)
    #expect(problems.last?.message == "39980 more mistakes")
  }

  @Test func longWordsAreShortInMessages() {
    let word = String(repeating: "w", count: 500_000)
    let problems = readPlan("version: 1\nproject: p\n\(word.prefix(900)): 1\npolicy: \(word)\n")
      .problems
    #expect(problems.count == 2)
    #expect(problems.allSatisfy { $0.message.count < 200 && ($0.hint?.count ?? 0) < 200 })
  }
}
