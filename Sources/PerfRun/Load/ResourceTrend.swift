internal import PerfModel
internal import PerfProcess
internal import PerfStatistics

/// How resources change over a load: a leak has a slope.
struct ResourceTrend {
  /// Metrics by their names: slopes a second, and the share of one processor that reading took.
  let values: [String: Double]
  /// Slopes that the readings do not show, and why.
  let absences: [CaseRecord.Absence]

  private static let fewest = 10

  init(_ usages: [TreeUsage]) {
    var values: [String: Double] = [:]
    if let first = usages.first, let last = usages.last, last.moment > first.moment {
      let cost = usages.reduce(0) { $0 + $1.cost }
      values["sampling"] = 100 * Double(cost) / Double(last.moment - first.moment)
    }
    // The first third is left out: an engine that fills its memory at the start does not leak.
    let steady = Array(usages.dropFirst(usages.count / 3))
    let resources: [(String, (TreeUsage) -> Int)] = [
      ("memory", { $0.memory }), ("descriptors", { $0.descriptors }), ("threads", { $0.threads }),
    ]
    var absences: [CaseRecord.Absence] = []
    for (name, value) in resources {
      switch Self.slope(steady, value) {
      case .success(let slope):
        values[name + "_slope"] = slope.middle
        values[name + "_slope_low"] = slope.low
        values[name + "_slope_high"] = slope.high
      case .failure(let lack):
        absences.append(
          .init(metric: name + "_slope", reason: "not estimable: \(lack.description)"))
      }
    }
    self.values = values
    self.absences = absences
  }

  /// Why readings show no slope.
  private enum Lack: Error, CustomStringConvertible {
    case readings(Int)
    case time

    var description: String {
      switch self {
      case .readings(let count):
        "\(count) readings after the first third of the load, a slope needs \(ResourceTrend.fewest)"
      case .time: "the readings are of one moment"
      }
    }
  }

  private struct Slope {
    var middle: Double
    var low: Double
    var high: Double
  }

  /// Sen's slope a second with its interval, widened where the samples depend on each other; they
  /// are evenly spaced but for the delays of a tick.
  private static func slope(
    _ usages: [TreeUsage], _ value: (TreeUsage) -> Int
  ) -> Result<Slope, Lack> {
    guard usages.count >= fewest else { return .failure(.readings(usages.count)) }
    let numbers = usages.map { Double(value($0)) }
    let seconds = Double(usages[usages.count - 1].moment - usages[0].moment) / 1e9
    guard seconds > 0, let trend = mannKendall(numbers.span),
      let interval = senSlopeInterval(numbers.span, widening: trend.widening)
    else { return .failure(.time) }
    let rate = Double(usages.count - 1) / seconds
    return .success(
      Slope(middle: trend.slope * rate, low: interval.lower * rate, high: interval.upper * rate))
  }
}
