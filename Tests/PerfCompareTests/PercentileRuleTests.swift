import PerfCompare
import PerfJSON
import PerfModel
import Testing

/// Percentiles as one number a run (rule 12).
@Suite struct PercentileRuleTests {
  @Test func numbersEqualTheReference() throws {
    let vectors = try #require(PairedVector.document()["percentiles"]?.elements)
    for vector in vectors {
      let rule = PercentileRule(try #require(vector["p"]?.double))
      let pair = PercentileRule.Pair(
        base: try #require(vector["base"]?.elements).compactMap(\.double),
        head: try #require(vector["head"]?.elements).compactMap(\.double))
      let values = rule.values([pair])
      if let expected = vector["values"]?.elements?.compactMap(\.double) {
        #expect([values.base[0], values.head[0]] == expected && values.absence == nil)
      } else {
        #expect(values.base[0].isNaN && values.head[0].isNaN && values.absence != nil)
      }
    }
    #expect(vectors.contains { $0["values"] == .null } && vectors.count == 24)
  }

  @Test(arguments: [
    (0.5, 5, "p50"), (0.95, 59, "p95"), (0.99, 299, "p99"), (0.999, 2995, "p99.9"),
  ])
  func needs(fraction: Double, count: Int, name: String) {
    #expect(PercentileRule(fraction).samplesNeeded == count)
    #expect(PercentileRule(fraction).name == name)
  }

  private func ramp(_ count: Int) -> [Double] { (0..<count).map { Double($0 + 1) } }

  @Test func tooFewSamplesNameTheRun() {
    let enough = PercentileRule.Pair(base: ramp(299), head: ramp(299))
    let few = PercentileRule.Pair(base: ramp(400), head: ramp(120))
    let values = PercentileRule(0.99).values([enough, few, enough])
    #expect(values.absence == "head in pair 2 not estimable: 120 samples, p99 needs 299")
    #expect(values.base[0] == 297 && values.base[1].isNaN && values.head[1].isNaN)
    let row = PairedRow(
      base: values.base, head: values.head, better: .lower, absence: values.absence)
    let outcome = PairedRule(familySize: 1).judge([row], isOver: false)[0]
    #expect(outcome.decision == .verdict(.inconclusive))
    #expect(outcome.notes == ["head in pair 2 not estimable: 120 samples, p99 needs 299"])
    let both = PercentileRule(0.5).values([PercentileRule.Pair(base: ramp(2), head: ramp(9))])
    #expect(both.absence == "base in pair 1 not estimable: 2 samples, p50 needs 5")
  }

  /// The first samples count, not the smallest.
  @Test func bothRunsAreCutToTheirFirstSamples() {
    let values = PercentileRule(0.5).values([
      PercentileRule.Pair(base: [9, 8, 7, 6, 5, 1, 1, 1, 1, 1], head: [1, 2, 3, 4, 5])
    ])
    #expect(values.base == [7] && values.head == [3])
  }

  @Test func smallSamplesOfHighPercentilesAreToldApart() {
    func notes(_ fraction: Double, _ count: Int) -> [String] {
      PercentileRule(fraction).values([
        PercentileRule.Pair(base: ramp(count), head: ramp(count))
      ]).notes
    }
    #expect(
      notes(0.99, 999) == [
        "p99 of fewer than 1000 samples a run: limits under 20 % are mostly out of reach"
      ])
    #expect(notes(0.99, 1000).isEmpty && notes(0.95, 100).isEmpty && notes(0.99, 10).isEmpty)
  }
}
