public import PerfJSON
internal import PerfCrypto
internal import PerfModel
internal import PerfResults

extension ReleaseManifest {
  /// The document `perfkit-release/1`.
  public var json: JSON {
    .object([
      ("format", .string("perfkit-release/1")), ("project", .string(project)),
      ("tag", .string(tag)), ("version", .string(version)), ("commit", .string(commit)),
      ("tree", .string(tree)), ("commit_time", .string(commitTime.text)),
      ("repository", .optional(repository)), ("license", .optional(license)),
      (
        "previous",
        previous.map {
          .object([("tag", .string($0.tag)), ("commit", .string($0.commit))])
        } ?? .null
      ), ("previous_reason", .string(previousReason)), ("build", build.json),
      ("config_digest", .optional(configDigest)),
      ("dependencies", .array(dependencies.map(\.json))),
      ("artefacts", .array(artefacts.map(\.json))), ("evidence", .array(evidence.map(\.json))),
      ("performance", performance.json),
      (
        "notes",
        notes.map { .object([("sha256", .string($0.sha256)), ("size", .integer($0.size))]) }
          ?? .null
      ),
      (
        "overrides",
        .array(
          overrides.map {
            .object([("gate", .string($0.gate)), ("reason", .string($0.reason))])
          })
      ),
    ])
  }

  /// The bytes that are frozen: equal content, equal bytes.
  public var bytes: [UInt8] { Array(json.document.utf8) }
}

extension ReleaseManifest.Evidence {
  fileprivate var json: JSON {
    .object([
      ("suite", .string(suite)), ("run", .string(run)), ("sha256", .string(sha256)),
      ("verdict", .string(verdict.rawValue)),
    ])
  }
}

extension ReleaseBuild {
  /// The `build` member of a document.
  public var json: JSON {
    .object([
      ("perfkit", .string(perfkit)),
      (
        "environment",
        .object([
          ("architecture", .string(environment.architecture)), ("os", .string(environment.os)),
          ("libc", .string(environment.libc)), ("kernel", .string(environment.kernel)),
          ("cpu_model", .string(environment.cpuModel)),
        ])
      ), ("engines", .array(engines.map(\.json))),
    ])
  }
}

extension SourceDependency {
  /// The dependency as an entry of a document.
  public var json: JSON {
    .object([
      ("name", .string(name)), ("version", .optional(version)),
      ("revision", .optional(revision)), ("location", .string(location)),
    ])
  }
}

extension ReleaseArtefact {
  /// The artefact as an entry of a document.
  public var json: JSON {
    .object([
      ("name", .string(name)), ("size", .integer(size)), ("sha256", .string(sha256)),
      ("media_type", .string(mediaType)), ("linkage", linkage?.json ?? .null),
      (
        "contents",
        .array(
          contents.map { content in
            .object([
              ("name", .string(content.name)), ("size", .integer(content.size)),
              ("sha256", .string(content.sha256)), ("linkage", content.linkage?.json ?? .null),
            ])
          })
      ),
    ])
  }
}

extension Linkage {
  var json: JSON {
    .object([
      ("machine", .string(machine)), ("interpreter", .optional(interpreter)),
      ("libraries", .array(libraries.map { .string($0) })), ("glibc", .optional(glibc)),
      ("search_paths", .array(searchPaths.map { .string($0) })), ("stripped", .bool(isStripped)),
    ])
  }
}

extension ReleasePerformance {
  /// The figures as the manifest holds them.
  public var json: JSON {
    .object([
      ("base", .optional(base)), ("comparison_sha256", .optional(comparisonSHA256)),
      ("reason", .optional(reason)), ("verdict", .optional(verdict?.rawValue)),
      ("rows", .array(deltas.map(\.json))),
    ])
  }
}

extension ReleasePerformance.Delta {
  fileprivate var json: JSON {
    .object([
      ("suite", .string(suite)), ("case", .string(caseName)), ("metric", .string(metric)),
      ("unit", .string(unit)), ("better", .optional(better)), ("base", .optional(base)),
      ("head", .optional(head)), ("change_percent", .optional(changePercent)),
      (
        "ci_percent",
        intervalPercent.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
      ), ("pairs", .integer(pairs)), ("verdict", .optional(verdict?.rawValue)),
      ("notes", .array(notes.map { .string($0) })),
    ])
  }
}

extension JSON {
  /// A number, or null where there is none.
  fileprivate static func optional(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }
}
