public import PerfJSON
public import PerfModel

extension RunRecord {
  /// The document `perfkit-run/1`.
  public var json: JSON {
    var members: [(String, JSON?)] = [
      ("format", .string("perfkit-run/1")), ("id", .string(id)), ("command", .string(command)),
      ("project", Self.named(project)), ("host", host.json), ("revision", revision?.json ?? .null),
      ("content", Self.named(content)), ("toolchain", .string(toolchain)),
      ("config_digest", Self.named(configDigest)), ("narrowed", .bool(narrowed)),
      ("arguments", arguments.map { .array($0.map { .string($0) }) }),
      ("variant", .optional(variant)), ("engines", .array(engines.map(\.json))),
      ("cases", .array(cases.map(\.json))), ("warnings", .array(warnings.map(\.json))),
      ("errors", .array(errors.map(\.json))), ("verdict", .string(verdict.rawValue)),
      ("exit", .integer(exit)),
    ]
    if let comparison { members.append(("comparison", comparison.json)) }
    return .object(members)
  }

  /// What a run without perfkit.yaml lacks is null.
  private static func named(_ text: String) -> JSON { text.isEmpty ? .null : .string(text) }

  /// Reads a document; its comparison, warnings and errors are not taken over.
  public init(_ json: JSON) throws(DocumentError) {
    let reader = DocumentReader(json)
    guard try reader.string("format") == "perfkit-run/1" else {
      throw DocumentError(member: "format", expected: "perfkit-run/1")
    }
    self.init(
      id: try reader.string("id"), command: try reader.string("command"),
      project: try reader.nullableString("project") ?? "",
      host: try Host(try reader.object("host")),
      revision: try Self.revision(reader.optionalObject("revision")),
      content: try reader.nullableString("content") ?? "",
      toolchain: try reader.string("toolchain"),
      configDigest: try reader.nullableString("config_digest") ?? "")
    narrowed = try reader.flag("narrowed")
    variant = reader.optionalString("variant")
    arguments = reader.json["arguments"] == nil ? nil : try reader.strings("arguments")
    for engine in try reader.array("engines") { engines.append(try BuiltEngine(engine)) }
    for entry in try reader.array("cases") { cases.append(try CaseRecord(entry)) }
    verdict = try reader.choice("verdict", Verdict.self)
    exit = try reader.exitStatus("exit")
  }

  static func revision(
    _ reader: DocumentReader?
  ) throws(DocumentError) -> RunRecord.Revision? {
    guard let reader else { return nil }
    return RunRecord.Revision(
      commit: reader.optionalString("commit"), tree: reader.optionalString("tree"),
      dirty: try reader.flag("dirty"), content: try reader.string("content"),
      ref: reader.optionalString("ref"))
  }
}

extension RunRecord.Revision {
  var json: JSON {
    .object([
      ("commit", .optional(commit)), ("tree", .optional(tree)), ("dirty", .bool(dirty)),
      ("content", .string(content)), ("ref", .optional(ref)),
    ])
  }
}

extension RunRecord.Artefact {
  var json: JSON {
    .object([
      ("path", .string(path)), ("sha256", .string(sha256)), ("size", .integer(size)),
    ])
  }

  init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      path: try reader.string("path"), sha256: try reader.string("sha256"),
      size: try reader.int("size"))
  }
}

extension RunRecord.BuiltEngine {
  package var json: JSON {
    .object([
      ("name", .string(name)), ("build", .string(build)), ("toolchain", .string(toolchain)),
      ("flags", .array(flags.map { .string($0) })), ("artefacts", .array(artefacts.map(\.json))),
    ])
  }

  package init(_ reader: DocumentReader) throws(DocumentError) {
    var artefacts: [RunRecord.Artefact] = []
    for entry in try reader.array("artefacts") { artefacts.append(try RunRecord.Artefact(entry)) }
    self.init(
      name: try reader.string("name"), build: try reader.string("build"),
      toolchain: try reader.string("toolchain"), flags: try reader.strings("flags"),
      artefacts: artefacts)
  }
}
