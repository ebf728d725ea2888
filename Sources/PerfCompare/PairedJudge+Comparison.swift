public import PerfModel
internal import PerfStatistics

extension PairedJudge {
  /// The comparison with all its rows and the verdict.
  public func comparison() -> Comparison {
    let outcomes = finalOutcomes()
    var rows: [Comparison.Row] = []
    for (index, entry) in record.cases.enumerated() {
      let own = entry.rows.indices.map { rowIndex in
        row(index, rowIndex, outcomes[Place(caseIndex: index, rowIndex: rowIndex)])
      }
      rows += entry.failures.map { failureRow(entry, $0) }
      rows += entry.digests.map { digestRow(entry, $0) }
      rows += objectiveRows(entry)
      rows += own.filter(\.gating) + own.filter { !$0.gating }
      let decides =
        record.groups.contains { $0.gating && $0.cases.contains(index) }
        || rows.contains {
          $0.suite == entry.suite && $0.caseName == entry.name && $0.verdict != nil
        }
      if !decides { rows.append(caseRow(entry, .missing, "nothing that decides was measured")) }
    }
    rows += record.groups.filter { $0.cases.count > 1 || $0.atMost != nil }.map(groupRow)
    var comparison = Comparison(
      base: record.base.name, head: record.head.name, rows: rows, warnings: record.warnings,
      verdict: verdict(rows))
    comparison.modules = record.cases.flatMap { entry in
      ModuleTables(entry, rows: rows).tables
    }
    return comparison
  }

  private func verdict(_ rows: [Comparison.Row]) -> Verdict {
    guard !rows.isEmpty else { return .missing }
    var verdicts = rows.filter(\.gating).compactMap(\.verdict)
    if record.policy.inconclusive == .warn {
      verdicts = verdicts.map { $0 == .inconclusive ? .warn : $0 }
    }
    if !record.warnings.isEmpty { verdicts.append(.warn) }
    let worst = verdicts.worst
    return worst == .warn && record.strict ? .fail : worst
  }

  private func caseRow(
    _ entry: PairedRecord.Case, _ verdict: Verdict, _ note: String
  ) -> Comparison.Row {
    var row = Comparison.Row(
      suite: entry.suite, caseName: entry.name, metric: "case", unit: "", better: nil,
      gating: true, base: .absent, head: .absent)
    row.verdict = verdict
    row.notes = [note]
    return row
  }

  private func failureRow(
    _ entry: PairedRecord.Case, _ failure: PairedRecord.Failure
  ) -> Comparison.Row {
    let sentence = failure.reason.prefix { $0 != "\n" }
    return caseRow(entry, failure.verdict, "\(failure.side.rawValue) \(sentence)")
  }

  private func digestRow(
    _ entry: PairedRecord.Case, _ digest: PairedRecord.Digest
  ) -> Comparison.Row {
    var row = Comparison.Row(
      suite: entry.suite, caseName: entry.name, metric: digest.name, unit: "digest", better: nil,
      gating: true, base: digest.base.map { .text($0) } ?? .absent,
      head: digest.head.map { .text($0) } ?? .absent)
    switch (digest.base, digest.head) {
    case (nil, _):
      row.verdict = .warn
      row.notes = ["only the head left this file"]
    case (_, nil):
      row.verdict = .missing
      row.notes = ["only the base left this file"]
    case (let base?, let head?) where base == head:
      row.verdict = .pass
    default:
      row.verdict = digest.difference == nil || digest.allowed != nil ? .pass : .incorrect
      row.notes = [
        digest.difference == nil
          ? "only exact metrics with a direction differ"
          : digest.allowed.map { "digest may change: \($0)" } ?? digest.difference ?? ""
      ]
    }
    return row
  }

  private func row(_ caseIndex: Int, _ rowIndex: Int, _ outcome: PairedOutcome?) -> Comparison.Row {
    let entry = record.cases[caseIndex]
    let definition = entry.rows[rowIndex]
    let series = record.batches.compactMap { $0.series(ofCase: caseIndex) }.last
    let values = series?.values(of: definition.metric)
    let base = values?.base.filter { !$0.isNaN } ?? []
    let head = values?.head.filter { !$0.isNaN } ?? []
    if definition.comparison == .exact, let better = definition.better {
      var row = ExactComparator.row(
        suite: entry.suite, caseName: entry.name, metric: definition.metric,
        unit: definition.unit, base: base.first, head: head.first, better: better,
        rule: definition.rule)
      row.pairs = series?.pairs ?? 0
      return row
    }
    var row = Comparison.Row(
      suite: entry.suite, caseName: entry.name, metric: definition.metric, unit: definition.unit,
      better: definition.better, gating: definition.isJudged, base: Self.median(base),
      head: Self.median(head))
    row.pairs = series?.pairs ?? 0
    if case .number(let old) = row.base, case .number(let new) = row.head, old != 0 {
      row.changePercent = 100 * (new / old - 1)
    }
    if let outcome { row.take(outcome) }
    if outcome == nil, definition.isJudged { row.gating = false }
    row.notes += definition.notes
    return row
  }

  private static func median(_ values: [Double]) -> Comparison.Field {
    values.isEmpty ? .absent : .number(PerfStatistics.median(values.span))
  }
}

extension PairedRecord.Row {
  fileprivate var rule: RowRule {
    RowRule(warn: warn, fail: fail, failIsSet: failIsSet, floor: floor, gate: gating)
  }
}

extension Comparison.Row {
  /// Takes over what the rule says.
  mutating func take(_ outcome: PairedOutcome) {
    switch outcome.decision {
    case .verdict(let verdict): self.verdict = verdict
    case .more: verdict = .inconclusive
    case .info: gating = false
    }
    notes = outcome.notes
    guard let estimate = outcome.estimate else { return }
    if estimate.changePercent.isFinite { changePercent = estimate.changePercent }
    pairs = estimate.pairs
    if estimate.minimumDetectableEffect.isFinite {
      detectablePercent = 100 * estimate.minimumDetectableEffect
    }
    let interval = estimate.intervalPercent
    if interval.lowerBound.isFinite, interval.upperBound.isFinite { intervalPercent = interval }
  }
}
