internal import OrderBook
internal import PerfLoad
internal import PerfProbe

/// The tables of a load: stress-scenario/1 and throughput-series/1, and both histograms.
struct LoadResult {
  let scenario: String
  let seed: UInt64
  let arrivals: String
  let rate: Double
  let schedule: ArrivalSchedule
  let outcome: LoadOutcome
  let orphans: UInt64
  let digest: TradeDigest
  /// Numbers in only one of a link's drop log and its receiver's gap log; nil without a link.
  let unexplained: Int?

  /// Writes the files into `PERFKIT_OUT`, if that is set.
  func write() throws(Failure) {
    try writeScenario()
    try writeSeries()
    guard let folder = environment("PERFKIT_OUT") else { return }
    for (name, histogram) in [("response", outcome.response), ("service", outcome.service)] {
      var log = HistogramLog(startSeconds: 0)
      log.append(histogram, start: 0, length: Double(outcome.elapsed) / 1e9)
      try write(log.text, to: "\(folder)/\(name).hlog")
      try write(histogram.percentileText, to: "\(folder)/\(name).hgrm")
    }
  }

  private func write(_ text: String, to path: String) throws(Failure) {
    let file = try OutputFile(path)
    try file.write(Array(text.utf8))
    try file.commit()
  }

  private func writeScenario() throws(Failure) {
    var fields: [(String, ResultValue)] = [
      ("scenario", .string(scenario)), ("seed", .uint(seed)), ("arrivals", .string(arrivals)),
      ("rate", .float(rate)), ("schedule", .digest(scheduleDigest)),
      ("results", .digest(digest.description)), ("offered", .uint(UInt64(outcome.offered))),
      ("done", .uint(outcome.response.count)), ("failed", .uint(UInt64(outcome.failed))),
      ("lost", .uint(UInt64(outcome.lost))), ("unsent", .uint(UInt64(outcome.unsent))),
      ("orphans", .uint(orphans)), ("duplicates", 0), ("unreadable", 0),
      ("backlog", .uint(UInt64(outcome.largestBacklog))),
      ("throughput", .float(outcome.throughput)),
    ]
    fields.append(("latency_mean", .float(outcome.response.mean / 1e3)))
    fields.append(("latency_max", microseconds(outcome.response.greatest)))
    fields.append(("service_mean", .float(outcome.service.mean / 1e3)))
    fields.append(("service_max", microseconds(outcome.service.greatest)))
    fields.append(("delay_max", microseconds(outcome.delay.greatest)))
    let percentiles = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)]
    for (name, fraction) in percentiles {
      add("latency_" + name, outcome.response, fraction, to: &fields)
    }
    for (name, fraction) in [percentiles[0], percentiles[2]] {
      add("service_" + name, outcome.service, fraction, to: &fields)
    }
    add("delay_p99", outcome.delay, 0.99, to: &fields)
    if let unexplained { fields.append(("unexplained", .uint(UInt64(unexplained)))) }
    try write([fields.map(\.1)], columns: fields.map(\.0), to: "stress-scenario.csv")
  }

  private func add(
    _ name: String, _ histogram: Histogram, _ fraction: Double,
    to fields: inout [(String, ResultValue)]
  ) {
    guard case .value(let value) = histogram.percentile(fraction) else { return }
    fields.append((name, microseconds(value)))
  }

  /// The series has as many rows in every run: what was late counts in the last one.
  private func writeSeries() throws(Failure) {
    let length = Double(outcome.window) / 1e9
    let windows = outcome.windows(endingWith: schedule)
    let rows = windows.enumerated().map { index, window -> [ResultValue] in
      [
        .uint(UInt64(index)), .float(Double(index) * length), .uint(UInt64(window.offered)),
        .uint(UInt64(window.done)), .uint(UInt64(window.failed)), .uint(UInt64(window.backlog)),
        .float(Double(window.done) / length), microseconds(window.longest),
      ]
    }
    let columns = [
      "window", "start", "offered", "done", "failed", "backlog", "throughput", "latency_max",
    ]
    try write(rows, columns: columns, to: "throughput-series.csv")
  }

  private func write(
    _ rows: [[ResultValue]], columns: [String], to name: String
  ) throws(Failure) {
    var table = ResultTable(columns: columns)
    do throws(ResultError) {
      for row in rows { try table.append(row) }
      try table.write(to: name)
    } catch {
      throw .result(error)
    }
  }

  /// FNV-1a of the times.
  private var scheduleDigest: UInt64 {
    schedule.times.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1) &* 0x100_0000_01B3 }
  }

  private func microseconds(_ nanoseconds: UInt64) -> ResultValue {
    .float(Double(nanoseconds) / 1e3)
  }
}
