internal import PerfModel

extension PairedJudge {
  /// The rows of a case's objectives: the head's outcome is the verdict, the base's is told.
  func objectiveRows(_ entry: PairedRecord.Case) -> [Comparison.Row] {
    guard entry.failures.isEmpty else { return [] }
    return entry.judgedObjectives.map { objective in
      let base = entry.base(objective.text)
      var row = Comparison.Row(
        suite: entry.suite, caseName: entry.name, metric: objective.text, unit: objective.unit,
        better: nil, gating: true, base: base?.value.map { .number($0) } ?? .absent,
        head: objective.value.map { .number($0) } ?? .absent)
      row.verdict = objective.verdict
      if let note = objective.note { row.notes.append(note) }
      if base?.verdict == .fail {
        row.notes.append(
          objective.verdict == .fail ? "the base misses it, too" : "the base misses it")
      }
      return row
    }
  }
}
