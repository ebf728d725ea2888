internal import PerfModel
internal import PerfResults
internal import PerfStatistics

extension RunPage {
  private static let mostRows = 40
  private static let ownTables = [
    Schema.stressScenario.name, Schema.throughputSeries.name, Schema.resourceSeries.name,
  ]

  /// Result tables of any other schema, from the run that the figures show.
  func addOtherTables(of entry: CaseRecord, to page: inout ReportPage) {
    let folder = run.folder(of: entry, run: run.shownRun(of: entry)) ?? ""
    for file in entry.tables
    where !Self.ownTables.contains(file.schema) && file.file.hasPrefix(folder) {
      guard let table = run.tables[file.file] else { continue }
      var shown = ReportPage.Table(
        table.columns.map { column in
          .init(
            column.name + (column.unit.map { $0 == "count" ? "" : " [\($0)]" } ?? ""),
            numeric: column.role == .metric)
        })
      shown.rows = table.rows.prefix(Self.mostRows).map { row in row.map { Self.cell($0) } }
      page.add(shown, below: (3, file.schema))
      if table.rows.count > Self.mostRows {
        page.blocks.append(
          .text("\(Self.mostRows) of \(table.rows.count) rows; the others are in \(file.file)."))
      }
    }
  }

  private static func cell(_ value: ResultValue) -> ReportPage.Cell {
    switch value {
    case .float(let number) where abs(number) >= 1e-3 || number == 0:
      .init(abs(number) < 1e6 ? trimmed(Quantity.fixed(number, 3)) : value.fieldText)
    case .text(let text) where text.utf8.count == 64:
      .init(String(text.prefix(16)) + "…", isCode: true)
    default: .init(value.fieldText)
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// The metrics of a case without a load: medians with their spread.
  func addSamples(of entry: CaseRecord, to page: inout ReportPage) {
    guard !entry.tables.contains(where: { $0.schema == Schema.stressScenario.name }) else { return }
    var table = ReportPage.Table([
      .init("metric"), .init("median", numeric: true),
      .init("95 % interval of it", numeric: true), .init("least", numeric: true),
      .init("most", numeric: true), .init("runs", numeric: true),
    ])
    for samples in entry.samples where !samples.values.isEmpty {
      func text(_ value: Double?) -> ReportPage.Cell {
        .init(value.map { Quantity.text($0, unit: samples.unit) } ?? "")
      }
      table.rows.append([
        .init(samples.metric, isCode: true), text(median(samples.values.span)),
        Self.medianInterval(of: samples),
        text(samples.values.min()), text(samples.values.max()), .init("\(samples.values.count)"),
      ])
    }
    page.add(table.dense, below: (3, "Metrics"))
  }

  /// The interval of the median that holds for every law; nothing of too few runs.
  private static func medianInterval(of samples: CaseRecord.Samples) -> ReportPage.Cell {
    let interval = quantileInterval(samples.values.span, 0.5)
    guard samples.values.count > 1, interval.lower.isFinite, interval.upper.isFinite else {
      return ""
    }
    return .init(
      Quantity.text(interval.lower, unit: samples.unit) + " … "
        + Quantity.text(interval.upper, unit: samples.unit))
  }
}
