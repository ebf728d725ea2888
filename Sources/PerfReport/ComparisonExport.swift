internal import PerfJSON
public import PerfModel
internal import PerfResults

/// A comparison in a format that other tools read.
public enum ComparisonExport {
  /// One line a row.
  public static func csv(_ comparison: Comparison) -> String {
    let header = [
      "suite", "case", "metric", "unit", "gating", "base", "head", "change_percent", "ci_low",
      "ci_high", "mde_percent", "pairs", "verdict", "notes",
    ]
    let rows = comparison.rows.map { row in
      [
        row.suite, row.caseName, row.metric, row.unit, row.gating ? "true" : "false",
        field(row.base), field(row.head), number(row.changePercent),
        number(row.intervalPercent?.lowerBound), number(row.intervalPercent?.upperBound),
        number(row.detectablePercent), String(row.pairs), row.verdict?.rawValue ?? "",
        row.notes.joined(separator: "; "),
      ]
    }
    return ([header] + rows).map { CSV.record($0) + "\n" }.joined()
  }

  private static func number(_ value: Double?) -> String { value.map(\.shortestText) ?? "" }

  private static func field(_ field: Comparison.Field) -> String {
    switch field {
    case .absent: ""
    case .number(let value): value.shortestText
    case .text(let text): text
    }
  }
}
