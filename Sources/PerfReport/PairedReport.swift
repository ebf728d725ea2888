public import PerfModel

/// A paired comparison as text for a terminal.
public struct PairedReport: Sendable {
  private let style: Style
  private let width: Int
  private let showsAll: Bool

  /// Makes a renderer for a terminal of `width` columns; `showsAll` adds the rows that do not decide.
  public init(style: Style, width: Int, showsAll: Bool) {
    self.style = style
    self.width = width
    self.showsAll = showsAll
  }

  /// The two sides, the rows side by side, then the verdict with what it rests on.
  public func lines(_ record: PairedRecord, _ comparison: Comparison) -> [String] {
    let sides = [
      "  base  \(record.base.name)\(style.dim(Self.revision(record.base)))",
      "  head  \(record.head.name)\(style.dim(Self.revision(record.head)))", "",
    ]
    let isOne = record.cases.count == 1
    let rows = comparison.rows.filter { row in
      showsAll || (isOne || isTelling(row)) && !comparison.isInModuleTable(row)
    }
    return sides + (isOne ? metrics(rows) : table(rows))
      + ModuleReport(style: style, width: width).lines(comparison.modules)
      + details(comparison, isOne: isOne)
      + record.notes.map { style.dim("  note: \($0)") } + [""] + conclusion(comparison)
  }

  private static func revision(_ subject: PairedRecord.Subject) -> String {
    guard let revision = subject.revision, let commit = revision.commit else { return "" }
    return "  \(commit.prefix(12))\(revision.dirty ? " with changes" : "")"
  }

  private func isTelling(_ row: Comparison.Row) -> Bool {
    row.gating && (row.unit != "digest" || row.verdict != .pass || !row.notes.isEmpty)
  }

  /// All metrics of a single case.
  private func metrics(_ rows: [Comparison.Row]) -> [String] {
    var table = TextTable(
      [
        ("metric", .left), ("base", .right), ("head", .right), ("change", .right),
        ("interval", .right), ("verdict", .left),
      ], dispensable: ["interval"])
    for row in rows where row.metric != "case" {
      table.add([
        row.metric, Self.text(row.base, row.unit), Self.text(row.head, row.unit),
        Self.change(row), Self.interval(row), row.verdict?.rawValue ?? "",
      ])
    }
    return table.isEmpty ? [] : table.lines(width: width, style: style)
  }

  /// The deciding rows of several cases, each case below its name.
  private func table(_ rows: [Comparison.Row]) -> [String] {
    var table = TextTable(
      [
        ("", .left), ("metric", .left), ("base", .right), ("head", .right), ("change", .right),
        ("interval", .right), ("verdict", .left),
      ], dispensable: ["base"])
    var shown = ""
    for row in rows {
      if row.caseName != shown { table.addTitle(row.caseName) }
      shown = row.caseName
      table.add([
        "", row.metric, Self.text(row.base, row.unit), Self.text(row.head, row.unit),
        Self.change(row), Self.interval(row), row.verdict?.rawValue ?? "",
      ])
    }
    return table.isEmpty ? [] : table.lines(width: width, style: style)
  }

  /// What could have been seen, and the notes of rows that are not told as errors.
  private func details(_ comparison: Comparison, isOne: Bool) -> [String] {
    let equal = comparison.rows.count { $0.unit == "digest" && $0.verdict == .pass }
    var lines = equal > 0 ? ["  \(equal) digest\(equal == 1 ? "" : "s") equal"] : []
    var places: [(note: String, rows: [String])] = []
    for row in comparison.rows where row.gating && row.unit != "digest" {
      guard let verdict = row.verdict, verdict.severity <= Verdict.inconclusive.severity else {
        continue
      }
      let name = isOne ? row.metric : "\(row.caseName) \(row.metric)"
      for note in row.notes {
        if let index = places.firstIndex(where: { $0.note == note }) {
          places[index].rows.append(name)
        } else {
          places.append((note, [name]))
        }
      }
    }
    lines += places.map { place in
      place.rows.count == 1
        ? "  \(place.rows[0]): \(place.note)" : "  \(place.rows.count) rows: \(place.note)"
    }
    let detectable = comparison.rows.filter(\.gating).compactMap(\.detectablePercent)
    if let worst = detectable.max(by: { abs($0) < abs($1) }) {
      let rows = detectable.count > 1 ? " of any row" : ""
      lines.append(
        style.dim(
          "  a worsening\(rows) by \(Quantity.fixed(abs(worst), 1)) % would have been seen"
            + " 9 times in 10"))
    }
    return lines
  }

  static func change(_ row: Comparison.Row) -> String {
    if let amount = row.changeAmount {
      return (amount > 0 ? "+" : "") + Quantity.text(amount, unit: row.unit)
    }
    return row.changePercent.map(Quantity.percent) ?? ""
  }

  static func interval(_ row: Comparison.Row) -> String {
    if let ends = row.intervalAmount {
      return [ends.lowerBound, ends.upperBound].map { Quantity.text($0, unit: row.unit) }
        .joined(separator: " … ")
    }
    return row.intervalPercent.map {
      "\(Quantity.percent($0.lowerBound)) … \(Quantity.percent($0.upperBound))"
    } ?? ""
  }

  private func conclusion(_ comparison: Comparison) -> [String] {
    let verdict = RunReport(style: style, width: width).verdict(comparison.verdict)
    let gating = comparison.rows.filter { $0.gating && $0.pairs > 0 }
    let pairs = Set(gating.map(\.pairs)).sorted()
    var text = verdict
    if let row = gating.first, gating.count == 1 {
      text += "  \(row.metric) " + (row.changePercent.map(Quantity.percent) ?? "-")
      if let interval = row.intervalPercent {
        text +=
          ", between \(Quantity.percent(interval.lowerBound))"
          + " and \(Quantity.percent(interval.upperBound))"
      }
    } else if gating.count > 1 {
      let worst = gating.filter { $0.verdict == comparison.verdict }.count
      text += "  \(worst) of \(gating.count) rows"
    }
    if let least = pairs.first, let most = pairs.last {
      text += style.dim(
        "  (\(least == most ? "\(most)" : "\(least) to \(most)") pair\(most == 1 ? "" : "s"))")
    }
    return [text]
  }

  static func text(_ field: Comparison.Field, _ unit: String) -> String {
    switch field {
    case .absent: "-"
    case .number(let value): Quantity.text(value, unit: unit)
    case .text(let text): String(text.prefix(8))
    }
  }
}
