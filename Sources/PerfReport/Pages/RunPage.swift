internal import PerfModel
internal import PerfResults

/// The report of a whole run: verdict and why, objectives, every case, what ran and how.
public struct RunPage: Sendable {
  let run: ReportedRun
  let figures: StressFigures

  var record: RunRecord { run.record }

  /// Makes the report of a run.
  public init(_ run: ReportedRun) {
    self.run = run
    figures = StressFigures(run)
  }

  /// The page.
  public var page: ReportPage {
    var page = ReportPage(title: title, verdict: .init(record.verdict), summary: summary)
    addReasons(to: &page)
    addOverview(to: &page)
    addObjectives(to: &page)
    addConclusions(to: &page)
    if let comparison = record.comparison {
      ComparisonPage.addRows(
        of: comparison, to: &page, below: (2, "Against baseline \(comparison.base)"))
    }
    for index in record.cases.indices { addCase(index, to: &page) }
    addOrigin(to: &page)
    addMethod(to: &page)
    addReproduction(to: &page)
    return page
  }

  private var title: String {
    let project = record.project.isEmpty ? "" : record.project + ": "
    return project + record.command + Self.time(of: record.id)
  }

  /// The time in the name of a run, ` of 2027-01-15 08:00:00 UTC`; empty if it is none.
  private static func time(of id: String) -> String {
    let digits = Array(id.prefix { $0 != "-" })
    guard digits.count == 16, digits[8] == "T", digits[15] == "Z" else { return "" }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return " of \(part(0..<4))-\(part(4..<6))-\(part(6..<8)) "
      + "\(part(9..<11)):\(part(11..<13)):\(part(13..<15)) UTC"
  }

  private var summary: String {
    let objectives = record.cases.flatMap(\.objectives)
    let missed = objectives.count { $0.verdict == .fail }
    let open = objectives.count { $0.verdict != .fail && $0.verdict != .pass }
    let runs = record.cases.reduce(0) { $0 + $1.runs.count }
    var parts = [
      Self.counted(record.cases.count, "case"), Self.counted(runs, "run"),
    ]
    if !objectives.isEmpty {
      parts.append(
        missed == 0 && open == 0
          ? "all objectives met"
          : "\(missed) of \(objectives.count) objectives missed"
            + (open > 0 ? ", \(open) not judged" : ""))
    }
    let digests = record.cases.reduce(0) { $0 + $1.digests.count }
    if digests > 0 { parts.append(Self.counted(digests, "digest")) }
    let changed = run.problems.count { $0.verdict == .refused }
    if changed > 0 { parts.append(Self.counted(changed, "file") + " not as the run left it") }
    return parts.joined(separator: ", ") + " (exit \(record.exit))"
  }

  static func counted(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  private func addReasons(to page: inout ReportPage) {
    let problems =
      run.problems.map { ($0, $0.verdict == .refused ? ReportPage.Tone.bad : .caution) }
      + record.errors.map { ($0, ReportPage.Tone.bad) }
      + record.warnings.map { ($0, .caution) }
    page.add(
      problems.map { problem, tone in
        .init(problem.message + (problem.hint.map { " (\($0))" } ?? ""), tone)
      }, below: (2, "Why"))
  }

  private static let overview = [
    ("throughput", "throughput"), ("p50", "latency_p50"), ("p99", "latency_p99"),
    ("max", "latency_max"), ("lost", "lost"), ("backlog", "backlog"),
  ]

  private func addOverview(to page: inout ReportPage) {
    var table = ReportPage.Table(
      [.init("case"), .init("outcome"), .init("runs", numeric: true)]
        + (hasLoads ? Self.overview : [("wall", "wall_time"), ("memory", "peak_memory")])
        .map { .init($0.0, numeric: true) } + [.init("objectives")])
    let shown = hasLoads ? Self.overview.map(\.1) : ["wall_time", "peak_memory"]
    for entry in record.cases {
      let met = entry.objectives.count { $0.verdict == .pass }
      let objectives: ReportPage.Cell =
        entry.objectives.isEmpty
        ? ""
        : .init(
          "\(met) of \(entry.objectives.count) met",
          met == entry.objectives.count
            ? .good : entry.objectives.contains { $0.verdict == .fail } ? .bad : .caution)
      table.rows.append(
        [
          .init(entry.name, isCode: true), Self.outcome(entry.outcome),
          .init("\(entry.runs.count)"),
        ] + shown.map { .init(MetricText.text($0, of: entry)) } + [objectives])
    }
    page.add(table.dense, below: (2, "Cases"))
  }

  private var hasLoads: Bool {
    record.cases.contains { entry in
      entry.tables.contains { $0.schema == Schema.stressScenario.name }
    }
  }

  private static func outcome(_ outcome: CaseRecord.Outcome) -> ReportPage.Cell {
    .init(outcome.rawValue, outcome == .passed ? .good : .bad)
  }

  private func addObjectives(to page: inout ReportPage) {
    var table = ReportPage.Table([
      .init("case"), .init("objective"), .init("outcome"), .init("measured", numeric: true),
      .init("margin", numeric: true), .init("note"),
    ])
    for entry in record.cases {
      for objective in entry.objectives {
        let outcome: ReportPage.Cell =
          switch objective.verdict {
          case .pass: .init("met", .good)
          case .fail: .init("missed", .bad)
          default: .init(objective.verdict)
          }
        table.rows.append([
          .init(entry.name, isCode: true), .init(objective.text, isCode: true), outcome,
          .init(objective.value.map { Quantity.text($0, unit: objective.unit) } ?? ""),
          .init(objective.marginPercent.map(Quantity.percent) ?? ""),
          .init(objective.note ?? ""),
        ])
      }
    }
    page.add(table.dense, below: (2, "Objectives"))
  }

  private func addConclusions(to page: inout ReportPage) {
    page.add(
      record.cases.flatMap { entry in
        entry.conclusions.map { .init("\(entry.name): \($0.say) (\($0.when))") }
      }, below: (2, "Conclusions"))
  }
}
