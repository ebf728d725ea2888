import PerfJSON
import Testing

/// In CI a change cannot bring its own baseline along.
@Suite struct MergeBaseTests {
  /// On branch `feature` the engine leaves other trades, and the baseline there agrees with it.
  private func project() throws -> Project {
    let project = try BaselineTests.project(BaselineTests.trades, schema: "trade/1")
    try project.commitAll()
    try project.perfkit("baseline", "record", "main")
    try project.commitAll("baseline")
    try project.sh("git checkout -q -b feature")
    try project.write(BaselineTests.trades.replacing("101", with: "102"), to: "r.csv")
    try project.perfkit("baseline", "accept", "main", "--reason", "mine")
    return project
  }

  @Test func theWorkTreeCountsAtHome() throws {
    try project().perfkit("smoke")
  }

  @Test func theMergeBaseCountsInCI() throws {
    let project = try project()
    for commits in [false, true] {
      if commits { try project.commitAll("feature") }
      let call = try project.perfkit("smoke", exits: 4, "incorrect", setting: ["CI": "1"])
      #expect(call.errors.contains("base 2,101,5,0.5,ab, head 2,102,5,0.5,ab"))
      #expect(call.warningCodes.contains("baseline.edited"))
      #expect(
        call.errors.contains("warning: release/baselines/main/main.json is not what it is at"))
    }
  }

  @Test func anUneditedBaselineIsNoWarning() throws {
    let project = try project()
    try project.sh("git checkout -q -- .")
    let call = try project.perfkit("smoke", setting: ["CI": "true"])
    #expect(call.warningCodes == [])
  }

  @Test func aRefCanBeNamed() throws {
    let project = try project()
    try project.commitAll("feature")
    try project.perfkit("smoke", "--baseline-ref", "main", exits: 4, "incorrect")
    try project.perfkit("smoke", "--baseline-ref", "feature")
    let call = try project.perfkit("smoke", "--baseline-ref", "fueture", exits: 64, "usage")
    #expect(call.errors.contains("did you mean 'feature'?"))
  }

  @Test func aBaselineThatIsOnlyInTheWorkTreeIsMissingInCI() throws {
    let project = try BaselineTests.project(BaselineTests.trades, schema: "trade/1")
    try project.commitAll()
    try project.perfkit("baseline", "record", "main")
    let call = try project.perfkit("smoke", exits: 3, "missing", setting: ["CI": "1"])
    #expect(call.warningCodes == ["baseline.edited"])
  }
}
