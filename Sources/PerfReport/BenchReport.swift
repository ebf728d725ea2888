public import PerfModel
internal import PerfStatistics

/// What a bench run measured, as text for a terminal: medians with the intervals that hold for every
/// law (Hahn & Meeker, Statistical Intervals, 5.2).
public struct BenchReport: Sendable {
  private let style: Style
  private let width: Int
  private let showsAll: Bool

  /// Makes a renderer; `showsAll` adds the metrics that do not decide.
  public init(style: Style, width: Int, showsAll: Bool) {
    self.style = style
    self.width = width
    self.showsAll = showsAll
  }

  /// The metrics of each case below its name; nothing of cases without two values.
  public func lines(_ record: RunRecord) -> [String] {
    var table = TextTable(
      [
        ("metric", .left), ("median", .right), ("95 % interval", .right), ("min … max", .right),
        ("runs", .right),
      ], dispensable: ["min … max", "runs"])
    for entry in record.cases where entry.outcome == .passed {
      let shown = entry.samples.filter { isShown($0) }
      guard !shown.isEmpty else { continue }
      table.addTitle(style.bold(entry.name))
      for samples in shown { table.add(fields(samples)) }
    }
    return table.isEmpty ? [] : [""] + table.lines(width: width, style: style)
  }

  private func isShown(_ samples: CaseRecord.Samples) -> Bool {
    samples.values.count > 1 && samples.comparison != .exact && (showsAll || samples.gating)
  }

  private func fields(_ samples: CaseRecord.Samples) -> [String] {
    let values = samples.values
    let center = median(values.span)
    let interval = quantileInterval(values.span, 0.5)
    return [
      "  " + samples.metric, Quantity.text(center, unit: samples.unit),
      Self.range(interval.lower, interval.upper, around: center),
      Self.range(values.min() ?? .nan, values.max() ?? .nan, around: center), "\(values.count)",
    ]
  }

  /// Two ends as changes against the median; nothing where there is no interval or no ratio.
  private static func range(_ low: Double, _ high: Double, around center: Double) -> String {
    guard center != 0, low.isFinite, high.isFinite else { return "" }
    func change(_ value: Double) -> String { Quantity.percent(100 * (value / center - 1)) }
    return "\(change(low)) … \(change(high))"
  }
}
