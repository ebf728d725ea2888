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
    #expect(call.output.contains("not shown"))
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
