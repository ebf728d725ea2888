internal import PerfModel
internal import PerfResults

extension RunPage {
  /// One case: what it was, its latencies, figures, resources and tables.
  func addCase(_ index: Int, to page: inout ReportPage) {
    let entry = record.cases[index]
    page.blocks.append(.heading(2, entry.name))
    if let reason = entry.reason { page.blocks.append(.text(reason)) }
    page.blocks.append(.facts(facts(of: entry)))
    let drawn = figures.figures(ofCaseAt: index)
    func addFigures(_ names: String...) {
      for name in names {
        if let figure = drawn.first(where: { $0.name.hasSuffix("-" + name) }) {
          page.blocks.append(.figure(figure.name))
        }
      }
    }
    let latency = latencyTable(of: entry)
    if !latency.rows.isEmpty {
      page.blocks.append(.heading(3, "Latency"))
      page.blocks.append(.table(latency))
      if entry.runs.count > 1 {
        page.blocks.append(.text("Medians of \(entry.runs.count) runs."))
      }
      addAbsences(of: entry, to: &page) { !Self.isSlope($0.metric) }
      addFigures("percentiles", "histogram")
    }
    addFigures("throughput")
    addKnee(of: entry, to: &page)
    addFigures("knee")
    addSlopes(of: entry, to: &page)
    addFigures("resources")
    addOtherTables(of: entry, to: &page)
    addSamples(of: entry, to: &page)
  }

  /// What could not be measured of a case, and why.
  func addAbsences(
    of entry: CaseRecord, to page: inout ReportPage,
    where isMeant: (CaseRecord.Absence) -> Bool
  ) {
    page.add(entry.absent.filter(isMeant).map { .init("\($0.metric): \($0.reason)") })
  }

  private func facts(of entry: CaseRecord) -> [ReportPage.Fact] {
    var facts = [
      ReportPage.Fact("suite", .init(entry.suite, isCode: true)),
      .init("seed", .init(String(entry.seed), isCode: true)),
    ]
    let shown = run.shownRun(of: entry)
    if let (_, table) = run.table(Schema.stressScenario.name, of: entry, run: shown),
      let row = table.rows.first
    {
      func field(_ name: String) -> String? {
        table.columns.firstIndex { $0.name == name }.map { row[$0].fieldText }
      }
      if let law = field("arrivals"), let rate = field("rate").flatMap(Double.init) {
        facts.append(
          .init("arrivals", .init("\(law), \(Quantity.text(rate, unit: "msg/s")) on average")))
      }
      if let schedule = field("schedule") {
        facts.append(.init("schedule", .init(schedule, isCode: true)))
      }
    }
    if entry.runs.count > 1, entry.samples.contains(where: { $0.metric == "latency_max" }) {
      facts.append(
        .init(
          "figures and result tables",
          .init(
            "of run \(shown), which of runs 0 to \(entry.runs.count - 1) has the longest response time"
          )))
    }
    let counts = [
      "offered", "done", "failed", "lost", "unsent", "orphans", "duplicates", "unreadable",
    ]
    let found = counts.compactMap { name -> String? in
      let text = MetricText.text(name, of: entry)
      return text.isEmpty ? nil : "\(text) \(name)"
    }
    if !found.isEmpty { facts.append(.init("operations", .init(found.joined(separator: ", ")))) }
    for digest in entry.digests {
      facts.append(.init("digest of \(digest.name)", .init(digest.value, isCode: true)))
    }
    if entry.leftBehind > 0 {
      facts.append(.init("processes left behind", .init("\(entry.leftBehind)", .caution)))
    }
    return facts
  }

  private func latencyTable(of entry: CaseRecord) -> ReportPage.Table {
    let columns = [
      ("mean", "mean"), ("p50", "p50"), ("p95", "p95"), ("p99", "p99"), ("p99.9", "p999"),
      ("max", "max"),
    ]
    var table = ReportPage.Table(
      [.init("time")] + columns.map { .init($0.0, numeric: true) })
    for (name, prefix) in [
      ("response, from when it was due", "latency_"),
      ("service, from when it was sent", "service_"),
      ("delay of sending", "delay_"),
    ] {
      let values = columns.map { MetricText.text(prefix + $0.1, of: entry) }
      if values.contains(where: { !$0.isEmpty }) {
        table.rows.append([.init(name)] + values.map { .init($0) })
      }
    }
    return table.dense
  }
}
