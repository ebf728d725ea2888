import PerfModel
import Testing

@Suite struct ExactTests {
  private func compare(
    _ base: Double, _ head: Double, better: Schema.Column.Better = .lower, unit: String = "B",
    rules: [PolicyRule] = []
  ) -> Comparison {
    func samples(_ value: Double) -> [CaseRecord.Samples] {
      [
        Fixture.timing([value], metric: "size", unit: unit, better: better, comparison: .exact)
      ]
    }
    return Fixture.compare(
      Fixture.run([Fixture.entry(samples: samples(head))], fingerprint: "another"),
      Fixture.baseline([Fixture.entry(samples: samples(base))]), policy: Policy(rules: rules))
  }

  @Test(
    arguments: [
      (100, 100, Schema.Column.Better.lower, Verdict.pass, 0), (100, 101, .lower, .fail, 1),
      (100, 99, .lower, .improved, -1), (100, 99, .higher, .fail, -1),
      (100, 150, .higher, .improved, 50),
      (-4, -3, .lower, .fail, -25),
    ] as [(Double, Double, Schema.Column.Better, Verdict, Double)])
  func oneValueDecides(
    _ base: Double, _ head: Double, _ better: Schema.Column.Better, _ verdict: Verdict,
    _ percent: Double
  ) throws {
    let comparison = compare(base, head, better: better)
    let row = try #require(comparison.row("size"))
    #expect(row.verdict == verdict && comparison.verdict == verdict)
    #expect(abs(try #require(row.changePercent) - percent) < 1e-9)
    #expect(row.gating && row.intervalPercent == nil && row.better == better)
    #expect(row.base == .number(base) && row.head == .number(head))
  }

  @Test func fromZeroThereIsNoPercentage() throws {
    let row = try #require(compare(0, 1).row("size"))
    #expect(row.verdict == .fail && row.changePercent == nil)
  }

  @Test(
    arguments: [
      (Limit.relative(0.02), 102, Verdict.pass), (.relative(0.02), 103, .fail),
      (.absolute(64, unit: "B"), 164, .pass), (.absolute(64, unit: "B"), 165, .fail),
      (.absolute(1, unit: "KiB"), 1124, .pass), (.absolute(1, unit: "KiB"), 1125, .fail),
      (.absolute(1, unit: "s"), 101, .fail),
    ] as [(Limit, Double, Verdict)])
  func aRuleMayAllowAWorsening(_ limit: Limit, _ head: Double, _ verdict: Verdict) {
    let comparison = compare(100, head, rules: [Fixture.rule { $0.fail = limit }])
    #expect(comparison.verdict == verdict)
    if verdict == .pass {
      #expect(comparison.row("size")?.notes == ["within the policy's limit"])
    }
  }

  @Test func thePolicysGeneralLimitDoesNotApply() {
    #expect(compare(100, 101, rules: [Fixture.rule { $0.warn = .relative(0.5) }]).verdict == .fail)
  }

  @Test func aRuleMayTakeTheRowOut() {
    let comparison = compare(100, 101, rules: [Fixture.rule { $0.gate = false }])
    #expect(comparison.row("size")?.verdict == .fail)
    #expect(comparison.row("size")?.gating == false)
    #expect(comparison.verdict == .pass)
  }

  @Test func anotherUnitIsNotComparable() {
    for comparison in [Schema.Column.Class.exact, .relative] {
      let base = Fixture.timing([1], metric: "size", unit: "KiB", comparison: comparison)
      let head = Fixture.timing([1024], metric: "size", unit: "B", comparison: comparison)
      let result = Fixture.compare(
        Fixture.run([Fixture.entry(samples: [head])]),
        Fixture.baseline([Fixture.entry(samples: [base])]))
      #expect(result.verdict == .notComparable, "\(comparison)")
    }
  }
}
