public import PerfJSON
internal import PerfModel

extension ReleaseDocuments {
  /// The release as a CycloneDX 1.6 document.
  public var cycloneDX: JSON {
    .object([
      ("bomFormat", .string("CycloneDX")), ("specVersion", .string("1.6")),
      ("serialNumber", .string("urn:uuid:" + uuid)), ("version", .int(1)),
      ("metadata", metadata), ("components", .array(artefacts + libraryList + packages)),
      ("dependencies", .array(graph)),
    ])
  }

  private static let projectReference = "project"

  private var metadata: JSON {
    .object([
      ("timestamp", .string(manifest.commitTime.text)),
      ("lifecycles", .array([.object([("phase", .string("build"))])])),
      (
        "tools",
        .object([
          (
            "components",
            .array(
              [component("application", "perfkit", version: manifest.build.perfkit)]
                + toolchains.map { component("application", $0) })
          )
        ])
      ),
      (
        "component",
        component(
          "application", manifest.project, version: manifest.version,
          reference: Self.projectReference,
          more: [("purl", .string(packageURL)), ("licenses", licenses)])
      ),
    ])
  }

  private var licenses: JSON? {
    manifest.license.map { .array([.object([("expression", .string($0))])]) }
  }

  private func component(
    _ type: String, _ name: String, version: String? = nil, reference: String? = nil,
    more: [(String, JSON?)] = []
  ) -> JSON {
    .object(
      [
        ("type", .string(type)), ("name", .string(name)),
        ("version", version.map { .string($0) }), ("bom-ref", reference.map { .string($0) }),
      ] + more)
  }

  private var artefacts: [JSON] {
    manifest.artefacts.map { artefact in
      component(
        "file", artefact.name, version: manifest.version, reference: "file:" + artefact.name,
        more: [
          ("mime-type", .string(artefact.mediaType)),
          ("hashes", Self.hashes(artefact.sha256)),
          (
            "components",
            artefact.contents.isEmpty
              ? nil
              : .array(
                artefact.contents.map { content in
                  component(
                    "file", content.name, more: [("hashes", Self.hashes(content.sha256))])
                })
          ),
        ])
    }
  }

  private static func hashes(_ sha256: String) -> JSON {
    .array([.object([("alg", .string("SHA-256")), ("content", .string(sha256))])])
  }

  private var libraryList: [JSON] {
    libraries.map { component("library", $0, reference: "library:" + $0) }
  }

  private var packages: [JSON] {
    manifest.dependencies.map { dependency in
      component(
        "library", dependency.name, version: dependency.version ?? dependency.revision,
        reference: "package:" + dependency.name,
        more: [
          (
            "externalReferences",
            .array([
              .object([("type", .string("vcs")), ("url", .string(dependency.location))])
            ])
          )
        ])
    }
  }

  private var graph: [JSON] {
    func node(_ reference: String, _ needs: [String]) -> JSON {
      .object([
        ("ref", .string(reference)), ("dependsOn", .array(needs.map { .string($0) })),
      ])
    }
    let packages = manifest.dependencies.map { "package:" + $0.name }
    return [node(Self.projectReference, packages)]
      + manifest.artefacts.map { artefact in
        let linked = Set(artefact.linkages.flatMap(\.libraries))
        return node(
          "file:" + artefact.name, libraries.filter(linked.contains).map { "library:" + $0 })
      }
  }
}
