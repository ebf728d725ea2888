internal import PerfModel
internal import PerfResults
internal import PerfStatistics

/// The tables of a drill: failover-drill/1 with all kills, failover-summary/1 with what they come to.
struct DrillTables {
  let scenario: String
  let seed: UInt64
  /// The last operation of the undisturbed run.
  let operations: UInt64
  let trials: [KillTrial]

  private static let percentiles = [("p50", 0.5), ("p95", 0.95)]
  private static let timed: [(name: String, value: @Sendable (KillTrial) -> Double?)] = [
    ("recovery_time", { $0.recoveryTime }), ("first_ack", { $0.firstAcknowledgement }),
  ]

  /// One row a kill; a column that some kill has no value for is left out.
  var kills: ResultTable {
    let rows = trials.map(Self.values)
    let columns = Schema.failoverDrill.columns.filter { column in
      rows.allSatisfy { $0[column.name] != nil }
    }
    return ResultTable(
      schema: .failoverDrill, columns: columns,
      rows: rows.map { row in columns.compactMap { row[$0.name] } })
  }

  private static func values(_ trial: KillTrial) -> [String: ResultValue] {
    var values: [String: ResultValue] = [
      "kill": count(trial.point.number), "after": count(trial.point.after),
      "killed": .bool(trial.wasKilled), "acknowledged": .uint(trial.acknowledged),
      "torn": count(trial.torn), "recovered": .uint(trial.recovered), "lost": .uint(trial.lost),
      "duplicated": .uint(trial.duplicated), "differing": count(trial.difference.differing),
      "recovery_time": .float(trial.recoveryTime),
    ]
    values["dropped"] = trial.dropped.map { .uint($0) }
    values["delta"] = trial.difference.delta.map { .float($0) }
    for (name, delta) in trial.difference.deltas { values[name + "_delta"] = .float(delta) }
    values["digest"] = trial.digest.map { .text($0) }
    values["first_ack"] = trial.firstAcknowledgement.map { .float($0) }
    values["replayed"] = trial.replayed.map { .uint($0) }
    if let replayed = trial.replayed, replayed > 0, trial.replayTime > 0 {
      values["replay_rate"] = .float(Double(replayed) * 1e3 / trial.replayTime)
    }
    return values
  }

  /// Percentiles for which there were too few kills.
  var absences: [CaseRecord.Absence] {
    Self.timed.flatMap { time -> [CaseRecord.Absence] in
      let count = trials.compactMap(time.value).count
      return Self.percentiles.compactMap { name, fraction -> CaseRecord.Absence? in
        let needed = samplesNeeded(forPercentile: fraction)
        guard count < needed else { return nil }
        return CaseRecord.Absence(
          metric: "\(time.name)_\(name)",
          reason: "not estimable: \(count) samples, \(name) needs \(needed)")
      }
    }
  }

  /// The one row of failover-summary/1.
  var summary: ResultTable {
    var values: [String: ResultValue] = [
      "scenario": .text(scenario), "seed": .uint(seed), "operations": .uint(operations),
      "kills": Self.count(trials.count), "killed": Self.count(trials.count(where: \.wasKilled)),
      "lost": .uint(trials.reduce(0) { $0 + $1.lost }),
      "duplicated": .uint(trials.reduce(0) { $0 + $1.duplicated }),
      "differing": Self.count(trials.reduce(0) { $0 + $1.difference.differing }),
    ]
    values["delta"] = trials.compactMap(\.difference.delta).max().map { .float($0) }
    for name in RecoveryDifference.named {
      let greatest = trials.compactMap { $0.difference.deltas[name] }.max()
      values[name + "_delta"] = greatest.map { .float($0) }
    }
    for time in Self.timed {
      let times = trials.compactMap(time.value)
      values[time.name + "_max"] = times.max().map { .float($0) }
      for (name, fraction) in Self.percentiles
      where times.count >= samplesNeeded(forPercentile: fraction) {
        values["\(time.name)_\(name)"] = .float(
          quantile(times.span, fraction, method: .nearestRank))
      }
    }
    let replays = trials.filter { $0.replayed ?? 0 > 0 }
    let replayed = replays.reduce(0) { $0 + ($1.replayed ?? 0) }
    let milliseconds = replays.reduce(0) { $0 + $1.replayTime }
    if trials.contains(where: { $0.replayed != nil }) { values["replayed"] = .uint(replayed) }
    if milliseconds > 0 { values["replay_rate"] = .float(Double(replayed) * 1e3 / milliseconds) }
    let columns = Schema.failoverSummary.columns.filter { values[$0.name] != nil }
    return ResultTable(
      schema: .failoverSummary, columns: columns, rows: [columns.compactMap { values[$0.name] }])
  }

  private static func count(_ number: Int) -> ResultValue { .uint(UInt64(clamping: number)) }
}
