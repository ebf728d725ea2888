internal import PerfModel
internal import PerfReport

extension ReportSubject {
  /// Errors and warnings.
  var problems: (errors: [Problem], warnings: [Problem]) {
    switch content {
    case .run(let run):
      return (run.record.errors, run.record.warnings)
    case .comparison(let comparison, _):
      let rows = comparison.rows.filter { row in
        row.gating && (row.verdict ?? .pass).severity > Verdict.improved.severity
      }
      func problem(_ row: Comparison.Row) -> Problem {
        Problem("compare.\(row.verdict?.rawValue ?? "")", Self.sentence(row))
      }
      return (
        rows.filter { $0.verdict != .warn }.map(problem),
        rows.filter { $0.verdict == .warn }.map(problem) + comparison.warnings
      )
    }
  }

  /// Cases with their objectives, or rows, as tests.
  var testSuites: [JUnitReport.Suite] {
    switch content {
    case .run(let run):
      return Self.grouped(run.record.cases, by: \.suite).map { name, cases in
        JUnitReport.Suite(name: name, tests: cases.flatMap(Self.tests))
      }
    case .comparison(let comparison, _):
      return Self.grouped(comparison.rows.filter(\.gating), by: \.suite).map { name, rows in
        JUnitReport.Suite(name: name, tests: rows.map(Self.test))
      }
    }
  }

  private static func tests(of entry: CaseRecord) -> [JUnitReport.Test] {
    let seconds = entry.samples.first { $0.metric == "wall_time" }?.values.reduce(0, +) ?? 0
    let outcome: JUnitReport.Test.Outcome =
      switch entry.outcome {
      case .passed: .passed
      case .skipped, .missing: .skipped(entry.reason ?? entry.outcome.rawValue)
      case .notStarted, .interrupted: .broken(entry.reason ?? entry.outcome.rawValue)
      default: .failed(entry.reason ?? entry.outcome.rawValue)
      }
    let whole = JUnitReport.Test(
      group: entry.name, name: "runs", outcome: outcome, seconds: seconds)
    return [whole]
      + entry.objectives.map { objective in
        let outcome: JUnitReport.Test.Outcome =
          switch objective.verdict {
          case .pass: .passed
          case .fail: .failed(StressReport.finding(objective))
          default: .skipped(objective.note ?? objective.verdict.rawValue)
          }
        return JUnitReport.Test(group: entry.name, name: objective.text, outcome: outcome)
      }
  }

  private static func test(of row: Comparison.Row) -> JUnitReport.Test {
    let outcome: JUnitReport.Test.Outcome =
      switch row.verdict {
      case nil, .pass, .improved, .warn: .passed
      case .inconclusive, .missing: .skipped(sentence(row))
      default: .failed(sentence(row))
      }
    return JUnitReport.Test(group: row.caseName, name: row.metric, outcome: outcome)
  }

  private static func sentence(_ row: Comparison.Row) -> String {
    let change = row.changePercent.map { " changed by \(Quantity.percent($0))" } ?? ""
    return (["\(row.caseName): \(row.metric)\(change)"] + row.notes).joined(separator: "; ")
  }

  /// Elements by a name, in the order in which the names first appear.
  private static func grouped<T>(_ elements: [T], by name: (T) -> String) -> [(String, [T])] {
    var names: [String] = []
    for element in elements where !names.contains(name(element)) { names.append(name(element)) }
    return names.map { wanted in (wanted, elements.filter { name($0) == wanted }) }
  }
}
