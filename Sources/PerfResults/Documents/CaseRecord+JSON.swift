internal import PerfJSON
internal import PerfModel

extension CaseRecord {
  var json: JSON {
    .object([
      ("name", .string(name)), ("suite", .string(suite)), ("seed", .integer(seed)),
      ("outcome", .string(outcome.rawValue)), ("reason", .optional(reason)),
      ("runs", .array(runs.map(\.json))),
      ("samples", .object(samples.map { ($0.metric, $0.json) })),
      ("tables", .array(tables.map(\.json))),
      ("files", files.isEmpty ? nil : .array(files.map(\.json))),
      ("digests", .object(digests.map { ($0.name, .string($0.value)) })),
      ("records", .object(digests.map { ($0.name, $0.recordsJSON) })),
      ("inputs", .array(inputs.map(\.json))), ("left_behind", .integer(leftBehind)),
      ("uncounted", .optional(uncounted)),
      (
        "absent",
        absent.isEmpty ? nil : .object(absent.map { JSON.Member($0.metric, .string($0.reason)) })
      ),
      ("at_least", bounds.isEmpty ? nil : .object(bounds)),
      ("objectives", objectives.isEmpty ? nil : .array(objectives.map(\.json))),
      ("rungs", rungs.isEmpty ? nil : .array(rungs.map(\.json))), ("knee", knee?.json),
      ("conclusions", conclusions.isEmpty ? nil : .array(conclusions.map(\.json))),
    ])
  }

  private var bounds: [JSON.Member] {
    absent.compactMap { absence in
      absence.atLeast.map { bound in
        JSON.Member(
          absence.metric,
          .object([("unit", .string(bound.unit)), ("value", .number(bound.value))]))
      }
    }
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      name: try reader.string("name"), suite: try reader.string("suite"),
      seed: try reader.unsigned("seed"))
    outcome = try reader.choice("outcome", Outcome.self)
    reason = reader.optionalString("reason")
    for entry in try reader.array("runs") { runs.append(try Run(entry)) }
    for (name, entry) in try reader.members("samples") {
      samples.append(try Samples(metric: name, entry))
    }
    for entry in try reader.array("tables") {
      tables.append(
        TableFile(
          schema: try entry.string("schema"), file: try entry.string("file"),
          sha256: try entry.string("sha256")))
    }
    if reader.json["files"] != nil {
      for entry in try reader.array("files") {
        files.append(
          KeptFile(file: try entry.string("file"), sha256: try entry.string("sha256")))
      }
    }
    let records = try reader.object("records")
    for (name, value) in try reader.members("digests") {
      guard let text = value.json.text else {
        throw DocumentError(member: value.path, expected: "a string")
      }
      let entry = try records.object(name)
      digests.append(
        Digest(
          name: name, schema: try entry.string("schema"), value: text,
          header: try entry.string("header"),
          records: entry.json["lines"]?.elements?.compactMap(\.text)))
    }
    uncounted = reader.optionalString("uncounted")
    leftBehind = Int(reader.json["left_behind"]?.integer ?? 0)
    for entry in try reader.array("inputs") { inputs.append(try RunRecord.Artefact(entry)) }
    for member in reader.json["absent"]?.members ?? [] {
      let bound = reader.json["at_least"]?[member.name]
      absent.append(
        Absence(
          metric: member.name, reason: member.value.text ?? "",
          atLeast: bound?["value"]?.double.map { value in
            Absence.Bound(value: value, unit: bound?["unit"]?.text ?? "")
          }))
    }
    if reader.json["objectives"] != nil {
      for entry in try reader.array("objectives") { objectives.append(try Objective(entry)) }
    }
    if reader.json["rungs"] != nil {
      for entry in try reader.array("rungs") { rungs.append(try Rung(entry)) }
    }
    knee = try reader.optionalObject("knee").map { entry throws(DocumentError) in try Knee(entry) }
    guard reader.json["conclusions"] != nil else { return }
    for entry in try reader.array("conclusions") {
      conclusions.append(
        Conclusion(when: try entry.string("when"), say: try entry.string("say")))
    }
  }
}

extension CaseRecord.Run {
  var json: JSON {
    .object([
      ("index", .integer(index)), ("order", .integer(order)),
      ("started_ns", .integer(startedNanoseconds)), ("outcome", .string(outcome.rawValue)),
      ("exit", exit.map { .integer($0) } ?? .null),
      ("signal", signal.map { .integer($0) } ?? .null), ("output", .string(output)),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      index: try reader.int("index"), order: try reader.int("order"),
      startedNanoseconds: try reader.unsigned("started_ns"),
      outcome: try reader.choice("outcome", CaseRecord.Outcome.self),
      exit: reader.json["exit"]?.integer.flatMap { Int32(exactly: $0) },
      signal: reader.json["signal"]?.integer.flatMap { Int32(exactly: $0) },
      output: try reader.string("output"))
  }
}

extension CaseRecord.Samples {
  var json: JSON {
    .object([
      ("unit", .string(unit)), ("better", .optional(better?.rawValue)),
      ("class", .string(comparison.rawValue)), ("gating", .bool(gating)),
      ("values", .array(values.map { .number($0) })), ("source", .optional(source?.rawValue)),
    ])
  }

  init(metric: String, _ reader: DocumentReader) throws(DocumentError) {
    self.init(
      metric: metric, unit: try reader.string("unit"),
      better: reader.optionalString("better").flatMap(Schema.Column.Better.init(rawValue:)),
      comparison: try reader.choice("class", Schema.Column.Class.self),
      gating: try reader.flag("gating"), values: try reader.numbers("values"))
    source = reader.optionalString("source").flatMap(CaseRecord.Samples.Source.init(rawValue:))
  }
}

extension CaseRecord.TableFile {
  var json: JSON {
    .object([
      ("schema", .string(schema)), ("file", .string(file)), ("sha256", .string(sha256)),
    ])
  }
}

extension CaseRecord.KeptFile {
  var json: JSON { .object([("file", .string(file)), ("sha256", .string(sha256))]) }
}

extension CaseRecord.Digest {
  var recordsJSON: JSON {
    .object([
      ("schema", .string(schema)), ("header", .string(header)),
      ("lines", records.map { .array($0.map { .string($0) }) } ?? .null),
    ])
  }
}
