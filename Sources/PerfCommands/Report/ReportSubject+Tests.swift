internal import PerfModel
internal import PerfReport

extension ReportSubject {
  /// What is wrong with the files that the report is made from.
  var ownProblems: [Problem] {
    if case .run(let run) = content { run.problems } else { [] }
  }

  /// Errors and warnings.
  var problems: (errors: [Problem], warnings: [Problem]) {
    switch content {
    case .run(let run):
      return (
        ownProblems.filter { $0.verdict != .warn } + run.record.errors,
        ownProblems.filter { $0.verdict == .warn } + run.record.warnings
      )
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

  /// Cases with their objectives, or rows, as tests; and the errors that no case tells.
  ///
  /// Where perfkit's own verdict is bad, one test at least is.
  var testSuites: [JUnitReport.Suite] {
    var suites: [JUnitReport.Suite]
    let verdict: Verdict
    switch content {
    case .run(let run):
      verdict = run.record.verdict
      suites = Self.grouped(run.record.cases, by: \.suite).map { name, cases in
        JUnitReport.Suite(name: name, tests: cases.flatMap(Self.tests))
      }
      let rows = run.record.comparison?.rows.filter(\.gating) ?? []
      suites += Self.grouped(rows, by: \.suite).map { name, rows in
        JUnitReport.Suite(name: name + " against its baseline", tests: rows.map(Self.test))
      }
    case .comparison(let comparison, _):
      verdict = comparison.verdict
      suites = Self.grouped(comparison.rows.filter(\.gating), by: \.suite).map { name, rows in
        JUnitReport.Suite(name: name, tests: rows.map(Self.test))
      }
    }
    let tells = suites.contains { $0.tests.contains(where: \.outcome.isBad) }
    let changed = ownProblems.contains { $0.verdict != .warn }
    guard changed || verdict.exitStatus() != 0 && !tells else { return suites }
    let errors = problems.errors.map { problem in
      JUnitReport.Test(
        group: "perfkit", name: problem.code, outcome: .failed(problem.message))
    }
    let said = JUnitReport.Test(
      group: "perfkit", name: "verdict", outcome: .failed("perfkit says \(verdict.rawValue)"))
    return suites + [JUnitReport.Suite(name: "perfkit", tests: errors.isEmpty ? [said] : errors)]
  }

  private static func tests(of entry: CaseRecord) -> [JUnitReport.Test] {
    let seconds = entry.samples.first { $0.metric == "wall_time" }?.values.reduce(0, +) ?? 0
    let outcome: JUnitReport.Test.Outcome =
      switch entry.outcome {
      case .passed: .passed
      case .skipped: .skipped(entry.reason ?? entry.outcome.rawValue)
      case .missing, .notStarted, .interrupted: .broken(entry.reason ?? entry.outcome.rawValue)
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
          case .inconclusive: .skipped(objective.note ?? objective.verdict.rawValue)
          default: .broken(objective.note ?? objective.verdict.rawValue)
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
