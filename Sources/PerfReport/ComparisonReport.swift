public import PerfModel

/// A comparison as text for a terminal.
public struct ComparisonReport: Sendable {
  private let style: Style
  private let width: Int
  private let showsAll: Bool

  /// Makes a renderer; `showsAll` adds rows that say that nothing changed, or that nothing can be
  /// said.
  public init(style: Style, width: Int, showsAll: Bool) {
    self.style = style
    self.width = width
    self.showsAll = showsAll
  }

  /// The rows worth a look as a table, then a count of the others.
  public func lines(_ comparison: Comparison) -> [String] {
    var table = TextTable(
      [
        ("case", .left), ("metric", .left), ("base", .right), ("head", .right),
        ("change", .right), ("verdict", .left),
      ])
    var details: [String] = []
    var shownCase = ""
    for row in grouped(comparison.rows) where showsAll || isTelling(row) {
      let short = row.notes.filter { $0.count <= 16 }
      table.add([
        row.caseName == shownCase ? "" : row.caseName, row.metric, text(row.base, row.unit),
        text(row.head, row.unit),
        row.changePercent.map(Quantity.percent) ?? "",
        ([row.verdict?.rawValue].compactMap { $0 } + short).joined(separator: ", "),
      ])
      shownCase = row.caseName
      guard row.verdict?.isTold != true else { continue }
      details += row.notes.filter { $0.count > 16 }.map {
        "  \(row.caseName), \(row.metric): \($0)"
      }
    }
    return (table.isEmpty ? [] : table.lines(width: width, style: style)) + details
      + counts(comparison)
  }

  /// The rows case by case, in the order in which cases first appear.
  private func grouped(_ rows: [Comparison.Row]) -> [Comparison.Row] {
    var order: [String: Int] = [:]
    for row in rows where order[row.caseName] == nil { order[row.caseName] = order.count }
    return rows.enumerated().sorted { left, right in
      let cases = (order[left.element.caseName] ?? 0, order[right.element.caseName] ?? 0)
      return cases.0 == cases.1 ? left.offset < right.offset : cases.0 < cases.1
    }.map(\.element)
  }

  /// Whether a row says more than that a digest is equal or that a timing was not judged.
  private func isTelling(_ row: Comparison.Row) -> Bool {
    switch row.verdict {
    case nil: row.gating
    case .pass: row.unit != "digest" || !row.notes.isEmpty
    case .inconclusive: row.gating
    default: true
    }
  }

  private func counts(_ comparison: Comparison) -> [String] {
    let equal = comparison.rows.count { $0.unit == "digest" && $0.verdict == .pass }
    var lines = equal > 0 ? ["  \(equal) digest\(equal == 1 ? "" : "s") equal"] : []
    var reasons: [(note: String, count: Int)] = []
    for row in comparison.rows where !isTelling(row) && row.unit != "digest" {
      guard let note = row.notes.first else { continue }
      if let index = reasons.firstIndex(where: { $0.note == note }) {
        reasons[index].count += 1
      } else {
        reasons.append((note, 1))
      }
    }
    for reason in reasons {
      let hint = showsAll ? "" : "; --verbose shows them"
      lines.append(
        style.dim(
          "  \(reason.count) timing\(reason.count == 1 ? "" : "s") not judged: \(reason.note)\(hint)"
        ))
    }
    return lines
  }

  private func text(_ field: Comparison.Field, _ unit: String) -> String {
    switch field {
    case .absent: "-"
    case .number(let value): Quantity.text(value, unit: unit)
    case .text(let text): String(text.prefix(8))
    }
  }
}

extension Verdict {
  /// Whether a row with this verdict is told as an error or warning of its own, notes included.
  fileprivate var isTold: Bool { severity >= Verdict.warn.severity }
}
