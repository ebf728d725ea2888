import PerfModel
import Testing

@Suite struct ConditionTests {
  @Test func objectivesAreRead() throws {
    let latency = try #require(Condition(objective: "latency_p99 < 100us"))
    #expect(latency.metric == "latency_p99")
    #expect(latency.relation == .below)
    #expect(latency.bound == 100)
    #expect(latency.unit == "us")
    #expect(latency.windows == nil)
    let backlog = try #require(Condition(objective: "backlog <= 200 for 3 windows"))
    #expect(backlog.relation == .atMost)
    #expect(backlog.unit == nil)
    #expect(backlog.windows == 3)
    #expect(Condition(objective: "a>=1 for 1 window")?.windows == 1)
    #expect(Condition(objective: "lost = 0")?.relation == .equal)
    #expect(latency.under == nil)
    #expect(!latency.holds(under: "jitter"))
    let jittery = try #require(Condition(objective: "backlog < 5 for 2 windows under jit*"))
    #expect(jittery.windows == 2)
    #expect(jittery.holds(under: "jitter") && !jittery.holds(under: "loss"))
    let share = try #require(Condition(objective: "processor < 80%"))
    #expect(share.bound == 80 && share.unit == "%")
  }

  @Test(arguments: [
    "", "a", "a <", "< 5", "a b < 5", "a == 5", "a <> 5", "a < b", "a < 5 for 0 windows",
    "a < 5 for 3", "a < 5 for 3 times", "a < 5 for 3 windows for 2 windows", "a < -5",
    "a < 5 under", "under a", "a < 5 under x under y", "a < 5 under {x",
  ])
  func otherTextsAreNone(_ text: String) {
    #expect(Condition(objective: text) == nil)
  }

  @Test func relationsHold() {
    let holding: [(Condition.Relation, Double, Bool)] = [
      (.below, 4, true), (.below, 5, false), (.atMost, 5, true), (.atMost, 6, false),
      (.above, 6, true), (.above, 5, false), (.atLeast, 5, true), (.atLeast, 4, false),
      (.equal, 5, true), (.equal, 4, false),
    ]
    for (relation, value, holds) in holding { #expect(relation.holds(value, 5) == holds) }
  }

  @Test func alternativesAreListsThatHoldAsAWhole() throws {
    let all = try #require(Condition.alternatives("a > 1 and b < 2s or c = 3"))
    #expect(all.map { $0.map(\.metric) } == [["a", "b"], ["c"]])
    #expect(Condition.alternatives("a > 1 and b") == nil)
    #expect(Condition.alternatives("a > 1 or") == nil)
  }
}
