import PerfJSON
import PerfStatistics
import Testing

@Suite struct QuantilesTests {
  @Test func summariesEqualNumPy() throws {
    for entry in try Vectors.entries("samples") {
      let values = try Vectors.numbers(entry["values"])
      let expected = [entry["median"]?.double, entry["mean"]?.double]
      #expect(relativeError(median(values.span), try #require(expected[0])) < 1e-12)
      #expect(relativeError(mean(values.span), try #require(expected[1])) < 1e-12)
      if let deviation = entry["deviation"]?.double {
        #expect(relativeError(standardDeviation(values.span), deviation) < 1e-12)
      } else {
        #expect(standardDeviation(values.span).isNaN)
      }
    }
  }

  @Test func nothingHasNoMiddle() {
    let none: [Double] = []
    #expect(median(none.span).isNaN)
    #expect(mean(none.span).isNaN)
    #expect(standardDeviation(none.span).isNaN)
  }
}
