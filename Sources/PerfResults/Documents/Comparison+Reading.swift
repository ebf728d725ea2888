public import PerfJSON
public import PerfModel

extension Comparison {
  /// Reads the rows of a `perfkit-comparison/1`, with what they were judged to be.
  public init(_ json: JSON) throws(DocumentError) {
    let reader = DocumentReader(json)
    guard try reader.string("format") == "perfkit-comparison/1" else {
      throw DocumentError(member: "format", expected: "perfkit-comparison/1")
    }
    self.init(
      base: try reader.string("base"), head: try reader.string("head"), rows: [], warnings: [],
      verdict: try reader.choice("verdict", Verdict.self))
    for entry in try reader.array("rows") { rows.append(try Row(entry)) }
    guard reader.json["warnings"] != nil else { return }
    for entry in try reader.array("warnings") { warnings.append(try Problem(entry, .warn)) }
  }
}

extension Comparison.Row {
  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      suite: try reader.string("suite"), caseName: try reader.string("case"),
      metric: try reader.string("metric"), unit: try reader.string("unit"),
      better: reader.optionalString("better").flatMap(Schema.Column.Better.init(rawValue:)),
      gating: try reader.flag("gating"), base: Comparison.Field(reader.json["base"]),
      head: Comparison.Field(reader.json["head"]))
    changePercent = reader.json["change_percent"]?.double
    intervalPercent = Self.interval(reader.json["ci_percent"])
    detectablePercent = reader.json["mde_percent"]?.double
    changeAmount = reader.json["change_amount"]?.double
    intervalAmount = Self.interval(reader.json["ci_amount"])
    pairs = try reader.int("pairs")
    verdict = reader.optionalString("verdict").flatMap(Verdict.init(rawValue:))
    notes = try reader.strings("notes")
  }

  private static func interval(_ json: JSON?) -> ClosedRange<Double>? {
    guard let ends = json?.elements?.compactMap(\.double), ends.count == 2, ends[0] <= ends[1]
    else { return nil }
    return ends[0]...ends[1]
  }
}

extension Comparison.Field {
  fileprivate init(_ json: JSON?) {
    if let text = json?.text, json?.double == nil {
      self = .text(text)
    } else if let number = json?.double {
      self = .number(number)
    } else {
      self = .absent
    }
  }
}
