public import PerfJSON
internal import PerfModel

extension ReleaseDocuments {
  /// The release as an SPDX 2.3 document.
  ///
  /// The project, each artefact, each shared library they are linked with, each source package
  /// and each toolchain are packages. What is not known is said to be so.
  public var spdx: JSON {
    let name = fileName("")
    let groups = [
      manifest.artefacts.enumerated().map { package(artefact: $1, id: Self.id("Artefact", $0)) },
      libraries.enumerated().map { index, name in
        Self.package(name, id: Self.id("Library", index), purpose: "LIBRARY")
      },
      manifest.dependencies.enumerated().map { index, dependency in
        Self.package(
          dependency.name, id: Self.id("Dependency", index), purpose: "LIBRARY",
          version: dependency.version ?? dependency.revision,
          location: Self.location(of: dependency))
      },
      toolchains.enumerated().map { index, name in
        Self.package(name, id: Self.id("Tool", index), purpose: "APPLICATION")
      },
    ]
    return .object([
      ("spdxVersion", .string("SPDX-2.3")), ("dataLicense", .string("CC0-1.0")),
      ("SPDXID", .string("SPDXRef-DOCUMENT")), ("name", .string(name)),
      (
        "documentNamespace",
        .string("https://spdx.org/spdxdocs/\(Percent.encoded(name))-\(uuid)")
      ),
      (
        "creationInfo",
        .object([
          ("created", .string(manifest.commitTime.text)),
          ("creators", .array([.string("Tool: perfkit-\(manifest.build.perfkit)")])),
        ])
      ), ("packages", .array([project] + groups.flatMap(\.self))),
      ("relationships", .array(relationships)),
    ])
  }

  private static let projectID = "SPDXRef-Project"

  private static func id(_ kind: String, _ index: Int) -> String { "SPDXRef-\(kind)-\(index + 1)" }

  private static func location(of dependency: SourceDependency) -> String {
    guard let revision = dependency.revision, dependency.location.hasPrefix("https://") else {
      return "NOASSERTION"
    }
    return "git+\(dependency.location)@\(revision)"
  }

  private var project: JSON {
    var package = Self.members(
      manifest.project, id: Self.projectID, purpose: "APPLICATION", version: manifest.version,
      location: manifest.repository.map { "git+\($0)@\(manifest.commit)" } ?? "NOASSERTION",
      license: manifest.license)
    package += [
      ("sourceInfo", .string("git commit \(manifest.commit), tree \(manifest.tree)")),
      (
        "externalRefs",
        .array([
          .object([
            ("referenceCategory", .string("PACKAGE-MANAGER")), ("referenceType", .string("purl")),
            ("referenceLocator", .string(packageURL)),
          ])
        ])
      ),
    ]
    return .object(package)
  }

  private func package(artefact: ReleaseArtefact, id: String) -> JSON {
    var package = Self.members(
      artefact.name, id: id, purpose: artefact.contents.isEmpty ? "FILE" : "ARCHIVE",
      version: manifest.version, license: manifest.license)
    package += [
      ("packageFileName", .string(artefact.name)),
      (
        "checksums",
        .array([
          .object([
            ("algorithm", .string("SHA256")), ("checksumValue", .string(artefact.sha256)),
          ])
        ])
      ),
    ]
    return .object(package)
  }

  private static func package(
    _ name: String, id: String, purpose: String, version: String? = nil,
    location: String = "NOASSERTION"
  ) -> JSON {
    .object(members(name, id: id, purpose: purpose, version: version, location: location))
  }

  private static func members(
    _ name: String, id: String, purpose: String, version: String? = nil,
    location: String = "NOASSERTION", license: String? = nil
  ) -> [(String, JSON?)] {
    [
      ("SPDXID", .string(id)), ("name", .string(name)),
      ("versionInfo", version.map { .string($0) }), ("downloadLocation", .string(location)),
      ("filesAnalyzed", .bool(false)), ("primaryPackagePurpose", .string(purpose)),
      ("licenseConcluded", .string("NOASSERTION")),
      ("licenseDeclared", .string(license ?? "NOASSERTION")),
      ("copyrightText", .string("NOASSERTION")), ("supplier", .string("NOASSERTION")),
    ]
  }

  private var relationships: [JSON] {
    func related(_ from: String, _ how: String, _ to: String) -> JSON {
      .object([
        ("spdxElementId", .string(from)), ("relationshipType", .string(how)),
        ("relatedSpdxElement", .string(to)),
      ])
    }
    var found = [related("SPDXRef-DOCUMENT", "DESCRIBES", Self.projectID)]
    let libraries = self.libraries
    for (index, artefact) in manifest.artefacts.enumerated() {
      let id = Self.id("Artefact", index)
      found.append(related("SPDXRef-DOCUMENT", "DESCRIBES", id))
      found.append(related(id, "GENERATED_FROM", Self.projectID))
      let linked = Set(artefact.linkages.flatMap(\.libraries))
      for (number, library) in libraries.enumerated() where linked.contains(library) {
        found.append(related(id, "DYNAMIC_LINK", Self.id("Library", number)))
      }
    }
    for index in manifest.dependencies.indices {
      found.append(related(Self.projectID, "DEPENDS_ON", Self.id("Dependency", index)))
    }
    for index in toolchains.indices {
      found.append(related(Self.id("Tool", index), "BUILD_TOOL_OF", Self.projectID))
    }
    return found
  }
}
