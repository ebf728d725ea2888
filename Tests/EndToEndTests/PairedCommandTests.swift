import PerfJSON
import Testing

/// `perfkit ab` of two commands.
@Suite struct PairedCommandTests {
  private func compare(
    _ project: Project, _ base: String, _ head: String, _ more: [String] = []
  ) throws -> (status: Int32, document: JSON) {
    let ended = try project.start(
      ["ab", "--json", "--no-lock", "--base", base, "--head", head] + more
    ).wait()
    return (ended.status, try JSON.parse(Array(ended.output.utf8)))
  }

  /// A command that reports its name and takes a while.
  private func command(_ name: String, _ seconds: String = "0") -> String {
    "sh -c 'echo \(name) >> \"$MARKS/order\"; sleep \(seconds)'"
  }

  private func wall(_ document: JSON) -> JSON? {
    document["rows"]?.elements?.first { $0["metric"]?.text == "wall_time" }
  }

  @Test func aMuchSlowerHeadFailsAfterTwoBatches() throws {
    let project = try Project()
    let (status, document) = try compare(
      project, command("a", "0.01"), command("b", "0.1"), ["--pairs", "8", "--warmup", "0"])
    #expect(status == 2)
    #expect(document["verdict"]?.text == "fail")
    #expect(document["exit"]?.integer == 2)
    #expect(document["samples"]?["batches"]?.elements?.count == 2)
    let row = try #require(wall(document))
    #expect(row["verdict"]?.text == "fail" && row["gating"]?.flag == true)
    #expect(row["notes"]?.elements?.first?.text == "first batch: fail")
    #expect(project.count("order") == 32)
  }

  @Test func aMuchFasterHeadIsImproved() throws {
    let (status, document) = try compare(
      try Project(), command("a", "0.1"), command("b", "0.01"), ["--pairs", "8"])
    #expect(status == 0 && document["verdict"]?.text == "improved")
    #expect(document["samples"]?["batches"]?.elements?.count == 1)
  }

  @Test func aCoinDecidesTheOrderOfEveryPair() throws {
    let project = try Project()
    let (_, document) = try compare(
      project, command("a"), command("b"), ["--pairs", "16", "--warmup", "0", "--seed", "7"])
    let batch = try #require(
      document["samples"]?["batches"]?.elements?.first?["series"]?.elements?.first)
    let coins = (batch["head_first"]?.elements ?? []).compactMap(\.flag)
    #expect(Set(coins) == [true, false])
    let order = (contents(of: project.outside + "/order") ?? "").split(separator: "\n")
    let ran = stride(from: 0, to: 32, by: 2).map { order[$0] == "b" }
    #expect(ran == coins)
    #expect(batch["base"]?["wall_time"]?.elements?.count == 16)
  }

  @Test func tooFewPairsDecideNothing() throws {
    let (status, document) = try compare(try Project(), "true", "true", ["--pairs", "3"])
    #expect(status == 3 && document["verdict"]?.text == "inconclusive")
    #expect(wall(document)?["notes"]?.elements?.first?.text == "6 pairs needed")
  }

  @Test func noTimeIsNoPass() throws {
    let (status, document) = try compare(
      try Project(), "sleep 0.2", "sleep 0.2", ["--budget", "100ms"])
    #expect(status == 3)
    #expect(["inconclusive", "missing"].contains(document["verdict"]?.text))
  }

  @Test(arguments: [("false", "true", 3, "missing"), ("true", "false", 4, "incorrect")])
  func aCommandThatFailsIsNoMeasurement(
    _ base: String, _ head: String, _ expected: Int32, _ verdict: String
  ) throws {
    let (status, document) = try compare(try Project(), base, head)
    #expect(status == expected && document["verdict"]?.text == verdict)
    #expect(document["errors"]?.elements?.first?["code"]?.text == "ab.failed")
  }

  @Test(arguments: [
    ["--base", "true"], ["--base", "true", "--head", "'"],
    ["--base", "true", "--head", "true", "--warn", "30%"],
    ["--base", "true", "--head", "true", "--fail", "120%"],
    ["--base", "true", "--head", "true", "--warn", "5"],
  ])
  func mistakesAreUsageErrors(_ arguments: [String]) throws {
    let project = try Project()
    #expect(try project.start(["ab"] + arguments).wait().status == 64)
  }

  @Test func anInterruptionLeavesNothing() throws {
    let project = try Project()
    let child = try project.start(
      ["ab", "--no-lock", "--base", "sh -c 'touch \"$MARKS/on\"; sleep 60'", "--head", "true"])
    try child.wait(forFile: project.outside + "/on")
    child.send(15)
    #expect(try child.wait().status == 143)
    project.expectNothingLeft()
  }
}
