internal import PerfJSON
internal import PerfModel

extension PairedRecord.Case {
  var json: JSON {
    .object([
      ("suite", .string(suite)), ("case", .string(name)),
      ("looks", looks.map { .array($0.map { .integer($0) }) } ?? .null),
      ("rows", .array(rows.map(\.json))), ("digests", .array(digests.map(\.json))),
      ("failures", .array(failures.map(\.json))),
      ("objectives", .array(objectives.map(\.json))),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(suite: try reader.string("suite"), name: try reader.string("case"))
    if case .array? = reader.json["looks"] { looks = try reader.ints("looks") }
    guard looks?.isEmpty != true else {
      throw DocumentError(member: reader.path + ".looks", expected: "numbers of pairs, or null")
    }
    for entry in try reader.array("rows") { rows.append(try PairedRecord.Row(entry)) }
    for entry in try reader.array("digests") {
      digests.append(
        PairedRecord.Digest(
          name: try entry.string("name"), schema: entry.optionalString("schema"),
          base: try entry.nullableString("base"),
          head: try entry.nullableString("head"),
          difference: try entry.nullableString("difference"),
          allowed: try entry.nullableString("allowed")))
    }
    if reader.json["objectives"] != nil {
      for entry in try reader.array("objectives") {
        objectives.append(
          PairedRecord.Objective(
            side: try entry.choice("side", PairSide.self),
            outcome: try CaseRecord.Objective(entry)))
      }
    }
    for entry in try reader.array("failures") {
      failures.append(
        PairedRecord.Failure(
          side: try entry.choice("side", PairSide.self),
          outcome: try entry.choice("outcome", CaseRecord.Outcome.self),
          reason: try entry.string("reason")))
    }
  }
}

extension PairedRecord.Row {
  var json: JSON {
    .object([
      ("metric", .string(metric)), ("unit", .string(unit)), ("better", .optional(better?.rawValue)),
      ("class", .string(comparison.rawValue)), ("gating", .bool(gating)), ("warn", warn.json),
      ("fail", fail.json), ("fail_is_set", .bool(failIsSet)), ("floor", floor?.json ?? .null),
      ("notes", .array(notes.map { .string($0) })),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      metric: try reader.string("metric"), unit: try reader.string("unit"),
      better: reader.optionalString("better").flatMap(Schema.Column.Better.init(rawValue:)),
      comparison: try reader.choice("class", Schema.Column.Class.self),
      gating: try reader.flag("gating"))
    warn = try Limit(reader, "warn")
    fail = try Limit(reader, "fail")
    failIsSet = try reader.flag("fail_is_set")
    notes = try reader.strings("notes")
    if reader.optionalObject("floor") != nil || reader.json["floor"]?.double != nil {
      floor = try Limit(reader, "floor")
    }
  }
}

extension PairedRecord.Digest {
  var json: JSON {
    .object([
      ("name", .string(name)), ("schema", .optional(schema)), ("base", .optional(base)),
      ("head", .optional(head)), ("difference", .optional(difference)),
      ("allowed", .optional(allowed)),
    ])
  }
}

extension PairedRecord.Objective {
  var json: JSON {
    .object([JSON.Member("side", .string(side.rawValue))] + (outcome.json.members ?? []))
  }
}

extension PairedRecord.Failure {
  var json: JSON {
    .object([
      ("side", .string(side.rawValue)), ("outcome", .string(outcome.rawValue)),
      ("reason", .string(reason)),
    ])
  }
}

extension Limit {
  /// A fraction as a number, an amount as an object with its unit.
  var json: JSON {
    switch self {
    case .relative(let fraction): .number(fraction)
    case .absolute(let amount, let unit):
      .object([("amount", .number(amount)), ("unit", .string(unit))])
    }
  }

  init(_ reader: DocumentReader, _ name: String) throws(DocumentError) {
    if let entry = reader.optionalObject(name) {
      self = .absolute(try entry.number("amount"), unit: try entry.string("unit"))
    } else {
      self = .relative(try reader.number(name))
    }
  }
}
