import PerfFiles
import PerfJSON
import PerfStatistics
import Testing

@Suite struct SenSlopeTests {
  @Test func intervalsAreThoseOfSciPy() throws {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/slopes.json")
    let rows = try #require(JSON.parse(File.read(file)).elements)
    #expect(rows.count == 33)
    for row in rows {
      let values = try Vectors.numbers(row["values"])
      let found = senSlopeInterval(
        values.span, confidence: try #require(row["confidence"]?.double))
      let interval = try #require(found)
      let name = row["name"]?.text ?? ""
      let lower = try #require(row["lower"]?.double)
      let upper = try #require(row["upper"]?.double)
      #expect(relativeError(interval.lower, lower) < 1e-9, "\(name)")
      #expect(relativeError(interval.upper, upper) < 1e-9, "\(name)")
      let test = mannKendall(values.span)
      let trend = try #require(test)
      #expect(relativeError(trend.slope, try #require(row["slope"]?.double)) < 1e-9, "\(name)")
    }
  }

  @Test func dependentValuesWidenIt() throws {
    let values = (0..<60).map { Double($0) * 0.1 + Double(($0 * 7919) % 13) }
    let intervals = (senSlopeInterval(values.span), senSlopeInterval(values.span, widening: 4))
    let (plain, wide) = (try #require(intervals.0), try #require(intervals.1))
    #expect(wide.lower < plain.lower && wide.upper > plain.upper)
  }

  @Test func itHoldsTheSlopeAsOftenAsItSays() throws {
    var generator = Xoshiro256(seed: 1987)
    var held = 0
    for _ in 0..<1000 {
      let values = (0..<40).map { 0.02 * Double($0) + generator.normal() }
      let found = senSlopeInterval(values.span)
      let interval = try #require(found)
      if interval.lower <= 0.02, interval.upper >= 0.02 { held += 1 }
    }
    #expect((935...970).contains(held))
  }

  @Test func valuesThatMakeNoSenseHaveNone() {
    let (few, broken): ([Double], [Double]) = ([1, 2, 3], [1, 2, 3, .nan])
    let plain: [Double] = [1, 2, 3, 4]
    let found = [
      senSlopeInterval(few.span), senSlopeInterval(broken.span),
      senSlopeInterval(plain.span, confidence: 1), senSlopeInterval(plain.span, widening: 0.5),
    ]
    #expect(found == [nil, nil, nil, nil])
  }
}
