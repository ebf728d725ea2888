public import PerfModel

/// A paired comparison as text for a terminal.
public struct PairedReport: Sendable {
  private let style: Style
  private let width: Int

  /// Makes a renderer for a terminal of `width` columns.
  public init(style: Style, width: Int) {
    self.style = style
    self.width = width
  }

  /// The metrics side by side, then the verdict with its interval and what could have been seen.
  public func lines(_ comparison: Comparison) -> [String] {
    var table = TextTable([
      ("metric", .left), ("base", .right), ("head", .right), ("change", .right),
    ])
    for row in comparison.rows {
      table.add([
        row.metric, text(row.base, row.unit), text(row.head, row.unit),
        row.changePercent.map(Quantity.percent) ?? "",
      ])
    }
    let gating = comparison.rows.first { $0.gating }
    return [
      "  base  \(comparison.base)", "  head  \(comparison.head)", "",
    ] + table.lines(width: width, style: style) + [""] + conclusion(comparison, gating)
  }

  private func conclusion(
    _ comparison: Comparison, _ gating: Comparison.Row?
  ) -> [String] {
    let verdict = RunReport(style: style, width: width).verdict(comparison.verdict)
    guard let gating else { return [verdict] }
    var text = verdict + "  wall time " + (gating.changePercent.map(Quantity.percent) ?? "-")
    if let interval = gating.intervalPercent {
      text +=
        ", between \(Quantity.percent(interval.lowerBound))"
        + " and \(Quantity.percent(interval.upperBound))"
    }
    text += style.dim("  (\(gating.pairs) pairs)")
    var lines = [text]
    if let detectable = gating.detectablePercent {
      lines.append(
        style.dim(
          "  a worsening of \(Quantity.fixed(detectable, 1)) % would have been seen"
            + " 9 times in 10"))
    }
    return lines + gating.notes.map { "  note: \($0)" }
  }

  private func text(_ field: Comparison.Field, _ unit: String) -> String {
    switch field {
    case .absent: "-"
    case .number(let value): Quantity.text(value, unit: unit)
    case .text(let text): text
    }
  }
}
