internal import PerfModel

/// Policy rules that name a metric which nothing can have: they would be taken silently.
struct RuleNames {
  let plan: Plan
  /// The cases that were run, with the metrics and result files that they left.
  let cases: [(suite: String, name: String, known: [String])]

  /// What perfkit measures of every run.
  private static let measured = [
    "wall_time", "user_time", "system_time", "peak_memory", "read_bytes", "written_bytes",
    "voluntary_switches", "involuntary_switches", "minor_faults", "major_faults",
    CaseRecord.Samples.instructionsName,
  ]

  /// One warning a rule; only of rules that apply to a case that was run and whose metric is a plain
  /// name, since what a pattern is meant for cannot be known.
  func warnings(today: String) -> [Problem] {
    plan.policy.rules.compactMap { rule in
      guard let metric = rule.metric, !metric.contains(where: { "*?{[:.".contains($0) }),
        rule.until.map({ $0 >= today }) ?? true
      else { return nil }
      let own = cases.filter {
        Self.matches(rule.suite, $0.suite) && Self.matches(rule.caseName, $0.name)
      }
      guard !own.isEmpty, !isKnown(metric) else { return nil }
      let near = nearest(metric, in: own.flatMap(\.known).map(Self.bare) + columns + Self.measured)
      var problem = plan.problem(
        "policy.unknown-metric", "this rule names metric '\(metric)', which no case has",
        at: rule.position,
        hint: near.map { "did you mean '\($0)'?" } ?? "--json lists the metrics of a run")
      problem.verdict = .warn
      return problem
    }
  }

  /// Whether a run or a schema has it, if only an optional column or a percentile of one.
  private func isKnown(_ metric: String) -> Bool {
    Self.measured.contains(metric) || cases.contains { $0.known.map(Self.bare).contains(metric) }
      || columns.contains { metric == $0 || metric.hasPrefix($0 + "_p") }
  }

  private var columns: [String] {
    (plan.schemas + Schema.builtIn).flatMap { $0.columns.filter { $0.role == .metric }.map(\.name) }
  }

  /// A metric without the row's key.
  private static func bare(_ metric: String) -> String { String(metric.prefix { $0 != "[" }) }

  private static func matches(_ pattern: String?, _ name: String) -> Bool {
    guard let pattern else { return true }
    return (try? Glob(pattern))?.matches(name) ?? false
  }
}
