import PerfJSON
import Testing

@Suite struct BaselineTests {
  static let file = "release/baselines/main/main.json"
  /// Leaves the project's own `r.csv`.
  static let copying = "cp \"${0%/*}/r.csv\" \"$PERFKIT_OUT\""
  static let trades = "id,price,span,ratio,hash\n1,100,5,0.5,ab\n2,101,5,0.5,ab\n"

  /// A project whose case `quick` leaves `r.csv` and is held against baseline `main`.
  static func project(
    _ table: String, schema: String = "kv/1", policy: [String] = []
  ) throws -> Project {
    let case_ = Project.Plan.engine("results: [{file: r.csv, schema: \(schema)}]", runs: 2)
    let project = try Project(
      .init(suite: ["baseline: main"], cases: [case_], policy: policy), engine: copying)
    try project.write(table, to: "r.csv")
    return project
  }

  @Test func aMissingBaselineIsMissing() throws {
    let project = try Self.project("k,v\na,1\n")
    let call = try project.perfkit("smoke", exits: 3, "missing")
    #expect(call.errorCodes == ["baseline.missing"])
    #expect(call.errors.contains("suite 'main' has no baseline 'main'"))
    #expect(call.errors.contains("perfkit baseline record main"))
  }

  @Test func aRecordedBaselineIsNotRecordedAgain() throws {
    let project = try Self.project("k,v\na,1\n")
    let recorded = try project.perfkit("baseline", "record", "main")
    #expect(recorded.document["format"] == .string("perfkit-baseline/1"))
    let call = try project.perfkit("smoke")
    #expect(call.output.contains("compared with baseline main"))
    #expect(call.document["comparison"]?["verdict"]?.text == "pass")
    let before = try project.read(Self.file)
    let again = try project.perfkit("baseline", "record", "main", exits: 6, "refused")
    #expect(again.errors.contains("perfkit baseline accept main --reason"))
    #expect(try project.read(Self.file) == before)
  }

  @Test func recordTakesTheNewestRunOfTheseSources() throws {
    let project = try Self.project("k,v\na,1\n")
    let run = try project.perfkit("smoke", exits: 3, "missing")
    let recorded = try project.perfkit("baseline", "record", "main")
    #expect(recorded.document["suites"]?.elements?.first?["run"] == run.document["id"])
  }

  @Test func aNarrowedRunIsNoBaseline() throws {
    let project = try Self.project("k,v\na,1\n")
    let run = try project.perfkit("smoke", "--seed", "7", exits: 3, "missing")
    let id = try #require(run.document["id"]?.text)
    try project.perfkit("baseline", "record", "main", "--run", id, exits: 3, "missing")
    let recorded = try project.perfkit("baseline", "record", "main")
    #expect(recorded.document["suites"]?.elements?.first?["run"] != run.document["id"])
  }

  @Test func anotherDigestIsIncorrect() throws {
    let project = try Self.project(Self.trades, schema: "trade/1")
    try project.perfkit("baseline", "record", "main")
    try project.write(Self.trades.replacing("101", with: "102"), to: "r.csv")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errors.contains("quick: r.csv against baseline main: record 2"))
    #expect(call.errors.contains("base 2,101,5,0.5,ab, head 2,102,5,0.5,ab"))
    #expect(try call.row("r.csv")["verdict"]?.text == "incorrect")
    #expect(call.cases.first?["outcome"]?.text == "passed")
  }

  @Test func anotherDigestMayBeAllowed() throws {
    func rule(until: String) -> String {
      "rules: [{case: quick, digest: may-change, until: \(until), reason: new model}]"
    }
    let project = try Self.project(
      Self.trades, schema: "trade/1", policy: [rule(until: "2999-12-31")])
    try project.perfkit("baseline", "record", "main")
    try project.write(Self.trades.replacing("101", with: "102"), to: "r.csv")
    let call = try project.perfkit("smoke")
    #expect(call.text.contains("digest may change: new model"))
    let plan = try project.read("perfkit.yaml")
    try project.write(plan.replacing("2999-12-31", with: "2001-12-31"), to: "perfkit.yaml")
    let ended = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(ended.warningCodes == ["policy.rule-expires"])
    let soon = try project.sh("date -u -d '+7 days' +%F").prefix(10)
    try project.write(plan.replacing("2999-12-31", with: soon), to: "perfkit.yaml")
    let ending = try project.perfkit("smoke", exits: 0, "warn")
    #expect(ending.errors.contains("applies only until \(soon)"))
  }

  @Test func anExactMetricThatGetsWorseFails() throws {
    let project = try Self.project("k,v\na,200\n")
    try project.perfkit("baseline", "record", "main")
    try project.write("k,v\na,201\n", to: "r.csv")
    let worse = try project.perfkit("smoke", exits: 2, "fail")
    #expect(worse.errors.contains("quick: v against baseline main: +0.5 %"))
    #expect(try worse.row("v")["verdict"]?.text == "fail")
    try project.write("k,v\na,100\n", to: "r.csv")
    let better = try project.perfkit("smoke", exits: 0, "improved")
    #expect(try better.row("v")["change_percent"]?.double == -50)
    #expect(try better.row("r.csv")["verdict"]?.text == "pass")
  }

  @Test func aRuleMayAllowSomeWorsening() throws {
    let rule = "rules: [{metric: v, fail: 10%}]"
    let project = try Self.project("k,v\na,100\n", policy: [rule])
    try project.perfkit("baseline", "record", "main")
    try project.write("k,v\na,110\n", to: "r.csv")
    try project.perfkit("smoke")
    try project.write("k,v\na,111\n", to: "r.csv")
    try project.perfkit("smoke", exits: 2, "fail")
  }

  @Test func anotherSeedIsAWarning() throws {
    let project = try Project(
      .init(suite: ["baseline: main"]), engine: Project.leaving("$PERFKIT_SEED"))
    try project.perfkit("baseline", "record", "main")
    let call = try project.perfkit("smoke", "--seed", "43", exits: 0, "warn")
    #expect(call.warningCodes == ["compare.other-seed"])
    #expect(call.errors.contains("warning: quick ran with another seed"))
    try project.perfkit("smoke", "--seed", "43", "--strict", exits: 2, "fail")
  }

  @Test func anExpiredBaselineIsMissing() throws {
    let project = try Self.project("k,v\na,1\n", policy: ["baseline_max_age: 90d"])
    try project.perfkit("baseline", "record", "main")
    try project.perfkit("smoke")
    try project.sh("sed -i 's/\"when\": \"[0-9]*-/\"when\": \"2001-/' \(Self.file)")
    let call = try project.perfkit("smoke", exits: 3, "missing")
    #expect(call.errorCodes == ["baseline.expired"])
    #expect(call.errors.contains("baseline_max_age"))
  }

  @Test func aDamagedBaselineIsAnErrorThatNamesTheFile() throws {
    let project = try Self.project("k,v\na,1\n")
    try project.perfkit("baseline", "record", "main")
    try project.sh("truncate -s 200 \(Self.file)")
    let call = try project.perfkit("smoke", exits: 1, "error")
    #expect(call.errors.contains(Self.file))
  }
}
