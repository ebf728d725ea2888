public import PerfJSON
public import PerfResults
internal import PerfModel

extension ReleaseManifest {
  /// Reads the bytes of a frozen manifest.
  public init(reading bytes: [UInt8]) throws {
    try self.init(try JSON.parse(bytes))
  }

  /// Reads a document; members that are not known are ignored.
  public init(_ json: JSON) throws(DocumentError) {
    let reader = DocumentReader(json)
    guard try reader.string("format") == "perfkit-release/1" else {
      throw DocumentError(member: "format", expected: "perfkit-release/1")
    }
    guard let time = UTCTime(try reader.string("commit_time")) else {
      throw DocumentError(member: "commit_time", expected: "YYYY-MM-DDTHH:MM:SSZ")
    }
    self.init(
      project: try reader.string("project"), tag: try reader.string("tag"),
      version: try reader.string("version"), commit: try reader.string("commit"),
      tree: try reader.string("tree"), commitTime: time,
      previousReason: try reader.string("previous_reason"),
      build: try ReleaseBuild(try reader.object("build")),
      performance: try ReleasePerformance(try reader.object("performance")))
    repository = try reader.nullableString("repository")
    license = try reader.nullableString("license")
    configDigest = try reader.nullableString("config_digest")
    if let entry = reader.optionalObject("previous") {
      previous = Previous(tag: try entry.string("tag"), commit: try entry.string("commit"))
    }
    for entry in try reader.array("dependencies") {
      dependencies.append(
        SourceDependency(
          name: try entry.string("name"), version: try entry.nullableString("version"),
          revision: try entry.nullableString("revision"), location: try entry.string("location")))
    }
    for entry in try reader.array("artefacts") { artefacts.append(try ReleaseArtefact(entry)) }
    for entry in try reader.array("evidence") {
      evidence.append(
        Evidence(
          suite: try entry.string("suite"), run: try entry.string("run"),
          sha256: try entry.string("sha256"), verdict: try entry.choice("verdict", Verdict.self)))
    }
    if let entry = reader.optionalObject("notes") {
      notes = Notes(sha256: try entry.string("sha256"), size: try entry.int("size"))
    }
    for entry in try reader.array("overrides") {
      overrides.append(
        Override(gate: try entry.string("gate"), reason: try entry.string("reason")))
    }
  }
}

extension ReleaseBuild {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    let environment = try reader.object("environment")
    var engines: [RunRecord.BuiltEngine] = []
    for entry in try reader.array("engines") {
      engines.append(try RunRecord.BuiltEngine(entry))
    }
    self.init(
      perfkit: try reader.string("perfkit"),
      environment: Environment(
        architecture: try environment.string("architecture"), os: try environment.string("os"),
        libc: try environment.string("libc"), kernel: try environment.string("kernel"),
        cpuModel: try environment.string("cpu_model")),
      engines: engines)
  }
}

extension ReleaseArtefact {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      name: try reader.string("name"), size: try reader.int("size"),
      sha256: try reader.string("sha256"), mediaType: try reader.string("media_type"))
    if let entry = reader.optionalObject("linkage") { linkage = try Linkage(entry) }
    for entry in try reader.array("contents") {
      var content = Content(
        name: try entry.string("name"), size: try entry.int("size"),
        sha256: try entry.string("sha256"), linkage: nil)
      if let linkage = entry.optionalObject("linkage") { content.linkage = try Linkage(linkage) }
      contents.append(content)
    }
  }
}

extension Linkage {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(
      machine: try reader.string("machine"),
      interpreter: try reader.nullableString("interpreter"),
      libraries: try reader.strings("libraries"), glibc: try reader.nullableString("glibc"),
      searchPaths: try reader.strings("search_paths"), isStripped: try reader.flag("stripped"))
  }
}

extension ReleasePerformance {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    self.init(notMeasured: "")
    base = try reader.nullableString("base")
    comparisonSHA256 = try reader.nullableString("comparison_sha256")
    reason = try reader.nullableString("reason")
    verdict = try Self.verdict(reader)
    for row in try reader.array("rows") {
      let interval = row.json["ci_percent"]?.elements?.compactMap(\.double) ?? []
      guard interval.isEmpty || interval.count == 2 && interval[0] <= interval[1] else {
        throw DocumentError(member: row.path + ".ci_percent", expected: "[low, high] or null")
      }
      deltas.append(
        Delta(
          suite: try row.string("suite"), caseName: try row.string("case"),
          metric: try row.string("metric"), unit: try row.string("unit"),
          better: try row.nullableString("better"), base: row.json["base"]?.double,
          head: row.json["head"]?.double, changePercent: row.json["change_percent"]?.double,
          intervalPercent: interval.isEmpty ? nil : interval[0]...interval[1],
          pairs: try row.int("pairs"), verdict: try Self.verdict(row),
          notes: try row.strings("notes")))
    }
  }

  private static func verdict(_ reader: DocumentReader) throws(DocumentError) -> Verdict? {
    guard try reader.nullableString("verdict") != nil else { return nil }
    return try reader.choice("verdict", Verdict.self)
  }
}
