internal import PerfCompare
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfResults

/// Confirms failures against stored sessions by measuring the baseline's revision again, in pairs
/// with the sources at hand (rule 13): the pairs' verdict replaces the sessions' one.
struct GateConfirmation {
  let session: Session
  let plan: Plan
  let options: SuiteOptions
  /// Where the run at hand is kept.
  let folder: String

  /// Judges the unconfirmed failures of a comparison by pairs.
  func confirm(
    _ comparison: inout Comparison, _ baseline: Baseline, _ suite: SuiteSelection.Entry
  ) throws(Problems) {
    let open = comparison.rows.indices.filter { index in
      comparison.rows[index].notes.contains(SessionFamily.unconfirmed)
    }
    guard !open.isEmpty, let revision = baseline.record.revision, let commit = revision.commit,
      !revision.dirty
    else { return }
    var entry = suite
    let names = Set(open.map { comparison.rows[$0].caseName })
    entry.cases = entry.cases.filter { names.contains($0.name) }
    let paired = try measure(entry, base: commit)
    for index in open {
      let old = comparison.rows[index]
      let found = paired.rows.first {
        $0.caseName == old.caseName && ($0.metric == old.metric || $0.metric == "case")
      }
      guard var row = found else { continue }
      row.metric = old.metric
      row.notes.append("in pairs with \(commit.prefix(12))")
      comparison.rows[index] = row
    }
  }

  private func measure(
    _ entry: SuiteSelection.Entry, base commit: String
  ) throws(Problems) -> Comparison {
    session.console.say("confirming in pairs with the baseline's revision \(commit.prefix(12))")
    var measuring = MeasuringOptions()
    measuring.timeout = options.timeout
    measuring.noLock = options.noLock
    let request = PairedRequest(
      base: PairedRequest.Side(
        name: String(commit.prefix(12)), ref: commit, variant: options.variant),
      head: PairedRequest.Side(
        name: options.ref ?? "work tree", ref: options.ref, variant: options.variant),
      selection: SuiteSelection(entries: [entry]), policy: plan.policy, measuring: measuring)
    let record = try PairedSuites(
      request: request, session: session, plan: plan, folder: folder
    ).compare()
    let judge = PairedJudge(record)
    let comparison = judge.comparison()
    let document = PairedDocument(record, comparison, plan: judge.plan)
    try attempt {
      try Folder.create(folder)
      try File.write(
        document.json(exit: comparison.verdict.exitStatus()).document.utf8,
        to: folder + "/confirmation.json")
    }
    return comparison
  }
}
