public import PerfModel
internal import PerfStatistics

extension StressReport {
  /// One row a faulty link and direction: what it dropped, against its law.
  public func links(_ record: RunRecord) -> [String] {
    var table = TextTable(
      [
        ("link", .left), ("way", .left), ("offered", .right), ("dropped", .right),
        ("loss", .right), ("predicted", .right), ("within 4 sd", .right), ("burst", .right),
        ("predicted burst", .right), ("unexplained", .right),
      ], dispensable: ["predicted burst", "burst", "offered", "dropped"])
    for entry in record.cases {
      for row in ["", "[engine]", "[driver]"] {
        guard let lost = Self.value("link_lost" + row, of: entry) else { continue }
        let dropped = lost + (Self.value("link_overflowed" + row, of: entry) ?? 0)
        table.add([
          entry.name, row.isEmpty ? "" : String(row.dropFirst().dropLast()),
          Self.text("link_offered" + row, of: entry), Quantity.text(dropped, unit: "count"),
          Self.text("link_loss" + row, of: entry), Self.text("predicted_loss" + row, of: entry),
          Self.text("lowest_loss" + row, of: entry) + "…"
            + Self.text("highest_loss" + row, of: entry),
          Self.text("link_burst" + row, of: entry), Self.text("predicted_burst" + row, of: entry),
          Self.text("unexplained", of: entry),
        ])
      }
    }
    return table.isEmpty ? [] : [""] + table.lines(width: width, style: style)
  }

  /// One row a case whose engine was stopped or killed: how long it was away.
  public func outages(_ record: RunRecord) -> [String] {
    var table = TextTable([("outage", .left), ("away", .right), ("answers after", .right)])
    for entry in record.cases where Self.value("recovery", of: entry) != nil {
      table.add([entry.name, Self.text("outage", of: entry), Self.text("recovery", of: entry)])
    }
    return table.isEmpty ? [] : [""] + table.lines(width: width, style: style)
  }

  private static func value(_ metric: String, of entry: CaseRecord) -> Double? {
    guard let samples = entry.samples.first(where: { $0.metric == metric }),
      !samples.values.isEmpty
    else { return nil }
    return median(samples.values.span)
  }

  private static func text(_ metric: String, of entry: CaseRecord) -> String {
    guard let value = value(metric, of: entry) else { return "" }
    let unit = entry.samples.first { $0.metric == metric }?.unit ?? ""
    return Quantity.text(value, unit: unit)
  }
}
