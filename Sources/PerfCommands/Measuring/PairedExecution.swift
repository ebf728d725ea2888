internal import PerfCompare
internal import PerfModel
internal import PerfRun

/// Measures what the rule asks for until everything is decided or the time is over, and keeps the
/// record of it.
struct PairedExecution<Source: PairedSource> {
  private var source: Source
  var record: PairedRecord
  private let schemas: [Schema]
  private let today: String

  /// Makes an execution; `record` names the cases and the policy, `today` is `YYYY-MM-DD`.
  init(_ source: Source, record: PairedRecord, schemas: [Schema], today: String) {
    self.source = source
    self.record = record
    self.schemas = schemas
    self.today = today
  }

  /// Runs all batches and returns the record with their samples.
  mutating func run(seed: UInt64, mayGoOn: () -> Bool) throws(Problems) -> PairedRecord {
    try startBatch(seed: seed, cases: Array(record.cases.indices), mayGoOn: mayGoOn)
    while mayGoOn(), !isInterrupted {
      switch PairedJudge(record).next() {
      case .done: return finished()
      case .more(let targets):
        try source.sample(upTo: targets, mayGoOn: mayGoOn)
        refresh()
      case .confirm(let cases):
        guard record.batches.count < 2 else { return finished() }
        try startBatch(seed: seed ^ Self.secondSeed, cases: cases, mayGoOn: mayGoOn)
      }
    }
    return finished()
  }

  /// The record with what is known only in the end.
  private func finished() -> PairedRecord {
    var finished = record
    finished.notes += record.cases.indices.flatMap { index in
      source.taking(index).map { PairedIterations($0).notes(record.cases[index].name) } ?? []
    }
    if let note = Self.untimed(record) { finished.notes.append(note) }
    return finished
  }

  /// What to say where only exact values and digests were compared.
  private static func untimed(_ record: PairedRecord) -> String? {
    let cases = record.cases.filter { entry in
      entry.failures.isEmpty && !entry.rows.contains { $0.gating && $0.comparison != .exact }
    }
    guard let first = cases.first else { return nil }
    let others = cases.count > 1 ? " and \(cases.count - 1) more" : ""
    return "\(first.name)\(others): no timing was judged, no result table has one that decides; "
      + "policy rules: [{metric: wall_time, gate: true}] lets wall time decide"
  }

  private static var secondSeed: UInt64 { 0x5DEE_CE66_D1CE_CAFE }

  private var isInterrupted: Bool {
    record.cases.contains { $0.failures.contains { $0.outcome == .interrupted } }
  }

  private mutating func startBatch(
    seed: UInt64, cases: [Int], mayGoOn: () -> Bool
  ) throws(Problems) {
    record.batches.append(PairedRecord.Batch(seed: seed))
    try source.startBatch(seed: seed, cases: cases, mayGoOn: mayGoOn)
    refresh()
  }

  /// Takes over what the newest batch has brought.
  private mutating func refresh() {
    var series: [PairedRecord.Series] = []
    for index in record.cases.indices {
      guard let taking = source.taking(index) else { continue }
      record.cases[index].failures = taking.failures
      record.notes += taking.notes.filter { !record.notes.contains($0) }
      define(index, taking)
      let percentiles = definePercentiles(index, PairedIterations(taking))
      series.append(
        PairedRecord.Series(
          caseIndex: index, headFirst: taking.headFirst,
          metrics: record.cases[index].rows.map { row in
            percentiles.first { $0.name == row.metric } ?? Self.metric(row.metric, taking)
          }))
    }
    record.batches[record.batches.count - 1].series = series
    record.groups =
      record.groups.filter { $0.atMost != nil }
      + PairedGrouping(record: record, today: today).groups
  }

  private static func metric(_ name: String, _ taking: PairedTaking) -> PairedRecord.Series.Metric {
    func values(_ samples: [CaseRecord.Samples]) -> [Double] {
      samples.first { $0.metric == name }?.values
        ?? [Double](repeating: .nan, count: taking.pairs)
    }
    return PairedRecord.Series.Metric(
      name: name, base: values(taking.base), head: values(taking.head))
  }

  /// Defines the rows of metrics seen for the first time, and the digests.
  private mutating func define(_ index: Int, _ taking: PairedTaking) {
    for samples in taking.base + taking.head
    where !record.cases[index].rows.contains(where: { $0.metric == samples.metric }) {
      let limits = rule(index, samples.metric, unit: samples.unit)
      var row = PairedRecord.Row(
        metric: samples.metric, unit: samples.unit, better: samples.better,
        comparison: samples.comparison, gating: limits.gate ?? samples.gating)
      row.take(limits)
      record.cases[index].rows.append(row)
    }
    guard record.cases[index].digests.isEmpty else { return }
    let names = (taking.baseDigests + taking.headDigests).map(\.name)
    for (place, name) in names.enumerated() where !names[..<place].contains(name) {
      let base = taking.baseDigests.first { $0.name == name }
      let head = taking.headDigests.first { $0.name == name }
      record.cases[index].digests.append(
        DigestComparator(schemas: schemas).entry(
          name, base, head, allowed: rule(index, name, unit: "").digestMayChange))
    }
  }

  /// Defines the rows of percentiles of iterations, and returns their values: medians decide,
  /// others where the policy says so.
  private mutating func definePercentiles(
    _ index: Int, _ iterations: PairedIterations
  ) -> [PairedRecord.Series.Metric] {
    var metrics: [PairedRecord.Series.Metric] = []
    for entry in iterations.percentiles {
      let limits = rule(index, entry.metric.name, unit: entry.unit)
      let gate = limits.gate ?? (entry.isMedian && entry.comparison != .info)
      guard gate || entry.metric.absence == nil else { continue }
      metrics.append(entry.metric)
      var row = PairedRecord.Row(
        metric: entry.metric.name, unit: entry.unit, better: entry.better,
        comparison: entry.comparison, gating: gate)
      row.take(limits)
      row.notes = gate ? entry.notes : []
      if let place = record.cases[index].rows.firstIndex(where: { $0.metric == row.metric }) {
        record.cases[index].rows[place] = row
      } else {
        record.cases[index].rows.append(row)
      }
    }
    return metrics
  }

  private func rule(_ index: Int, _ metric: String, unit: String) -> RowRule {
    RowRule(
      policy: record.policy, suite: record.cases[index].suite,
      caseName: record.cases[index].name, metric: metric, unit: unit, today: today)
  }
}

extension PairedRecord.Row {
  /// Takes over the limits of a rule.
  fileprivate mutating func take(_ limits: RowRule) {
    warn = limits.warn
    fail = limits.fail
    failIsSet = limits.failIsSet
    floor = limits.floor
  }
}
