public import PerfJSON
public import PerfModel

extension Comparison {
  /// The `comparison` member of a run, which is a `perfkit-comparison/1`.
  public var json: JSON {
    .object([
      ("format", .string("perfkit-comparison/1")), ("rule", .string("perfkit-verdict/1")),
      ("base", .string(base)), ("head", .string(head)), ("rows", .array(rows.map(\.json))),
      ("warnings", .array(warnings.map(\.json))), ("verdict", .string(verdict.rawValue)),
    ])
  }
}

extension Comparison.Row {
  var json: JSON {
    .object([
      ("suite", .string(suite)), ("case", .string(caseName)), ("metric", .string(metric)),
      ("unit", .string(unit)), ("better", .optional(better?.rawValue)), ("gating", .bool(gating)),
      ("base", base.json), ("head", head.json),
      ("change_percent", changePercent.map { .number($0) } ?? .null),
      (
        "ci_percent",
        intervalPercent.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
      ), ("mde_percent", detectablePercent.map { .number($0) } ?? .null),
      ("change_amount", changeAmount.map { .number($0) } ?? .null),
      (
        "ci_amount",
        intervalAmount.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
      ), ("pairs", .integer(pairs)),
      ("verdict", .optional(verdict?.rawValue)), ("notes", .array(notes.map { .string($0) })),
    ])
  }
}

extension Comparison.Field {
  var json: JSON {
    switch self {
    case .absent: .null
    case .number(let value): .number(value)
    case .text(let text): .string(text)
    }
  }
}
