import PerfJSON
import Testing

/// The search for the highest rate; the objective is about a count, so that the knee is where it is.
@Suite struct StressKneeTests {
  private static func project(_ objective: String, engine: String = StressTests.echo) throws
    -> Project
  {
    try StressTests.project(
      StressTests.lines(
        "arrivals: constant, rate: 50/s, duration: 500ms", ", objectives: [\(objective)]"),
      engine: engine)
  }

  @Test func theKneeIsAnInterval() throws {
    let call = try Self.project("\"done <= 60\", \"lost = 0\"")
      .perfkit("stress", "--no-lock", "--knee", "--knee-runs", "6")
    let entry = try #require(call.cases.first)
    let rungs = entry["rungs"]?.elements ?? []
    #expect(rungs.prefix(3).compactMap { $0["rate"]?.double } == [50, 100, 200])
    #expect(rungs.prefix(3).compactMap { $0["met"]?.flag } == [true, true, false])
    #expect(rungs[2]["broken"]?.elements?.compactMap(\.text) == ["done <= 60"])
    let knee = try #require(entry["samples"]?["knee"]?["values"]?.elements?.first?.double)
    #expect(knee > 110 && knee <= 120)
    #expect(entry["samples"]?["done"]?["values"]?.elements?.first?.double ?? 99 <= 60)
    // 60 operations in half a second are 120 a second, whatever the seed.
    let found = try #require(entry["knee"])
    let lower = try #require(found["lower"]?.double)
    let upper = try #require(found["upper"]?.double)
    #expect(lower > 90 && lower <= 120 && upper > 120 && upper < 160)
    #expect(knee >= lower && found["rate"]?.double == knee)
    #expect(found["runs"]?.integer == 6 && found["confidence"]?.double == 0.95)
    let judged = rungs.filter { $0["rate"]?.double == lower }
    #expect(judged.compactMap { $0["seed"]?.integer }.suffix(6) == [43, 44, 45, 46, 47, 48])
    #expect(judged.allSatisfy { $0["met"]?.flag == true })
    #expect(call.output.contains("  knee"))
    #expect(call.output.contains("done <= 60"))
    #expect(call.document["narrowed"]?.flag == true)
  }

  @Test func aKneeThatIsNotFoundIsSaidSo() throws {
    let none = try Self.project("\"done < 0\"")
      .perfkit("stress", "--no-lock", "--knee", exits: 3, "inconclusive")
    #expect(none.errors.contains("no rate from 0 to 50 operations a second meets the objectives"))
    let nothing = try StressTests.project(StressTests.lines("rate: 5/s, duration: 200ms"))
      .perfkit("stress", "--no-lock", "--knee", exits: 3, "missing")
    #expect(nothing.errors.contains("no selected case has both a load and objectives"))
  }

  @Test func fewRunsShowNoInterval() throws {
    let call = try Self.project("\"done <= 60\"")
      .perfkit("stress", "--no-lock", "--knee", "--knee-runs", "5")
    let found = try #require(call.cases.first?["knee"])
    #expect(found["lower"] == .null && found["upper"] == .null)
    #expect(found["confidence"] == .null)
    #expect(call.output.contains("(single judgements)"))
  }

  /// Up to 28 operations in 200 ms, 140 a second, are answered; more fail in every other run.
  private static func wavering() throws -> Project {
    let project = try StressTests.project(
      StressTests.lines(
        "arrivals: constant, rate: 100/s, duration: 200ms", ", objectives: [\"failed = 0\"]"))
    try project.write(
      """
      #!/bin/bash
      echo >> \(project.folder)/starts
      odd=$(( $(wc -l < \(project.folder)/starts) % 2 ))
      echo ready
      while read -r number request; do
        if [ $odd = 0 ] && [ "$number" = 28 ]; then echo "$number error no"; else echo "$number"; fi
      done

      """, to: "engine.sh")
    return project
  }

  @Test func anOpenEndIsAWarning() throws {
    let project = try Self.wavering()
    let call = try project.perfkit(
      "stress", "--no-lock", "--knee", "--knee-runs", "6", exits: 0, "warn")
    let found = try #require(call.cases.first?["knee"])
    #expect(found["lower"]?.double != nil && found["upper"] == .null)
    let warning = "load: no rate was shown to be missed more often than met: the interval of the "
    #expect(call.errors.contains(warning + "highest rate is open upwards"))
    #expect(call.errors.contains("a longer 'duration'"))
    #expect(
      call.document["warnings"]?.elements?.compactMap { $0["code"]?.text } == ["knee.open"])
    let report = try project.start(["report"]).wait().output
    #expect(report.contains("## Why\n\n- " + warning))
    try project.sh("rm starts")
    try project.perfkit(
      "stress", "--no-lock", "--knee", "--knee-runs", "6", "--strict", exits: 2, "fail")
  }

  @Test func withoutRepeatsThereIsABracketAndNoInterval() throws {
    let project = try Self.project("\"done <= 60\"")
    let call = try project.perfkit("stress", "--no-lock", "--knee", "--knee-runs", "1")
    let found = try #require(call.cases.first?["knee"])
    #expect(found["confidence"] == .null && found["lower"] == .null)
    #expect(call.document["warnings"]?.elements?.isEmpty == true)
    #expect(call.output.contains("(single judgements)"))
    let report = try project.start(["report"]).wait().output
    #expect(report.contains("| bracket of single judgements | 1"))
    #expect(!report.contains("95 % interval") && !report.contains("stated confidence"))
    #expect(report.contains("perfkit stress --knee --knee-runs 1"))
  }

  @Test func anEngineThatGoesWrongEndsTheSearch() throws {
    let engine = """
      echo ready
      while read -r number request; do
        [ "$number" != 30 ] || kill -9 $$
        echo "$number"
      done
      """
    let call = try Self.project("\"lost = 0\"", engine: engine)
      .perfkit("stress", "--no-lock", "--knee", exits: 4, "incorrect")
    #expect(call.errors.contains("at 100 operations a second: run 0: was killed by signal 9"))
    #expect(call.cases.first?["rungs"]?.elements?.count == 1)
  }
}
