internal import PerfCompare
internal import PerfHistory
internal import PerfModel
internal import PerfReport

/// Holds a record against the baselines its suites name.
struct StoredComparison {
  let session: Session
  let plan: Plan
  let selection: SuiteSelection
  let options: SuiteOptions
  let reader: BaselineReader

  /// Adds comparison, warnings and errors to a record, and what they make of its verdict.
  func judge(_ record: inout RunRecord) throws(Problems) {
    var comparisons: [Comparison] = []
    for entry in selection.entries {
      let suite = entry.suite
      guard let name = suite.baseline else { continue }
      let found = try reader.find(name, suite: suite.name)
      record.warnings += found.warnings
      guard let baseline = found.baseline else {
        record.errors.append(missing(name, suite.name))
        continue
      }
      if let expired = expired(baseline) {
        record.errors.append(expired)
        continue
      }
      let comparator = StoredComparator(
        policy: plan.policy, schemas: Schema.builtIn + plan.schemas, now: session.now,
        narrowed: selection.narrowed || record.cases.contains { $0.outcome == .interrupted })
      var comparison = comparator.compare(record, with: baseline)
      try GateConfirmation(
        session: session, plan: plan, options: options,
        folder: session.stateFolder + "/runs/" + record.id
      ).confirm(&comparison, baseline, entry)
      comparison.verdict = comparator.verdict(of: comparison.rows, comparison.warnings)
      comparisons.append(comparison)
    }
    if let first = comparisons.first {
      record.comparison = Comparison(
        base: first.base, head: record.id, rows: comparisons.flatMap(\.rows),
        warnings: comparisons.flatMap(\.warnings), verdict: comparisons.map(\.verdict).worst)
      record.warnings += comparisons.flatMap(\.warnings)
      for row in comparisons.flatMap(\.rows) {
        guard var problem = problem(of: row, base: first.base) else { continue }
        problem.hint =
          "the engine's output: " + session.shown(session.stateFolder + "/runs/\(record.id)/cases")
        if problem.verdict == .warn {
          record.warnings.append(problem)
        } else {
          record.errors.append(problem)
        }
      }
    }
    record.warnings += expiringRules() + unjudged()
    record.verdict =
      ([record.verdict] + comparisons.map(\.verdict) + record.errors.map(\.verdict)).worst
  }

  /// What a deciding row that is worse than a warning says; `inconclusive: warn` makes such rows
  /// warnings.
  private func problem(of row: Comparison.Row, base: String) -> Problem? {
    guard row.gating, let verdict = row.verdict, verdict.severity > Verdict.warn.severity else {
      return nil
    }
    let isTolerated = verdict == .inconclusive && plan.policy.inconclusive == .warn
    let change = row.changePercent.map { [Quantity.percent($0)] } ?? []
    return Problem(
      "compare." + verdict.rawValue,
      "\(row.caseName): \(row.metric) against baseline \(base): "
        + (change + row.notes).joined(separator: "; "), verdict: isTolerated ? .warn : verdict)
  }

  private func missing(_ name: String, _ suite: String) -> Problem {
    let known = reader.store.list().map(\.name)
    return Problem(
      "baseline.missing", "suite '\(suite)' has no baseline '\(name)'",
      hint: nearest(name, in: known.filter { $0 != name }).map { "did you mean '\($0)'?" }
        ?? "record it with `perfkit baseline record \(name) --suite \(suite)` and commit it",
      file: reader.store.shownFile(name, suite: suite), verdict: .missing)
  }

  private func expired(_ baseline: Baseline) -> Problem? {
    guard let limit = plan.policy.baselineMaxAge,
      let last = baseline.accepted.last.flatMap({ UTCTime($0.when) }),
      Double(session.now.seconds - last.seconds) > limit.inSeconds
    else { return nil }
    return Problem(
      "baseline.expired",
      "baseline '\(baseline.name)' of suite '\(baseline.suite)' was accepted on \(last.day), longer ago than the policy's baseline_max_age",
      hint:
        "look at the change and accept it: `perfkit baseline accept \(baseline.name) --reason …`",
      verdict: .missing)
  }

  /// Declarations that this version reads and does not judge: they must not look as if they passed.
  private func unjudged() -> [Problem] {
    var warnings: [Problem] = []
    for rule in plan.policy.rules where rule.limit != nil {
      warnings.append(
        plan.problem(
          "plan.not-judged", "`limit` of this rule was not judged", at: rule.position,
          hint: "this version of perfkit reads it and no more"))
    }
    return warnings.map { warning in
      var warning = warning
      warning.verdict = .warn
      return warning
    }
  }

  /// Rules that end within two weeks, or ended.
  private func expiringRules() -> [Problem] {
    let today = session.now
    let soon = UTCTime(seconds: today.seconds + 14 * 86400).day
    return plan.policy.rules.compactMap { rule in
      guard let until = rule.until, until <= soon else { return nil }
      let ended = until < today.day
      var problem = plan.problem(
        "policy.rule-expires",
        "this rule \(ended ? "applies no more since" : "applies only until") \(until)",
        at: rule.position, hint: rule.reason.map { "its reason was: \($0)" })
      problem.verdict = .warn
      return problem
    }
  }
}
