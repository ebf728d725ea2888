public import PerfModel
internal import PerfStatistics

/// Measured commands as text for a terminal.
public struct CommandReport: Sendable {
  private let style: Style
  private let width: Int

  /// Makes a renderer for a terminal of `width` columns.
  public init(style: Style, width: Int) {
    self.style = style
    self.width = width
  }

  /// A block a command, and for several a table against the fastest.
  public func lines(_ record: RunRecord) -> [String] {
    let measured = record.cases.filter { !times($0).isEmpty }
    var lines = measured.flatMap(block)
    guard measured.count > 1 else { return lines }
    let fastest = measured.min { center($0) < center($1) }
    var table = TextTable([("command", .left), ("median", .right), ("against fastest", .right)])
    for entry in measured {
      let ratio = fastest.map { center(entry) / center($0) } ?? 1
      table.add([
        entry.name, Quantity.text(center(entry), unit: "s"),
        entry.name == fastest?.name ? "fastest" : Quantity.fixed(ratio, 2) + " x",
      ])
    }
    lines += table.lines(width: width, style: style)
    return lines
  }

  private func block(_ entry: CaseRecord) -> [String] {
    let times = times(entry)
    let spread = standardDeviation(times.span)
    func row(_ label: String, _ text: String) -> String {
      "  " + label + String(repeating: " ", count: max(1, 10 - label.count)) + text
    }
    func text(_ value: Double) -> String { Quantity.text(value, unit: "s") }
    func middle(_ metric: String, _ unit: String) -> String {
      let values = entry.samples.first { $0.metric == metric }?.values ?? []
      return values.isEmpty ? "-" : Quantity.text(median(values.span), unit: unit)
    }
    let counted = instructions(entry).map { [row("count", $0)] } ?? []
    return [
      style.bold(entry.name),
      row(
        "wall",
        "median \(text(median(times.span)))   mean \(text(mean(times.span)))"
          + (spread.isFinite ? " ± \(text(spread))" : "")),
      row(
        "",
        "min \(text(times.min() ?? .nan)) … max \(text(times.max() ?? .nan))   \(times.count) run\(times.count == 1 ? "" : "s")"
      ),
      row(
        "cpu",
        "user \(middle("user_time", "s"))   system \(middle("system_time", "s"))"
          + "   memory \(middle("peak_memory", "B"))"),
    ] + counted + [""]
  }

  private func instructions(_ entry: CaseRecord) -> String? {
    let name = CaseRecord.Samples.instructionsName
    guard let samples = entry.samples.first(where: { $0.metric == name }) else { return nil }
    let values = samples.values.filter { !$0.isNaN }
    guard !values.isEmpty else { return nil }
    return Quantity.text(median(values.span), unit: samples.unit) + " instructions"
      + (samples.source == .callgrind ? " (callgrind, one more run)" : "")
  }

  private func times(_ entry: CaseRecord) -> [Double] {
    entry.samples.first { $0.metric == "wall_time" }?.values ?? []
  }

  private func center(_ entry: CaseRecord) -> Double { median(times(entry).span) }
}
