internal import PerfModel
internal import PerfRun

extension SuiteExecution {
  /// Searches for the knee of every selected case with a load and objectives; the others are left
  /// out.
  func findKnees(
    _ runners: [SuiteRunner], _ scratch: borrowing ScratchFolder, _ record: inout RunRecord
  ) throws(RunError) {
    let knees = KneeExecution(
      session: session,
      judging: ObjectiveJudging(session: session, plan: plan, selection: selection),
      folder: session.stateFolder + "/runs/" + record.id, runs: options.kneeRuns)
    var order = 0
    var index = 0
    for runner in runners {
      for planned in runner.cases where !planned.objectives.isEmpty {
        guard let load = try runner.load(of: planned) else { continue }
        var search = knees.search(load)
        while let factor = search.factor {
          let judged = search.planned(planned)
          let rung = try runner.run(
            judged, rateFactor: factor, scratch: scratch, order: &order, index: index)
          index += 1
          knees.take(rung, of: judged, into: &search)
        }
        record.cases.append(search.record(of: planned))
        if record.cases.last?.outcome == .interrupted { return }
      }
    }
    if record.cases.isEmpty {
      record.errors.append(
        Problem(
          "knee.nothing", "no selected case has both a load and objectives",
          hint: "--knee searches for the rate at which objectives are missed", verdict: .missing))
    }
  }
}
