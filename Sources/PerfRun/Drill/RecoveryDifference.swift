internal import PerfModel
internal import PerfResults

/// How the tables after a recovery differ from those of the undisturbed run.
struct RecoveryDifference: Equatable {
  /// Columns whose greatest difference has a name of its own.
  static let named = ["resting", "position", "pnl"]

  /// Where they first differ; nil if nowhere.
  private(set) var text: String?
  /// How many records differ.
  private(set) var differing = 0
  /// The greatest difference of a number of the class `exact`; nil without such numbers.
  private(set) var delta: Double?
  /// The greatest difference in each column of `named` that there is.
  private(set) var deltas: [String: Double] = [:]

  init() {}

  init(_ reference: [CaseResults.Entry], _ recovered: [CaseResults.Entry]) {
    text = RepeatAgreement.difference(reference, recovered, firstName: "the undisturbed run")
    for entry in reference {
      guard let other = recovered.first(where: { $0.name == entry.name }) else {
        differing += entry.table.rows.count
        continue
      }
      compare(entry.table, other.table)
    }
  }

  private mutating func compare(_ reference: ResultTable, _ recovered: ResultTable) {
    let lines = (reference.canonicalRecords.lines, recovered.canonicalRecords.lines)
    differing += zip(lines.0, lines.1).count { $0 != $1 }
    differing += abs(lines.0.count - lines.1.count)
    for (place, column) in reference.columns.enumerated() where column.comparison == .exact {
      guard let other = recovered.columns.firstIndex(where: { $0.name == column.name }) else {
        continue
      }
      for (row, match) in zip(Self.sorted(reference), Self.sorted(recovered)) {
        guard let value = row[place].number, let own = match[other].number else { continue }
        // Different numbers beyond 2^53 may be equal as floating-point ones.
        let isEqual = row[place].fieldText == match[other].fieldText
        let difference = isEqual ? 0 : value == own ? 1 : abs(value - own)
        delta = max(delta ?? 0, difference)
        if Self.named.contains(column.name) {
          deltas[column.name] = max(deltas[column.name] ?? 0, difference)
        }
      }
    }
  }

  private static func sorted(_ table: ResultTable) -> [[ResultValue]] {
    if table.keyPositions.isEmpty { return table.rows }
    return table.rows.map { (table.key(of: $0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
