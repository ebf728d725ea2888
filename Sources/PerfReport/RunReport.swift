public import PerfModel
internal import PerfStatistics

/// A run as text for a terminal.
public struct RunReport: Sendable {
  private let style: Style
  private let width: Int

  /// Makes a renderer for a terminal of `width` columns.
  public init(style: Style, width: Int) {
    self.style = style
    self.width = width
  }

  /// The table of cases: runs, wall time, the engine's first metric, peak memory and digest.
  public func cases(_ record: RunRecord) -> [String] {
    let names = Set(record.cases.map { Self.headline($0)?.metric ?? "" }).subtracting([""])
    let metric = names.count == 1 ? names.first ?? "result" : "result"
    var table = TextTable(
      [
        ("case", .left), ("runs", .right), ("wall", .right), (metric, .right), ("memory", .right),
        ("digest", .left), ("outcome", .left),
      ], dispensable: ["memory", "wall"])
    for entry in record.cases {
      let passed = entry.runs.count { $0.outcome == .passed }
      table.add([
        entry.name, "\(passed)/\(entry.runs.count)", value(entry, "wall_time"),
        Self.headline(entry).map { Self.text($0) } ?? "", value(entry, "peak_memory"),
        entry.digests.first.map { String($0.value.prefix(8)) } ?? "",
        entry.outcome == .passed ? "" : entry.outcome.rawValue,
      ])
    }
    return table.isEmpty ? [] : table.lines(width: width, style: style)
  }

  /// What the run concluded, in one line.
  public func summary(_ record: RunRecord, seconds: Double) -> String {
    let runs = record.cases.reduce(0) { $0 + $1.runs.count }
    var parts = ["\(runs) run\(runs == 1 ? "" : "s")"]
    let digests = record.cases.flatMap(\.digests)
    if !digests.isEmpty { parts.append("\(digests.count) digest\(digests.count == 1 ? "" : "s")") }
    if let comparison = record.comparison {
      parts.append("compared with baseline \(comparison.base)")
    } else if record.verdict == .pass {
      parts.append("no baseline compared")
    }
    if !record.warnings.isEmpty {
      parts.append("\(record.warnings.count) warning\(record.warnings.count == 1 ? "" : "s")")
    }
    return verdict(record.verdict) + "  " + parts.joined(separator: ", ")
      + style.dim("  (\(Quantity.fixed(seconds, 1)) s, exit \(record.exit))")
  }

  /// A verdict in its colour.
  public func verdict(_ verdict: Verdict) -> String {
    let text = verdict.rawValue
    switch verdict {
    case .pass, .improved: return style.good(text)
    case .warn, .inconclusive: return style.caution(text)
    default: return style.bad(text)
    }
  }

  private func value(_ entry: CaseRecord, _ metric: String) -> String {
    entry.samples.first { $0.metric == metric }.map { Self.text($0) } ?? ""
  }

  private static func text(_ samples: CaseRecord.Samples) -> String {
    Quantity.text(median(samples.values.span), unit: samples.unit)
  }

  /// The first gating metric of the engine's own tables.
  private static func headline(_ entry: CaseRecord) -> CaseRecord.Samples? {
    entry.samples.first { $0.gating && $0.comparison == .relative && $0.metric != "wall_time" }
  }
}
