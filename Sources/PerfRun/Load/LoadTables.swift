internal import PerfLoad
internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// The tables of one load.
struct LoadTables {
  let scenario: String
  let seed: UInt64
  let load: Load
  let schedule: ArrivalSchedule
  let outcome: LoadOutcome
  /// Moments at which the resources of the engine were read.
  var usages: [TreeUsage] = []
  /// What faults did; nil: there were none.
  var faults: FaultTables?

  /// Percentiles of the response time with their columns.
  private static let percentiles = [
    ("latency_p50", 0.5), ("latency_p95", 0.95), ("latency_p99", 0.99), ("latency_p999", 0.999),
  ]
  private static let servicePercentiles = [("service_p50", 0.5), ("service_p99", 0.99)]

  /// The schedule as bytes, eight a time, the lowest first.
  var scheduleBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * schedule.times.count)
    for time in schedule.times {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: time >> shift))
      }
    }
    return bytes
  }

  /// Metrics for which there were too few samples, answers or readings.
  var absences: [CaseRecord.Absence] {
    let slopes = ResourceTrend(usages).absences.map { absence in
      load.drive == .command
        ? CaseRecord.Absence(
          metric: absence.metric, reason: "resources are not read with 'drive: command'")
        : absence
    }
    return timeAbsences + slopes
  }

  /// Times that are the same for all operations, or nil where there are none.
  private var times: [(metric: String, known: OpenTimes.Known?)] {
    let (response, service) = (outcome.responseTimes, outcome.serviceTimes)
    return Self.percentiles.map { ($0.0, response.percentile($0.1)) }
      + Self.servicePercentiles.map { ($0.0, service.percentile($0.1)) }
      + [
        ("latency_mean", response.mean), ("latency_max", response.greatest),
        ("service_mean", service.mean), ("service_max", service.greatest),
      ]
  }

  private var timeAbsences: [CaseRecord.Absence] {
    times.compactMap { metric, known in
      switch known {
      case .value, nil: nil
      case .atLeast(let nanoseconds):
        CaseRecord.Absence(
          metric: metric,
          reason: "\(outcome.lost) of \(outcome.offered) operations were not answered",
          atLeast: .init(value: Double(nanoseconds) / 1e3, unit: "us"))
      case .notEstimable(let count, let needed):
        CaseRecord.Absence(
          metric: metric,
          reason: "not estimable: \(count) samples, "
            + "\(metric.drop { $0 != "_" }.dropFirst()) needs \(needed)")
      }
    }
  }

  /// The one row of stress-scenario/1.
  func scenarioTable(scheduleDigest: String) -> ResultTable {
    var values: [String: ResultValue] = [
      "scenario": .text(scenario), "seed": .uint(seed), "arrivals": .text(load.arrivals.rawValue),
      "rate": .float(load.meanRate), "schedule": .text(scheduleDigest),
      "offered": count(outcome.offered), "done": .uint(outcome.response.count),
      "failed": count(outcome.failed), "lost": count(outcome.lost),
      "unsent": count(outcome.unsent), "orphans": count(outcome.orphans),
      "duplicates": count(outcome.duplicates), "unreadable": count(outcome.unreadable),
      "backlog": count(outcome.largestBacklog), "throughput": .float(outcome.throughput),
    ]
    for (metric, known) in times {
      if case .value(let nanoseconds) = known { values[metric] = microseconds(nanoseconds) }
    }
    if outcome.delay.count > 0 { values["delay_max"] = microseconds(outcome.delay.greatest) }
    if case .value(let nanoseconds) = outcome.delay.percentile(0.99) {
      values["delay_p99"] = microseconds(nanoseconds)
    }
    values.merge(ResourceTrend(usages).values.mapValues { .float($0) }) { own, _ in own }
    values.merge(faults?.columns ?? [:]) { own, _ in own }
    let columns = Schema.stressScenario.columns.filter { values[$0.name] != nil }
    return ResultTable(
      schema: .stressScenario, columns: columns, rows: [columns.compactMap { values[$0.name] }])
  }

  /// throughput-series/1.
  var series: ResultTable {
    let length = Double(outcome.window) / 1e9
    let rows = outcome.windows.enumerated().map { index, window -> [ResultValue] in
      [
        .uint(UInt64(index)), .float(Double(index) * length), count(window.offered),
        count(window.done), count(window.failed), count(window.backlog),
        .float(Double(window.done) / length), microseconds(window.longest),
      ]
    }
    return ResultTable(
      schema: .throughputSeries, columns: Schema.throughputSeries.columns, rows: rows)
  }

  /// resource-series/1, with times from the first sample; nil without samples.
  var resources: ResultTable? {
    guard !usages.isEmpty else { return nil }
    let rows = usages.enumerated().map { index, usage -> [ResultValue] in
      let before = usages[max(0, index - 1)]
      let seconds = Double(usage.moment - before.moment) / 1e9
      let busy = usage.userTime + usage.systemTime - before.userTime - before.systemTime
      return [
        .float(Double(usage.moment - usages[0].moment) / 1e9), count(usage.processes),
        count(usage.threads), count(usage.descriptors), count(usage.memory),
        .float(seconds > 0 ? max(0, 100 * busy / seconds) : 0), .float(usage.userTime),
        .float(usage.systemTime), count(usage.minorFaults), count(usage.majorFaults),
        count(usage.voluntarySwitches), count(usage.involuntarySwitches), count(usage.readBytes),
        count(usage.writtenBytes), .float(Double(usage.cost) / 1e3),
      ]
    }
    return ResultTable(
      schema: .resourceSeries, columns: Schema.resourceSeries.columns, rows: rows)
  }

  private func count(_ number: Int) -> ResultValue { .uint(UInt64(clamping: number)) }

  private func microseconds(_ nanoseconds: UInt64) -> ResultValue {
    .float(Double(nanoseconds) / 1e3)
  }
}
