public import PerfJSON
public import PerfModel

extension PairedRecord {
  /// The members that a `perfkit-comparison/1` of pairs adds to its rows: all that the rows follow
  /// from.
  var members: [JSON.Member] {
    [
      JSON.Member("sides", .object([("base", base.json), ("head", head.json)])),
      JSON.Member("host", host.json),
      JSON.Member("config_digest", configDigest.isEmpty ? .null : .string(configDigest)),
      JSON.Member(
        "policy",
        .object([
          ("warn", .number(policy.warn)), ("fail", .number(policy.fail)),
          ("inconclusive", .string(policy.inconclusive.rawValue)), ("strict", .bool(strict)),
        ])),
      JSON.Member("confidence", .number(confidence)),
      JSON.Member("seed", batches.first.map { .integer($0.seed) } ?? .null),
      JSON.Member("notes", .array(notes.map { .string($0) })),
      JSON.Member(
        "samples",
        .object([
          ("planned_looks", .array(looks.map { .integer($0) })),
          ("looks_are_fixed", .bool(looksAreFixed)),
          ("cases", .array(cases.map(\.json))),
          ("groups", .array(groups.map { $0.json(cases) })),
          ("batches", .array(batches.map { $0.json(cases) })),
        ])),
    ]
  }

  /// Reads the record inside a `perfkit-comparison/1` of pairs.
  public init(_ json: JSON) throws(DocumentError) {
    let reader = DocumentReader(json)
    guard try reader.string("format") == "perfkit-comparison/1" else {
      throw DocumentError(member: "format", expected: "perfkit-comparison/1")
    }
    let sides = try reader.object("sides")
    let samples = try reader.object("samples")
    let policy = try reader.object("policy")
    self.init(
      base: try Subject(try sides.object("base")), head: try Subject(try sides.object("head")),
      host: try Host(try reader.object("host")), looks: try samples.ints("planned_looks"),
      policy: Policy(
        warn: try policy.number("warn"), fail: try policy.number("fail"),
        inconclusive: try policy.choice("inconclusive", Policy.Inconclusive.self)))
    guard !looks.isEmpty, looks.allSatisfy({ $0 > 0 }) else {
      throw DocumentError(member: "samples.planned_looks", expected: "numbers above 0")
    }
    looksAreFixed = try samples.flag("looks_are_fixed")
    confidence = try reader.number("confidence")
    guard confidence > 0, confidence < 1 else {
      throw DocumentError(member: "confidence", expected: "a number between 0 and 1")
    }
    strict = try policy.flag("strict")
    configDigest = try reader.nullableString("config_digest") ?? ""
    notes = try reader.strings("notes")
    for entry in try reader.array("warnings") { warnings.append(try Problem(entry, .warn)) }
    for entry in try samples.array("cases") { cases.append(try Case(entry)) }
    for entry in try samples.array("groups") { groups.append(try Group(entry, cases)) }
    for entry in try samples.array("batches") { batches.append(try Batch(entry, cases)) }
    guard batches.count <= 2 else {
      throw DocumentError(member: "samples.batches", expected: "at most two batches")
    }
  }
}

extension PairedRecord.Subject {
  var json: JSON {
    .object([
      ("name", .string(name)), ("revision", revision?.json ?? .null),
      ("variant", .optional(variant)), ("toolchain", .string(toolchain)),
      ("engines", .array(engines.map(\.json))),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(name: try reader.string("name"))
    revision = try RunRecord.revision(reader.optionalObject("revision"))
    variant = reader.optionalString("variant")
    toolchain = try reader.string("toolchain")
    for entry in try reader.array("engines") {
      engines.append(try RunRecord.BuiltEngine(entry))
    }
  }
}

extension PairedRecord.Batch {
  func json(_ cases: [PairedRecord.Case]) -> JSON {
    .object([
      ("seed", .integer(seed)), ("series", .array(series.map { $0.json(cases[$0.caseIndex]) })),
    ])
  }

  init(_ reader: DocumentReader, _ cases: [PairedRecord.Case]) throws(DocumentError) {
    self.init(seed: try reader.unsigned("seed"))
    for entry in try reader.array("series") {
      series.append(try PairedRecord.Series(entry, cases))
    }
  }
}

extension PairedRecord.Series {
  func json(_ entry: PairedRecord.Case) -> JSON {
    func side(_ values: (Metric) -> [Double]) -> JSON {
      .object(
        metrics.map { metric in
          (metric.name, .array(values(metric).map { $0.isFinite ? .number($0) : .null }))
        })
    }
    return .object([
      ("suite", .string(entry.suite)), ("case", .string(entry.name)), ("pairs", .integer(pairs)),
      ("head_first", .array(headFirst.map { .bool($0) })), ("base", side(\.base)),
      ("head", side(\.head)),
      (
        "absence",
        .object(metrics.compactMap { one in one.absence.map { (one.name, .string($0)) } })
      ),
    ])
  }

  init(_ reader: DocumentReader, _ cases: [PairedRecord.Case]) throws(DocumentError) {
    let (suite, name) = (try reader.string("suite"), try reader.string("case"))
    guard let index = cases.firstIndex(where: { $0.suite == suite && $0.name == name }) else {
      throw DocumentError(member: reader.path + ".case", expected: "a case of samples.cases")
    }
    self.init(caseIndex: index, headFirst: try reader.flags("head_first"), metrics: [])
    let head = try reader.object("head")
    let absence = try reader.object("absence")
    for (name, _) in try reader.members("base") {
      let metric = Metric(
        name: name, base: try reader.object("base").values(name), head: try head.values(name),
        absence: absence.optionalString(name))
      guard metric.base.count == pairs, metric.head.count == pairs else {
        throw DocumentError(
          member: reader.path + ".base." + name, expected: "\(pairs) values on either side")
      }
      metrics.append(metric)
    }
  }
}
