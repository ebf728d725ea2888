internal import PerfFiles
internal import PerfModel
internal import PerfResults
internal import PerfStatistics

/// `run-summary.csv` of a run: one row a case and metric (`run-summary/1`).
struct RunSummary {
  let record: RunRecord

  /// The table.
  var table: ResultTable {
    let rows = record.cases.flatMap { entry in
      entry.samples.filter { !$0.values.isEmpty }.sorted { $0.metric < $1.metric }.map {
        samples -> [ResultValue] in
        [
          .text(entry.suite), .text(entry.name), .text(samples.metric), .text(samples.unit),
          .uint(UInt64(samples.values.count)), .float(median(samples.values.span)),
          .float(samples.values.min() ?? 0), .float(samples.values.max() ?? 0),
        ]
      }
    }
    return ResultTable(schema: .runSummary, columns: Schema.runSummary.columns, rows: rows)
  }

  /// Writes the table into the run's folder, unless nothing was measured.
  func write(in folder: String) throws(Problems) {
    let table = table
    guard !table.rows.isEmpty else { return }
    try attempt { try File.write(table.csv.utf8, to: folder + "/run-summary.csv") }
  }
}
