import Glibc
import PerfModel
import PerfPlan
import Testing

@Suite struct PlanMistakeTests {
  @Test(arguments: PlanMistake.all)
  func saysWhatIsWrongAndWhere(_ mistake: PlanMistake) {
    let (plan, said, problems) = readPlan(mistake.text)
    #expect(plan == nil)
    #expect(said == mistake.expected)
    for problem in problems {
      #expect(problem.verdict == .usage)
      #expect(problem.file == "f")
      let lines = mistake.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(problem.excerpt == problem.line.map { String(lines[$0 - 1]) })
    }
  }

  @Test func theTablesAreNotEmpty() {
    #expect(PlanMistake.all.count > 200)
    #expect(PlanMistake.all.allSatisfy { !$0.piece.isEmpty && !$0.expected.isEmpty })
  }

  @Test func severalMistakesComeInTheOrderOfTheirPlaces() {
    let text = """
      policy: {warn: 5}
      version: 1
      projekt: p
      suites:
        s: {kind: smok, engine: x, cases: [{name: c, command: [a], repeat: 0}]}
      engines: {e: {build: make, product: x}}
      """
    #expect(
      readPlan(text).problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code)" } == [
        "1:16 plan.bad-percentage", "3:1 plan.unknown-key", "5:13 plan.bad-choice",
        "5:27 plan.unknown-engine", "5:70 plan.bad-number", "6:28 plan.conflict",
      ])
  }

  @Test func atMostTwentyMistakesAreTold() {
    let keys = (1...30).map { "    key\($0): 1\n" }.joined()
    let text = "version: 1\nproject: p\npolicy:\n" + keys
    let problems = readPlan(text).problems
    #expect(problems.count == 21)
    #expect(problems[19].line == 23)
    #expect(problems[20].message == "10 more mistakes")
    #expect(problems[20].line == nil)
    let twentyOne =
      "version: 1\nproject: p\npolicy:\n"
      + keys.split(separator: "\n").prefix(21)
      .joined(separator: "\n")
    #expect(readPlan(twentyOne).problems.last?.message == "1 more mistake")
  }

  @Test func theCaretCoversTheWordOfAText() throws {
    let text = "version: 1\nproject: p\npolicy:\n\n  stored:\t'gaté'\n"
    let problem = try #require(readPlan(text).problems.first)
    #expect(problem.excerpt == "  stored:\t'gaté'")
    #expect(problem.column == 11)
    #expect(problem.length == 6)
  }

  @Test func aMistypedRequiredKeyIsOneMistake() {
    #expect(
      readPlan("verison: 1\nproject: p\n").said
        == "1:1 plan.unknown-key: the file has no key 'verison'\n  hint: did you mean 'version'?")
  }

  @Test func yamlMistakesHaveTheSameForm() {
    #expect(
      readPlan("version: 1\nproject:\n\tp\n").said
        == "3:1 yaml.tab: a tab where indentation is expected\n  hint: indent with spaces")
  }
}
