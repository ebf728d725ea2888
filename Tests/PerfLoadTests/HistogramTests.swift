import PerfFiles
import PerfJSON
import PerfStatistics
import Testing

@testable import PerfLoad

/// Against PyPI's hdrhistogram (Tests/Vectors/make-histograms.py).
@Suite struct HistogramVectorTests {
  private static func entries() throws -> [JSON] {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/histograms.json")
    return try #require(JSON.parse(File.read(file)).elements)
  }

  private static func values(of entry: JSON) throws -> [UInt64] {
    var random = SplitMix64(seed: UInt64(try #require(entry["seed"]?.integer)))
    let spread = UInt64(try #require(entry["spread"]?.integer))
    return (0..<(try #require(entry["count"]?.integer))).map { _ in
      let bits = random.next()
      return (bits % (1 << 40)) >> ((bits >> 40) % spread)
    }
  }

  private static func filled(_ values: [UInt64]) -> Histogram {
    var histogram = Histogram()
    for value in values { histogram.record(value) }
    return histogram
  }

  @Test func momentsAgree() throws {
    let entries = try Self.entries()
    #expect(entries.count == 5)
    for entry in entries {
      let histogram = Self.filled(try Self.values(of: entry))
      #expect(Int64(histogram.count) == entry["count"]?.integer)
      #expect(Int64(histogram.least) == entry["least"]?.integer)
      #expect(Int64(histogram.greatest) == entry["greatest"]?.integer)
      let mean = try #require(entry["mean"]?.double)
      let deviation = try #require(entry["deviation"]?.double)
      #expect(abs(histogram.mean - mean) <= 1e-12 * mean)
      #expect(abs(histogram.standardDeviation - deviation) <= 1e-9 * mean)
    }
  }

  @Test func logsAreTheBytesThatThePackageReads() throws {
    var compared = 0
    for entry in try Self.entries() {
      guard let expected = entry["log"]?.text else { continue }
      var log = HistogramLog(startSeconds: 1_700_000_000.25)
      log.append(Self.filled(try Self.values(of: entry)), start: 0, length: 2.5)
      #expect(log.text == expected)
      compared += 1
    }
    #expect(compared == 3)
  }

  @Test func percentileStepsHoldForTheSamples() throws {
    for entry in try Self.entries() {
      let values = try Self.values(of: entry).sorted()
      let steps = Self.filled(values).percentileSteps
      for (step, next) in zip(steps, steps.dropFirst()) {
        #expect(step.fraction <= next.fraction)
        #expect(Int(step.total) == values.count { $0 <= step.value })
        #expect(Double(step.total) >= step.fraction * Double(values.count) - 1e-6)
      }
      #expect(
        steps.last == .init(value: values.last ?? 0, fraction: 1, total: UInt64(values.count)))
    }
  }

  @Test func percentilesAreNearestRanksToThreeDigits() throws {
    for entry in try Self.entries() {
      let values = try Self.values(of: entry).sorted()
      let histogram = Self.filled(values)
      for fraction in [0.5, 0.9, 0.99, 0.999] {
        let exact = values[nearestRank(count: values.count, fraction) - 1]
        switch histogram.percentile(fraction) {
        case .value(let value):
          #expect(value >= exact && Double(value) <= Double(exact) * 1.001)
        case .notEstimable(let count, let needed):
          #expect(Int(count) == values.count && needed > values.count)
        }
      }
    }
  }

  @Test func correctionCountsAgree() throws {
    var compared = 0
    for entry in try Self.entries() {
      guard let interval = entry["interval"]?.integer.flatMap({ UInt64(exactly: $0) }),
        let expected = entry["corrected"]?.integer
      else { continue }
      let values = try Self.values(of: entry).map { min($0, 1000 * interval) }
      let corrected = Self.filled(values).corrected(forInterval: interval)
      // Values are corrected as kept, to three digits: each may fill in one more or less.
      #expect(abs(Int64(corrected.count) - expected) <= Int64(values.count))
      compared += 1
    }
    #expect(compared >= 2)
  }
}

@Suite struct HistogramTests {
  @Test func slotsMeetWithoutGap() {
    #expect(Histogram().counts.count == 33_792)
    for index in 0..<33_791 {
      #expect(Histogram.lastValue(at: index) + 1 == Histogram.value(at: index + 1))
      #expect(Histogram.index(of: Histogram.value(at: index)) == index)
      #expect(Histogram.index(of: Histogram.lastValue(at: index)) == index)
    }
  }

  @Test func tooFewSamplesAreNotEstimable() {
    var histogram = Histogram()
    histogram.record(5, times: 200)
    #expect(histogram.percentile(0.99) == .notEstimable(count: 200, needed: 299))
    #expect(histogram.percentile(0.5) == .value(5))
    histogram.record(7, times: 98)
    #expect(histogram.percentile(0.99) == .notEstimable(count: 298, needed: 299))
    histogram.record(7)
    #expect(histogram.percentile(0.99) == .value(7))
    #expect(histogram.percentile(0.999) == .notEstimable(count: 299, needed: 2995))
    #expect(Histogram().percentile(0.5) == .notEstimable(count: 0, needed: 5))
  }

  @Test func valuesBeyondAnHourAreCounted() {
    var histogram = Histogram()
    histogram.record(.max, times: 2)
    #expect(histogram.greatest == Histogram.highest)
    #expect(histogram.saturated == 2)
    #expect(histogram.count == 2)
  }

  @Test func mergingIsRecordingTogether() {
    var (left, right, both) = (Histogram(), Histogram(), Histogram())
    for value in UInt64(1)...3000 {
      if value.isMultiple(of: 3) { left.record(value * value) } else { right.record(value * value) }
      both.record(value * value)
    }
    left.merge(right)
    #expect(left == both)
    left.merge(Histogram())
    #expect(left == both)
    var empty = Histogram()
    empty.merge(both)
    #expect(empty == both)
  }

  @Test func correctionFillsInWhatALongValueHeldUp() {
    var histogram = Histogram()
    histogram.record(100, times: 10)
    histogram.record(1000)
    let corrected = histogram.corrected(forInterval: 100)
    // 900, 800, ... 100 beside the value itself.
    #expect(corrected.count == 20)
    #expect(corrected.value(ofRank: 11) == 100)
    #expect(corrected.value(ofRank: 12) == 200)
    #expect(histogram.corrected(forInterval: 0) == histogram)
  }

  @Test func percentileTextIsLikeHdrHistograms() {
    var histogram = Histogram()
    for value in UInt64(1)...4 { histogram.record(value * 1000) }
    #expect(
      histogram.percentileText == """
               Value   Percentile   TotalCount 1/(1-Percentile)

               1.000 0.000000000000            1         1.00
               1.000 0.100000000000            1         1.11
               1.000 0.200000000000            1         1.25
               2.000 0.300000000000            2         1.43
               2.000 0.400000000000            2         1.67
               2.000 0.500000000000            2         2.00
               3.001 0.550000000000            3         2.22
               3.001 0.600000000000            3         2.50
               3.001 0.650000000000            3         2.86
               3.001 0.700000000000            3         3.33
               3.001 0.750000000000            3         4.00
               4.001 0.775000000000            4         4.44
               4.000 1.000000000000            4          inf
        #[Mean    =        2.501, StdDeviation   =        1.118]
        #[Max     =        4.000, Total count    =            4]
        #[Buckets =           32, SubBuckets     =         2048]

        """)
  }
}
