public import PerfModel

/// Loads, objectives and conclusions of a run as text for a terminal.
public struct StressReport: Sendable {
  let style: Style
  let width: Int

  /// Makes a renderer for a terminal of `width` columns.
  public init(style: Style, width: Int) {
    self.style = style
    self.width = width
  }

  private static let failed = ("failed", "failed")
  private static let columns = [
    ("offered", "offered"), ("lost", "lost"), failed, ("rate", "throughput"),
    ("p50", "latency_p50"),
    ("p99", "latency_p99"), ("p99.9", "latency_p999"), ("max", "latency_max"),
    ("service p99", "service_p99"),
  ]

  /// One row a loaded case: counts, throughput, and response times from the intended start.
  public func loads(_ record: RunRecord) -> [String] {
    let entries = record.cases.filter { Self.has(Schema.stressScenario, $0) }
    let someFailed = entries.contains { entry in
      entry.samples.contains { $0.metric == Self.failed.1 && $0.values.contains { $0 > 0 } }
    }
    let columns = Self.columns.filter { someFailed || $0 != Self.failed }
    var table = TextTable(
      [("load", .left)] + columns.map { ($0.0, .right) },
      dispensable: ["p99.9", "offered", "max", "service p99"])
    for entry in entries {
      table.add([entry.name] + columns.map { MetricText.text($0.1, of: entry) })
    }
    return table.isEmpty ? [] : [""] + table.lines(width: width, style: style)
  }

  private static let drillColumns = [
    ("kills", "killed"), ("lost", "lost"), ("twice", "duplicated"), ("delta", "delta"),
    ("recovery p50", "recovery_time_p50"), ("max", "recovery_time_max"),
    ("first ack p50", "first_ack_p50"), ("replay", "replay_rate"),
  ]

  /// One row a drill: what was lost, and how long recoveries took.
  public func drills(_ record: RunRecord) -> [String] {
    var table = TextTable(
      [("drill", .left)] + Self.drillColumns.map { ($0.0, .right) },
      dispensable: ["replay", "max", "first ack p50"])
    for entry in record.cases where Self.has(Schema.failoverSummary, entry) {
      table.add([entry.name] + Self.drillColumns.map { MetricText.text($0.1, of: entry) })
    }
    return table.isEmpty ? [] : [""] + table.lines(width: width, style: style)
  }

  /// The highest rate at which each engine met its objectives, with its interval.
  public func knees(_ record: RunRecord) -> [String] {
    var table = TextTable(
      [
        ("knee", .left), ("rate", .right), ("interval", .right), ("runs", .right), ("by", .left),
      ], dispensable: ["runs"])
    for entry in record.cases where !entry.rungs.isEmpty {
      let missed = entry.rungs.filter { !$0.isMet }.min { $0.rate < $1.rate }
      table.add([
        entry.name, entry.knee?.rate.map { Quantity.text($0, unit: "msg/s") } ?? "none",
        Self.interval(of: entry), String(entry.rungs.count),
        missed?.broken.joined(separator: ", ") ?? "",
      ])
    }
    return table.isEmpty ? [] : [""] + table.lines(width: width, style: style)
  }

  /// The two ends of a knee; `?` stands for one that could not be shown.
  ///
  /// With too few judgements for an interval the two rates between which it lies as single judgements say.
  static func interval(of entry: CaseRecord) -> String {
    guard let knee = entry.knee else { return "" }
    guard knee.confidence != nil else {
      return bracket(of: entry).map { $0 + " (single judgements)" } ?? "not shown"
    }
    func text(_ end: Double?) -> String { end.map { Quantity.text($0, unit: "msg/s") } ?? "?" }
    guard knee.lower != nil || knee.upper != nil else { return "not shown" }
    return "\(text(knee.lower)) … \(text(knee.upper))"
  }

  /// The highest rate met and the lowest one missed.
  static func bracket(of entry: CaseRecord) -> String? {
    entry.bracket.map {
      Quantity.text($0.met, unit: "msg/s") + " … " + Quantity.text($0.missed, unit: "msg/s")
    }
  }

  /// Objectives with their margins, and conclusions, below the name of each case that has any.
  public func judgements(_ record: RunRecord) -> [String] {
    record.cases.flatMap { entry -> [String] in
      guard !entry.objectives.isEmpty || !entry.conclusions.isEmpty else { return [] }
      return ["", style.bold(entry.name)] + entry.objectives.map { line($0) }
        + entry.conclusions.map { "  \($0.say)" + style.dim("  (\($0.when))") }
    }
  }

  private func line(_ objective: CaseRecord.Objective) -> String {
    let name = objective.text
    switch objective.verdict {
    case .pass: return "  " + style.good("met") + "     \(name): \(Self.finding(objective))"
    case .fail:
      return "  " + style.bad("missed") + "  \(name): \(Self.finding(objective))"
        + (objective.note.map { style.dim("  (\($0))") } ?? "")
    default:
      return "  " + style.caution(objective.verdict.rawValue)
        + "  \(name): \(objective.note ?? "")"
    }
  }

  /// What was found, with its distance from the bound.
  public static func finding(_ objective: CaseRecord.Objective) -> String {
    guard let value = objective.value else { return objective.note ?? "" }
    let text = Quantity.text(value, unit: objective.unit)
    guard let margin = objective.marginPercent else { return text }
    return "\(text), margin \(Quantity.percent(margin))"
  }

  private static func has(_ schema: Schema, _ entry: CaseRecord) -> Bool {
    entry.tables.contains { $0.schema == schema.name }
  }
}
