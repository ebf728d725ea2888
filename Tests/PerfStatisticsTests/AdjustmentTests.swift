import PerfJSON
import PerfStatistics
import Testing

@Suite struct AdjustmentTests {
  @Test func bothEqualStatsmodels() throws {
    for entry in try Vectors.entries("adjusted") {
      let p = try Vectors.numbers(entry["p"])
      for (found, name) in [
        (holmAdjusted(p), "holm"), (benjaminiHochbergAdjusted(p), "benjamini_hochberg"),
      ] {
        let expected = try Vectors.numbers(entry[name])
        #expect(found.count == expected.count)
        #expect(zip(found, expected).allSatisfy { relativeError($0, $1) < 1e-12 }, "\(name) \(p)")
      }
    }
  }

  @Test func oneHypothesisNeedsNoAdjustment() {
    #expect(holmAdjusted([0.03]) == [0.03])
    #expect(benjaminiHochbergAdjusted([0.03]) == [0.03])
    #expect(holmAdjusted([]) == [])
    #expect(benjaminiHochbergAdjusted([]) == [])
  }

  @Test func theOrderOfTheFamilyDoesNotMatter() {
    let p = [0.04, 0.001, 0.5, 0.04, 0.02, 1, 0]
    let order = [6, 2, 0, 5, 1, 4, 3]
    for adjust in [holmAdjusted, benjaminiHochbergAdjusted] {
      let plain = adjust(p)
      let moved = adjust(order.map { p[$0] })
      #expect(moved == order.map { plain[$0] })
      #expect(zip(plain, p).allSatisfy { $0 >= $1 && $0 <= 1 })
    }
  }
}
