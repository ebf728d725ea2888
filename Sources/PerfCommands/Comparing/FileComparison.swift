internal import PerfCompare
internal import PerfHistory
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// What `perfkit compare BASE HEAD` does.
struct FileComparison {
  let options: Compare
  let session: Session

  func perform() throws(Problems) -> CommandResult {
    let (baseName, headName) = (options.base ?? "", options.head ?? "")
    let base = try ComparedFile(baseName, from: options.from, session: session)
    let head = try ComparedFile(headName, from: options.from, session: session)
    var comparison = try compare(base, head)
    comparison.base = baseName
    comparison.head = headName
    var errors = machineProblems(base.record, head.record)
    errors += comparison.rows.compactMap(Self.problem)
    if comparison.verdict.severity <= Verdict.warn.severity, !decides(comparison) {
      comparison.verdict = .inconclusive
      errors.append(
        Problem(
          "compare.nothing-decides", "no row of these files decides",
          hint: "timing of two files is advisory; `perfkit ab` measures in pairs and decides",
          verdict: .inconclusive))
    }
    comparison.verdict = ([comparison.verdict] + errors.map(\.verdict)).worst
    if comparison.verdict == .warn, session.options.strict { comparison.verdict = .fail }
    session.console.result(
      ComparisonReport(
        style: session.console.style, width: session.console.width,
        showsAll: true
      ).lines(comparison) + [
        "",
        RunReport(style: session.console.style, width: session.console.width)
          .verdict(comparison.verdict) + "  \(headName) against \(baseName)",
      ])
    let exit = CommandResult(comparison.verdict).exit
    guard case .object(let members) = comparison.json else { return CommandResult(.error) }
    return CommandResult(
      comparison.verdict,
      document: .object(
        members + [
          JSON.Member("errors", .array(errors.map(\.json))), JSON.Member("exit", .integer(exit)),
        ]), errors: errors)
  }

  private func compare(_ base: ComparedFile, _ head: ComparedFile) throws(Problems) -> Comparison {
    let schemas = try session.schemas()
    let policy = session.planFolder == nil ? Policy() : try session.plan().policy
    var suites: [String] = []
    for entry in base.record.cases + head.record.cases where !suites.contains(entry.suite) {
      suites.append(entry.suite)
    }
    guard !suites.isEmpty else {
      throw Problems([Problem("compare.empty", "there is no case to compare", verdict: .missing)])
    }
    let parts = suites.map { suite in
      let comparator = StoredComparator(
        policy: policy, schemas: schemas, now: session.now,
        narrowed: head.record.narrowed)
      let sessions =
        base.sessions ?? [
          Baseline.session(of: base.record, suite: suite, when: "1970-01-01T00:00:00Z")
        ]
      return comparator.compare(
        head.record,
        with: Baseline(
          name: options.base ?? "", suite: suite, record: base.record, accepted: [],
          sessions: sessions))
    }
    return Comparison(
      base: "", head: "", rows: parts.flatMap(\.rows), warnings: parts.flatMap(\.warnings),
      verdict: parts.map(\.verdict).worst)
  }

  private func decides(_ comparison: Comparison) -> Bool {
    comparison.rows.contains { $0.gating && $0.verdict != nil }
  }

  /// Timing of other machines or toolchains is not comparable, unless the user says so.
  private func machineProblems(_ base: RunRecord, _ head: RunRecord) -> [Problem] {
    guard !options.acrossMachines else { return [] }
    var problems: [Problem] = []
    let hint = "--across-machines compares digests and exact columns all the same"
    if base.host.fingerprint != head.host.fingerprint {
      problems.append(
        Problem(
          "compare.other-machine", "the files were made on different machines", hint: hint,
          verdict: .notComparable))
    }
    if base.toolchain != head.toolchain {
      problems.append(
        Problem(
          "compare.other-toolchain",
          "the files were made with different toolchains: \(base.toolchain); \(head.toolchain)",
          hint: hint, verdict: .notComparable))
    }
    return problems
  }

  private static func problem(of row: Comparison.Row) -> Problem? {
    guard row.gating, let verdict = row.verdict, verdict.severity > Verdict.warn.severity else {
      return nil
    }
    return Problem(
      "compare." + verdict.rawValue,
      ([row.caseName + ": " + row.metric] + row.notes).joined(separator: "; "), verdict: verdict)
  }
}
