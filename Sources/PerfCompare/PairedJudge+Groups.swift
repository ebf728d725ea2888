internal import PerfModel

extension PairedJudge {
  /// The cases of a group that no failure ended.
  func measured(_ group: PairedRecord.Group) -> [Int] {
    group.cases.filter { record.cases[$0].failures.isEmpty }
  }

  /// The declared overhead targets with what a batch says of each.
  func overheads(
    batch: Int, isOver: Bool
  ) -> [(group: PairedRecord.Group, outcome: PairedOutcome)] {
    record.groups.compactMap { group in
      group.atMost.map { (group, overhead(group, atMost: $0, batch: batch, isOver: isOver)) }
    }
  }

  private func overhead(
    _ group: PairedRecord.Group, atMost: Double, batch: Int, isOver: Bool
  ) -> PairedOutcome {
    let rule = OverheadRule(
      atMost: atMost, looks: record.looks, confidence: record.confidence,
      mayRaise: !record.looksAreFixed)
    return rule.judge(.group(paired(group, batch: batch)), isOver: isOver)
  }

  /// What a group says in the end: an overhead target confirmed like a row, any other group looked
  /// at once (rule 10).
  func finalOutcome(_ group: PairedRecord.Group) -> PairedOutcome {
    guard let atMost = group.atMost else {
      return paired(group, batch: 0).judge(confidence: record.confidence)
    }
    let first = overhead(group, atMost: atMost, batch: 0, isOver: true)
    let isConfirmed =
      record.batches.count > 1 && first.decision == .verdict(.fail)
      && measured(group).allSatisfy { record.batches[1].series(ofCase: $0) != nil }
    let second =
      isConfirmed ? overhead(group, atMost: atMost, batch: 1, isOver: true) : nil
    return PairedRule.confirmed(first, by: second)
  }

  private func paired(_ group: PairedRecord.Group, batch: Int) -> PairedGroup {
    let rows = measured(group).compactMap { index -> (name: String, row: PairedRow)? in
      record.cases[index].rows.firstIndex { $0.metric == group.metric }.map { place in
        (
          record.cases[index].name,
          row(Place(caseIndex: index, rowIndex: place), batch: batch)
        )
      }
    }
    return PairedGroup(
      rows: rows, average: PairedGroup.Average(rawValue: group.average.rawValue) ?? .plain,
      warn: group.warn, fail: group.fail)
  }

  /// The row of a group.
  func groupRow(_ group: PairedRecord.Group) -> Comparison.Row {
    let definition = group.cases.lazy.compactMap { index in
      self.record.cases[index].rows.first { $0.metric == group.metric }
    }.first
    var row = Comparison.Row(
      suite: group.suite, caseName: group.name, metric: group.metric,
      unit: definition?.unit ?? "", better: definition?.better, gating: group.gating,
      base: .absent, head: .absent)
    let outcome = finalOutcome(group)
    row.take(outcome)
    row.gating = group.gating
    if !group.gating { row.verdict = nil }
    let mean = group.average == .plain ? "mean" : "weighted mean"
    let count = group.cases.count
    row.notes.insert("\(mean) of \(count) case\(count == 1 ? "" : "s")", at: 0)
    if let atMost = group.atMost {
      let percent = (1000 * atMost).rounded() / 10
      row.notes.insert(
        "at most \(percent == percent.rounded() ? "\(Int(percent))" : "\(percent)") %", at: 0)
    }
    return row
  }
}

extension PairedRecord.Group {
  /// Whether a row is one of the group's.
  func covers(_ caseIndex: Int, _ row: PairedRecord.Row) -> Bool {
    row.metric == metric && cases.contains(caseIndex)
  }
}
