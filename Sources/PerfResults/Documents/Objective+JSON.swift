internal import PerfJSON
internal import PerfModel

extension CaseRecord.Objective {
  var json: JSON {
    .object([
      ("objective", .string(text)), ("verdict", .string(verdict.rawValue)),
      ("value", value.map { .number($0) } ?? .null), ("unit", .string(unit)),
      ("bound", bound.map { .number($0) } ?? .null),
      ("margin_percent", marginPercent.map { .number($0) } ?? .null), ("note", .optional(note)),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      text: try reader.string("objective"), verdict: try reader.choice("verdict", Verdict.self),
      unit: try reader.string("unit"), note: reader.optionalString("note"))
    value = reader.json["value"]?.double
    bound = reader.json["bound"]?.double
    marginPercent = reader.json["margin_percent"]?.double
  }
}

extension CaseRecord.Conclusion {
  var json: JSON { .object([("when", .string(when)), ("say", .string(say))]) }
}

extension CaseRecord.Rung {
  var json: JSON {
    .object([
      ("rate", .number(rate)), ("met", .bool(isMet)),
      ("broken", .array(broken.map { .string($0) })), ("seed", seed.map { .integer($0) }),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      rate: try reader.number("rate"), isMet: try reader.flag("met"),
      broken: (reader.json["broken"]?.elements ?? []).compactMap(\.text),
      seed: reader.json["seed"]?.unsigned)
  }
}

extension CaseRecord.Knee {
  var json: JSON {
    .object([
      ("rate", rate.map { .number($0) } ?? .null), ("lower", lower.map { .number($0) } ?? .null),
      ("upper", upper.map { .number($0) } ?? .null),
      ("confidence", confidence.map { .number($0) } ?? .null),
      ("runs", .integer(runs)), ("method", .string(Self.method)),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(confidence: reader.json["confidence"]?.double, runs: try reader.int("runs"))
    rate = reader.json["rate"]?.double
    lower = reader.json["lower"]?.double
    upper = reader.json["upper"]?.double
  }
}
