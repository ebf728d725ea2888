internal import PerfModel
internal import PerfStatistics

/// A metric of a case as people read it.
enum MetricText {
  /// The median over the runs; where there is none, what is known of it or that it is not estimable;
  /// nothing for a metric that the case does not have.
  static func text(_ metric: String, of entry: CaseRecord) -> String {
    if let samples = entry.samples.first(where: { $0.metric == metric }), !samples.values.isEmpty {
      return Quantity.text(median(samples.values.span), unit: samples.unit)
    }
    guard let absence = entry.absent.first(where: { $0.metric == metric }) else { return "" }
    return absence.atLeast.map { "≥ " + Quantity.text($0.value, unit: $0.unit) } ?? "not estimable"
  }
}
