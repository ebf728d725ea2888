extension Histogram {
  /// The distribution as HdrHistogram's percentile text (`.hgrm`), in microseconds.
  ///
  /// Five rows for every halving of the distance to 100 %. The text shows what was recorded, also
  /// percentiles for which there were too few values: judge by ``percentile(_:)``.
  public var percentileText: String {
    let columns = ["Value", "Percentile", "TotalCount", "1/(1-Percentile)"]
    var text = columns.map { Self.padded($0) }.joined(separator: " ") + "\n\n"
    for step in percentileSteps {
      let inverse = step.fraction < 1 ? fixed(1 / (1 - step.fraction), 2) : "inf"
      text +=
        [
          fixed(Double(step.value) / 1e3, 3), fixed(step.fraction, 12), String(step.total), inverse,
        ].map { Self.padded($0) }.joined(separator: " ") + "\n"
    }
    let deviation = fixed(standardDeviation / 1e3, 3)
    text +=
      "#[Mean    = \(Self.padded(fixed(mean / 1e3, 3))), StdDeviation   = \(Self.padded(deviation))]\n"
    text += "#[Max     = \(Self.padded(fixed(Double(greatest) / 1e3, 3))), "
    text += "Total count    = \(Self.padded(String(count)))]\n"
    text += "#[Buckets = \(Self.padded(String(Self.buckets))), "
    text += "SubBuckets     = \(Self.padded(String(Self.subBuckets)))]\n"
    return text
  }

  /// One row of the percentile text.
  struct Step: Hashable {
    var value: UInt64
    var fraction: Double
    var total: UInt64
  }

  private static let stepsPerHalving = 5.0

  /// The rows: steps get finer as the percentile nears 100 %.
  var percentileSteps: [Step] {
    var steps: [Step] = []
    var seen: UInt64 = 0
    var percent = 0.0
    for (index, times) in counts.enumerated() where times > 0 {
      seen += times
      let reached = 100 * Double(seen) / Double(count)
      while percent <= reached {
        steps.append(Step(value: Self.lastValue(at: index), fraction: percent / 100, total: seen))
        var halvings = 1.0
        var distance = 100 - percent
        while distance <= 50 {
          distance *= 2
          halvings += 1
        }
        let parts = (0..<Int(halvings)).reduce(Self.stepsPerHalving) { parts, _ in parts * 2 }
        percent += 100 / parts
        if seen == count { break }
      }
    }
    if count > 0 { steps.append(Step(value: greatest, fraction: 1, total: count)) }
    return steps
  }

  private static func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, 12 - text.count)) + text
  }
}
