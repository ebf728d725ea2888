import PerfJSON
import Testing

/// Engines that leak with every operation, and engines that do not.
@Suite struct SoakTests {
  private static func project(_ operation: String) throws -> Project {
    let project = try StressTests.project(
      StressTests.lines(
        "arrivals: constant, rate: 100/s, duration: 2500ms",
        ", objectives: [\"descriptors_slope <= 0\", \"threads_slope <= 0\"]"))
    try project.write(
      """
      #!/bin/bash
      echo ready
      while read -r number request; do \(operation); echo "$number"; done

      """, to: "engine.sh")
    return project
  }

  @Test func aLeakOfDescriptorsIsShown() throws {
    let project = try Self.project("exec {file}</dev/null")
    let call = try project.perfkit("stress", "--no-lock", exits: 2, "fail")
    let objective = try #require(call.cases.first?["objectives"]?.elements?.first)
    #expect(objective["verdict"]?.text == "fail")
    #expect(objective["note"]?.text?.hasPrefix("leak: 95 % interval ") == true)
    let samples = try #require(call.cases.first?["samples"])
    let low = try #require(samples["descriptors_slope_low"]?["values"]?.elements?.first?.double)
    let high = try #require(samples["descriptors_slope_high"]?["values"]?.elements?.first?.double)
    // A descriptor with each of 100 operations a second, as far as the machine lets it.
    #expect(low > 30 && low <= high)
    let report = try project.start(["report"]).wait().output
    #expect(report.contains("leak: 95 % interval"))
    #expect(report.contains("| **rises** |"))
  }

  @Test func anEngineThatClosesWhatItOpensDoesNotLeak() throws {
    let call = try Self.project("exec {file}</dev/null {file}<&-")
      .perfkit("stress", "--no-lock")
    let samples = try #require(call.cases.first?["samples"])
    #expect(samples["descriptors_slope"]?["values"]?.elements?.first?.double == 0)
    #expect(
      call.cases.first?["objectives"]?.elements?.allSatisfy { $0["verdict"]?.text == "pass" }
        == true)
  }

  @Test func aLoadTooShortForASlopeShowsNone() throws {
    let project = try StressTests.project(
      StressTests.lines(
        "arrivals: constant, rate: 100/s, duration: 500ms",
        ", objectives: [\"descriptors_slope <= 0\"]"))
    let call = try project.perfkit("stress", "--no-lock", exits: 3, "inconclusive")
    #expect(call.cases.first?["samples"]?["descriptors_slope"] == nil)
    #expect(call.errors.contains("after the first third of the load, a slope needs 10"))
    let report = try project.start(["report"]).wait().output
    #expect(report.contains("memory\\_slope: not estimable"))
  }
}
