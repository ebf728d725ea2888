internal import PerfCompare
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// Judges the objectives and decision rules of a run's cases, whatever the kind of their suites.
struct ObjectiveJudging {
  let session: Session
  let plan: Plan
  let selection: SuiteSelection

  /// Adds what objectives and rules make of each case, and what follows for the run.
  func judge(_ record: inout RunRecord) {
    for index in record.cases.indices where record.cases[index].outcome == .passed {
      let entry = record.cases[index]
      let planned = selection.entries.first { $0.suite.name == entry.suite }?.cases
        .first { $0.name == entry.name }
      guard let planned else { continue }
      guard entry.rungs.isEmpty else {
        if let problem = KneeExecution.problem(of: entry) { record.add(problem) }
        continue
      }
      let (objectives, decisions) = (planned.objectives, planned.decisions)
      if planned.fault == nil,
        let problem = SuiteExecution.unjudged(entry, objectives.map(\.text))
      {
        record.add(problem)
      }
      guard !objectives.isEmpty || !decisions.isEmpty else { continue }
      let folder = session.stateFolder + "/runs/" + record.id
      let judge = ObjectiveJudge(entry, series: series(of: entry, in: folder))
      for word in objectives {
        let objective = judge.judge(word.text)
        record.cases[index].objectives.append(objective)
        if let problem = problem(objective, at: word, of: entry) { record.add(problem) }
      }
      for decision in decisions {
        let (conclusion, unknown) = judge.conclude(decision)
        if let conclusion { record.cases[index].conclusions.append(conclusion) }
        for metric in unknown { record.warnings.append(warning(decision, metric, entry)) }
      }
    }
    record.verdict = ([record.verdict] + record.errors.map(\.verdict)).worst
  }

  /// What becomes of a case's objectives.
  func objectives(
    of entry: CaseRecord, _ planned: PlannedCase, in folder: String
  ) -> [CaseRecord.Objective] {
    let judge = ObjectiveJudge(entry, series: series(of: entry, in: folder))
    return planned.objectives.map { judge.judge($0.text) }
  }

  /// The metrics of the result tables with several rows, run by run.
  private func series(of entry: CaseRecord, in folder: String) -> [ObjectiveJudge.Series] {
    let schemas = Schema.builtIn + plan.schemas
    return entry.tables.flatMap { file -> [ObjectiveJudge.Series] in
      guard let schema = schemas.first(where: { $0.name == file.schema }),
        let table = try? TableReader(schema: schema, file: file.file)
          .read(path: folder + "/" + file.file)
      else { return [] }
      return table.columns.indices.filter { table.columns[$0].role == .metric }.map { position in
        ObjectiveJudge.Series(
          metric: table.columns[position].name, unit: table.columns[position].unit ?? "",
          values: table.rows.compactMap { $0[position].number })
      }
    }
  }

  private func problem(
    _ objective: CaseRecord.Objective, at word: Word, of entry: CaseRecord
  ) -> Problem? {
    guard objective.verdict != .pass else { return nil }
    let isMissed = objective.verdict == .fail
    var problem = plan.problem(
      isMissed ? "objective.missed" : "objective.not-judged",
      "\(entry.name): objective '\(objective.text)' "
        + (isMissed
          ? "missed: \(StressReport.finding(objective))"
          : "could not be judged: \(objective.note ?? "")"),
      at: word.position)
    problem.verdict = objective.verdict
    if objective.verdict == .inconclusive, plan.policy.inconclusive == .warn {
      problem.verdict = .warn
    }
    return problem
  }

  private func warning(
    _ decision: CaseSettings.Decision, _ metric: String, _ entry: CaseRecord
  ) -> Problem {
    Problem(
      "decision.not-judged",
      "\(entry.name): nothing is concluded from '\(decision.when)': there is no metric '\(metric)'",
      hint: "its metrics are listed by --json", verdict: .warn)
  }
}

extension RunRecord {
  fileprivate mutating func add(_ problem: Problem) {
    if problem.verdict == .warn { warnings.append(problem) } else { errors.append(problem) }
  }
}
