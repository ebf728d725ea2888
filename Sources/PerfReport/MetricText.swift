internal import PerfModel
internal import PerfStatistics

/// A metric of a case as people read it.
enum MetricText {
  /// The median over the runs; where one of them has none, what is known of it or that it is not
  /// estimable; nothing for a metric that the case does not have.
  static func text(_ metric: String, of entry: CaseRecord) -> String {
    let absence = entry.absent.first { $0.metric == metric }
    if let samples = entry.samples.first(where: { $0.metric == metric }), !samples.values.isEmpty,
      absence == nil || samples.values.count == entry.runs.count
    {
      return Quantity.text(median(samples.values.span), unit: samples.unit)
    }
    guard let absence else { return "" }
    return absence.atLeast.map { "≥ " + Quantity.text($0.value, unit: $0.unit) } ?? "not estimable"
  }
}
