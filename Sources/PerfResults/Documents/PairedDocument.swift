public import PerfJSON
public import PerfModel

/// The document of a paired comparison (`perfkit-comparison/1`): its rows with every sample that
/// they rest on, so that it can be judged again.
public struct PairedDocument: Sendable {
  private let record: PairedRecord
  private let comparison: Comparison
  private let plan: (looks: [Int], familySize: Int, alpha: Double)

  /// Makes the document of a record and what was concluded from it; `plan` is what the rule made of
  /// the looks.
  public init(
    _ record: PairedRecord, _ comparison: Comparison,
    plan: (looks: [Int], familySize: Int, alpha: Double)
  ) {
    self.record = record
    self.comparison = comparison
    self.plan = plan
  }

  /// The document; `exit` is the status that the command ends with.
  public func json(exit: Int32) -> JSON {
    guard case .object(let members) = comparison.json else { return .null }
    return .object(
      members + [JSON.Member("modules", .array(comparison.modules.map(\.json)))]
        + record.members + [
          JSON.Member("alpha", .number(plan.alpha)),
          JSON.Member("looks", .array(plan.looks.map { .integer($0) })),
          JSON.Member("family", .integer(plan.familySize)),
          JSON.Member("errors", .array(record.problems(comparison).map(\.json))),
          JSON.Member("exit", .integer(exit)),
        ])
  }
}

extension PairedRecord {
  /// What went wrong, in sentences: failing runs, and rows that are worse than a warning.
  public func problems(_ comparison: Comparison) -> [Problem] {
    let failures = cases.flatMap { entry in
      entry.failures.map { failure in
        Problem(
          "ab." + failure.outcome.rawValue,
          "\(entry.name): \(failure.side.rawValue) \(failure.reason)", verdict: failure.verdict)
      }
    }
    let rows = comparison.rows.compactMap { row -> Problem? in
      guard row.gating, row.metric != "case", !isObjective(row), let verdict = row.verdict,
        verdict.severity > Verdict.warn.severity,
        verdict != .inconclusive || policy.inconclusive == .fail
      else { return nil }
      let change = row.changePercent.map { " changed by \(Self.percent($0))" } ?? ""
      let interval = row.intervalPercent.map {
        ", between \(Self.percent($0.lowerBound)) and \(Self.percent($0.upperBound))"
      }
      return Problem(
        "compare." + verdict.rawValue,
        ([row.caseName + ": " + row.metric + change + (interval ?? "")] + row.notes)
          .joined(separator: "; "), verdict: verdict)
    }
    return failures + missedObjectives + rows
  }

  private func isObjective(_ row: Comparison.Row) -> Bool {
    cases.contains { entry in
      entry.suite == row.suite && entry.name == row.caseName
        && entry.judgedObjectives.contains { $0.text == row.metric }
    }
  }

  private var missedObjectives: [Problem] {
    cases.filter(\.failures.isEmpty).flatMap { entry in
      entry.judgedObjectives.compactMap { objective -> Problem? in
        let verdict = objective.verdict
        guard verdict != .pass, verdict != .inconclusive || policy.inconclusive == .fail else {
          return nil
        }
        let value = objective.value.map { "\(($0 * 1000).rounded() / 1000) \(objective.unit)" }
        return Problem(
          verdict == .fail ? "objective.missed" : "objective.not-judged",
          "\(entry.name): objective '\(objective.text)' "
            + (verdict == .fail
              ? "missed by the head: \(value ?? "")"
              : "could not be judged of the head: \(objective.note ?? "")"),
          verdict: verdict)
      }
    }
  }

  private static func percent(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return "\(tenths > 0 ? "+" : "")\(tenths) %"
  }
}
