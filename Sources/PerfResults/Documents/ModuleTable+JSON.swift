internal import PerfJSON
internal import PerfModel

extension Comparison.ModuleTable {
  var json: JSON {
    .object([
      ("suite", .string(suite)), ("case", .string(caseName)), ("file", .string(file)),
      ("scenario", .optional(scenario)), ("modules", .array(modules.map(\.json))),
      ("whole", whole?.json ?? .null), ("unaccounted", unaccounted?.json ?? .null),
    ])
  }
}

extension Comparison.ModuleTable.Unaccounted {
  var json: JSON {
    .object([
      ("base", .number(base)), ("head", .number(head)), ("unit", .string("ns")),
      ("share_of_change_percent", shareOfChangePercent.map { .number($0) } ?? .null),
    ])
  }
}

extension Comparison.Module {
  var json: JSON {
    .object([
      ("module", .string(name)), ("base", mean.base.json), ("head", mean.head.json),
      ("unit", .string(mean.unit)),
      ("change_percent", mean.changePercent.map { .number($0) } ?? .null),
      (
        "ci_percent",
        mean.intervalPercent.map { .array([.number($0.lowerBound), .number($0.upperBound)]) }
          ?? .null
      ), ("share_of_change_percent", shareOfChangePercent.map { .number($0) } ?? .null),
      ("verdict", .optional(mean.verdict?.rawValue)),
      ("only_in", .optional(onlySide?.rawValue)),
    ])
  }
}
