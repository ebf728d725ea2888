internal import PerfCompare
internal import PerfModel
internal import PerfRun
internal import PerfStatistics

/// The iterations within the runs of a case's pairs: percentiles taken pair by pair (rule 12), and
/// what a reader must know of warm-up, trend and outliers.
struct PairedIterations {
  /// One percentile of one operation.
  struct Percentile {
    var metric: PairedRecord.Series.Metric
    var unit: String
    var better: Schema.Column.Better?
    var comparison: Schema.Column.Class
    var isMedian: Bool
    var notes: [String]
  }

  private let base: [[IterationSeries]]
  private let head: [[IterationSeries]]

  init(_ taking: PairedTaking) {
    base = taking.baseIterations
    head = taking.headIterations
  }

  /// The operations in the order in which they first appear.
  private var operations: [IterationSeries] {
    var found: [IterationSeries] = []
    for series in (base.first ?? []) + (head.first ?? [])
    where !found.contains(where: { $0.column == series.column && $0.key == series.key }) {
      found.append(series)
    }
    return found
  }

  private static func values(
    _ run: [IterationSeries], _ operation: IterationSeries
  ) -> [Double] {
    run.first { $0.column == operation.column && $0.key == operation.key }?.values ?? []
  }

  /// All percentiles of all operations.
  var percentiles: [Percentile] {
    operations.flatMap { operation in
      let pairs = zip(base, head).map { old, new in
        PercentileRule.Pair(
          base: Self.values(old, operation), head: Self.values(new, operation))
      }
      return IterationSeries.percentiles.map { p in
        let rule = PercentileRule(p)
        let values = rule.values(pairs)
        return Percentile(
          metric: PairedRecord.Series.Metric(
            name: operation.metric(rule.name), base: values.base, head: values.head,
            absence: values.absence),
          unit: operation.unit, better: operation.better, comparison: operation.comparison,
          isMedian: p == 0.5, notes: values.notes)
      }
    }
  }

  /// What the runs' steady states have in common, in sentences.
  func notes(_ caseName: String) -> [String] {
    operations.flatMap { operation in
      let runs = (base + head).compactMap { run in
        run.first { $0.column == operation.column && $0.key == operation.key }
      }
      let place = "\(caseName) \(operation.column)\(operation.key)"
      var notes: [String] = []
      let warmUps = runs.map { Double($0.warmUp) }
      let dropped = warmUps.isEmpty ? 0 : median(warmUps.span)
      if dropped > 0 {
        notes.append("\(place): warm-up of \(Int(dropped)) iterations kept apart (median of runs)")
      }
      let trends = runs.compactMap(\.trendPercent)
      if trends.count * 2 > runs.count {
        let percent = (10 * median(trends.span)).rounded() / 10
        notes.append("\(place): not steady, \(percent) % over 1000 iterations")
      }
      let outliers = runs.reduce((mild: 0, severe: 0)) { sum, run in
        (sum.mild + run.outliers.mild, sum.severe + run.outliers.severe)
      }
      if outliers.mild + outliers.severe > 0 {
        notes.append(
          "\(place): \(outliers.mild) mild and \(outliers.severe) severe outliers, all kept")
      }
      return notes
    }
  }
}
