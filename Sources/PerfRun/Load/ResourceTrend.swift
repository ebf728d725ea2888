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
      values["memory_slope"] = Self.slope(steady) { $0.memory }
      values["descriptors_slope"] = Self.slope(steady) { $0.descriptors }
      values["threads_slope"] = Self.slope(steady) { $0.threads }
    }
    self.values = values
  }

  /// Sen's slope a second; the samples are evenly spaced but for the delays of a tick.
  private static func slope(_ usages: [TreeUsage], _ value: (TreeUsage) -> Int) -> Double {
    let numbers = usages.map { Double(value($0)) }
    let seconds = Double(usages[usages.count - 1].moment - usages[0].moment) / 1e9
    guard let trend = mannKendall(numbers.span), seconds > 0 else { return 0 }
    return trend.slope * Double(usages.count - 1) / seconds
  }
}
