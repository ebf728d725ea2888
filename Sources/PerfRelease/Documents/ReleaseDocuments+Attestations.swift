public import PerfJSON
internal import PerfModel

extension ReleaseDocuments {
  /// Names for what perfkit means by a build and a builder; explained in
  /// docs/reference/release-artefacts.md.
  enum TypeName {
    static let build = "urn:perfkit:release-build:1"
    static let builder = "urn:perfkit:builder:self-signed:1"
  }

  /// An in-toto Statement v1 with SLSA provenance v1.
  ///
  /// It claims no level. Whoever builds and signs on a machine of their own reaches Build L1 at
  /// most, and the statement says so.
  public var provenance: JSON {
    var source: [(String, JSON?)] = [("digest", .object([("gitCommit", .string(manifest.commit))]))]
    if let repository = manifest.repository {
      source.append(("uri", .string("git+\(repository)@refs/tags/\(manifest.tag)")))
    }
    let definition = JSON.object([
      ("buildType", .string(TypeName.build)),
      (
        "externalParameters",
        .object([
          ("repository", manifest.repository.map { .string($0) }),
          ("tag", .string(manifest.tag)),
          ("engines", .array(manifest.build.engines.map { .string($0.name) })),
        ])
      ), ("internalParameters", internalParameters),
      (
        "resolvedDependencies",
        .array([.object(source)] + manifest.dependencies.map(Self.descriptor))
      ),
    ])
    let details = JSON.object([
      (
        "builder",
        .object([
          ("id", .string(TypeName.builder)),
          ("version", .object([("perfkit", .string(manifest.build.perfkit))])),
        ])
      ), ("metadata", .object([("invocationId", .string("urn:uuid:" + uuid))])),
      ("byproducts", .array(manifest.evidence.map(Self.descriptor))),
    ])
    return statement(
      "https://slsa.dev/provenance/v1",
      .object([("buildDefinition", definition), ("runDetails", details)]))
  }

  /// An in-toto Statement v1 with the test result v0.1; nil where nothing was tested.
  public var testResult: JSON? {
    guard !manifest.evidence.isEmpty else { return nil }
    func suites(_ result: Verdict) -> JSON {
      .array(
        manifest.evidence.filter { Self.result($0.verdict) == result }.map { .string($0.suite) })
    }
    let worst = manifest.evidence.map { Self.result($0.verdict) }.worst
    let configuration = JSON.object([
      ("name", .string("perfkit.yaml")),
      ("digest", .object([("sha256", manifest.configDigest.map { .string($0) })])),
    ])
    return statement(
      "https://in-toto.io/attestation/test-result/v0.1",
      .object([
        ("result", .string(worst == .pass ? "PASSED" : worst == .warn ? "WARNED" : "FAILED")),
        ("configuration", .array(manifest.configDigest == nil ? [] : [configuration])),
        ("passedTests", suites(.pass)), ("warnedTests", suites(.warn)),
        ("failedTests", suites(.fail)),
        ("perfkit_records", .array(manifest.evidence.map(Self.descriptor))),
      ]))
  }

  private static func result(_ verdict: Verdict) -> Verdict {
    switch verdict {
    case .pass, .improved: .pass
    case .warn: .warn
    default: .fail
    }
  }

  private func statement(_ type: String, _ predicate: JSON) -> JSON {
    .object([
      ("_type", .string("https://in-toto.io/Statement/v1")),
      (
        "subject",
        .array(
          manifest.artefacts.map { artefact in
            .object([
              ("name", .string(artefact.name)),
              ("digest", .object([("sha256", .string(artefact.sha256))])),
            ])
          })
      ), ("predicateType", .string(type)), ("predicate", predicate),
    ])
  }

  private var internalParameters: JSON {
    let environment = manifest.build.environment
    return .object([
      (
        "assurance",
        .string(
          "built and signed by the maintainer on a machine of their own: SLSA Build L1 at most")
      ),
      ("architecture", .string(environment.architecture)), ("os", .string(environment.os)),
      ("libc", .string(environment.libc)), ("kernel", .string(environment.kernel)),
      (
        "engines",
        .array(
          manifest.build.engines.map { engine in
            .object([
              ("name", .string(engine.name)), ("build", .string(engine.build)),
              ("toolchain", .string(engine.toolchain)),
              ("flags", .array(engine.flags.map { .string($0) })),
            ])
          })
      ),
    ])
  }

  private static func descriptor(_ dependency: SourceDependency) -> JSON {
    .object([
      ("name", .string(dependency.name)), ("uri", .string("git+" + dependency.location)),
      ("digest", .object([("gitCommit", dependency.revision.map { .string($0) })])),
    ])
  }

  private static func descriptor(_ evidence: ReleaseManifest.Evidence) -> JSON {
    .object([
      ("name", .string("\(evidence.suite)/\(evidence.run)")),
      ("digest", .object([("sha256", .string(evidence.sha256))])),
      ("mediaType", .string("application/json")),
    ])
  }
}
