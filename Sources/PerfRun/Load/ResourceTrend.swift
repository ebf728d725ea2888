internal import PerfProcess
internal import PerfStatistics

/// How resources change over a load: a leak has a slope.
struct ResourceTrend {
  /// Metrics by their names: slopes a second, and the share of one processor that reading took.
  let values: [String: Double]

  private static let fewest = 10

  init(_ usages: [TreeUsage]) {
    var values: [String: Double] = [:]
    if let first = usages.first, let last = usages.last, last.moment > first.moment {
      let cost = usages.reduce(0) { $0 + $1.cost }
      values["sampling"] = 100 * Double(cost) / Double(last.moment - first.moment)
    }
    // The first third is left out: an engine that fills its memory at the start does not leak.
    let steady = Array(usages.dropFirst(usages.count / 3))
    if steady.count >= Self.fewest {
      let resources: [(String, (TreeUsage) -> Int)] = [
        ("memory", { $0.memory }), ("descriptors", { $0.descriptors }), ("threads", { $0.threads }),
      ]
      for (name, value) in resources {
        let slope = Self.slope(steady, value)
        values[name + "_slope"] = slope.middle
        values[name + "_slope_low"] = slope.low
        values[name + "_slope_high"] = slope.high
      }
    }
    self.values = values
  }

  /// Sen's slope a second with its interval, widened where the samples depend on each other; they
  /// are evenly spaced but for the delays of a tick.
  private static func slope(
    _ usages: [TreeUsage], _ value: (TreeUsage) -> Int
  ) -> (middle: Double, low: Double, high: Double) {
    let numbers = usages.map { Double(value($0)) }
    let seconds = Double(usages[usages.count - 1].moment - usages[0].moment) / 1e9
    guard let trend = mannKendall(numbers.span), seconds > 0,
      let interval = senSlopeInterval(numbers.span, widening: trend.widening)
    else { return (0, 0, 0) }
    let rate = Double(usages.count - 1) / seconds
    return (trend.slope * rate, interval.lower * rate, interval.upper * rate)
  }
}
