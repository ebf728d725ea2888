internal import PerfArguments
internal import PerfJSON
internal import PerfModel
internal import PerfPlan
internal import PerfReport

/// `perfkit list`: what there is to run.
struct List: RunnableCommand {
  static let name = "list"
  static let summary = "List suites, cases and what each would run."
  static let parameters: [Parameter<List>] = []
  static let exitCodes = [0, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let plan = try session.plan()
    var lines: [String] = []
    for suite in plan.suites {
      let baseline = suite.baseline.map { ", baseline \($0)" } ?? ""
      lines.append(
        session.console.style.bold(suite.name)
          + "  \(suite.kind.rawValue), engine \(suite.engine)\(baseline)")
      for planned in plan.cases(of: suite) {
        let words = planned.declaration.command.map { Self.expanded($0.text, planned) }
          .joined(separator: " ")
        lines.append("  \(planned.name)  \(session.console.style.dim(words))")
      }
    }
    if lines.isEmpty { lines = ["no suites are declared"] }
    session.console.result(lines)
    return CommandResult(document: document(plan))
  }

  /// A word with seed and matrix names replaced; what only a run knows stays `${…}`.
  private static func expanded(_ text: String, _ planned: PlannedCase) -> String {
    let template = try? Template(text)
    return template?.expanded { name in
      if name == "seed" { return String(planned.seed) }
      return planned.bindings.first { $0.name == name }?.value ?? "${\(name)}"
    } ?? text
  }

  private func document(_ plan: Plan) -> JSON {
    let suites = plan.suites.map { suite in
      let cases = plan.cases(of: suite).map { planned in
        JSON.object([
          ("name", .string(planned.name)), ("seed", .integer(planned.seed)),
          ("command", .array(planned.declaration.command.map { .string($0.text) })),
        ])
      }
      return JSON.object([
        ("name", .string(suite.name)), ("kind", .string(suite.kind.rawValue)),
        ("engine", .string(suite.engine)), ("baseline", .optional(suite.baseline)),
        ("cases", .array(cases)),
      ])
    }
    return .object([
      ("format", .string("perfkit-list/1")), ("project", .string(plan.project)),
      ("suites", .array(suites)), ("errors", .array([])), ("verdict", .string("pass")),
      ("exit", .integer(0)),
    ])
  }
}
