internal import PerfModel

extension RunPage {
  private static let resources = ["memory", "descriptors", "threads"]

  static func isSlope(_ metric: String) -> Bool { resources.contains { metric == $0 + "_slope" } }

  /// How resources changed over a load, or why that is not known.
  func addSlopes(of entry: CaseRecord, to page: inout ReportPage) {
    let table = slopeTable(of: entry)
    let isLacking = entry.absent.contains { Self.isSlope($0.metric) }
    guard !table.rows.isEmpty || isLacking else { return }
    page.blocks.append(.heading(3, "Resources"))
    if !table.rows.isEmpty { page.blocks.append(.table(table)) }
    addAbsences(of: entry, to: &page) { Self.isSlope($0.metric) }
  }

  /// How resources changed over a load, each run in a row of its own.
  private func slopeTable(of entry: CaseRecord) -> ReportPage.Table {
    var table = ReportPage.Table([
      .init("resource"), .init("run", numeric: true), .init("slope a second", numeric: true),
      .init("95 % interval", numeric: true), .init("reading"),
    ])
    for name in Self.resources {
      func values(_ suffix: String) -> [Double] {
        entry.samples.first { $0.metric == name + suffix }?.values ?? []
      }
      let (slopes, lows, highs) = (values("_slope"), values("_slope_low"), values("_slope_high"))
      let unit = name == "memory" ? "B" : ""
      func text(_ value: Double) -> String { Quantity.text(value, unit: unit) }
      for (place, slope) in slopes.enumerated() {
        var interval = ""
        var reading = ReportPage.Cell("")
        if lows.count == slopes.count, highs.count == slopes.count {
          let (low, high) = (lows[place], highs[place])
          interval = "\(text(low)) … \(text(high))"
          reading =
            low > 0 ? .init("rises", .caution) : high < 0 ? .init("falls") : .init("no trend shown")
        }
        // Runs without a slope leave no value, so that places say nothing then.
        let number = slopes.count == entry.runs.count ? "\(place)" : "unknown"
        table.rows.append([
          .init(name), .init(entry.runs.count > 1 ? number : ""), .init(text(slope)),
          .init(interval), reading,
        ])
      }
    }
    return table.dense
  }

  /// The highest rate with its interval, and every rate that was tried.
  func addKnee(of entry: CaseRecord, to page: inout ReportPage) {
    guard !entry.rungs.isEmpty else { return }
    page.blocks.append(.heading(3, "Highest rate"))
    if let knee = entry.knee {
      var facts = [
        ReportPage.Fact(
          "highest rate", .init(knee.rate.map { Quantity.text($0, unit: "msg/s") } ?? "none"))
      ]
      if let confidence = knee.confidence {
        facts += [
          .init(
            "\(Quantity.fixed(100 * confidence, 0)) % interval",
            .init(StressReport.interval(of: entry))),
          .init(
            "method",
            .init("\(CaseRecord.Knee.method), \(knee.runs) judgements a rate that all agree")),
        ]
      } else {
        facts.append(
          .init(
            "bracket of single judgements",
            .init(StressReport.bracket(of: entry) ?? "not shown")))
      }
      page.blocks.append(.facts(facts))
    }
    var table = ReportPage.Table([
      .init("rate", numeric: true), .init("met", numeric: true), .init("missed", numeric: true),
      .init("missed objectives"),
    ])
    var rates: [Double] = []
    for rung in entry.rungs where !rates.contains(rung.rate) { rates.append(rung.rate) }
    for rate in rates.sorted() {
      let rungs = entry.rungs.filter { $0.rate == rate }
      var broken: [String] = []
      for text in rungs.flatMap(\.broken) where !broken.contains(text) { broken.append(text) }
      table.rows.append([
        .init(Quantity.text(rate, unit: "msg/s")), .init("\(rungs.count { $0.isMet })"),
        .init("\(rungs.count { !$0.isMet })"), .init(broken.joined(separator: ", ")),
      ])
    }
    page.blocks.append(.table(table))
  }
}
