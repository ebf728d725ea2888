public import PerfCrypto
internal import PerfJSON
internal import PerfModel

/// The documents that follow from a frozen manifest: nothing else goes into them, so whoever has
/// the manifest can make them again, byte for byte.
public struct ReleaseDocuments: Sendable {
  /// The manifest.
  public let manifest: ReleaseManifest
  /// SHA-256 of its bytes, in hexadecimal.
  public let digest: String

  /// The documents of a manifest.
  public init(_ manifest: ReleaseManifest) throws(CryptoError) {
    self.manifest = manifest
    digest = try SHA256.hex(of: manifest.bytes)
  }

  /// The name of a file of this release: `PROJECT-TAG` and an ending.
  public func fileName(_ ending: String) -> String {
    FileNames.stem(project: manifest.project, tag: manifest.tag) + ending
  }

  /// A UUID made of the manifest's digest (RFC 9562, version 8), in place of a random one.
  var uuid: String {
    var digits = Array(digest.prefix(32))
    digits[12] = "8"
    digits[16] = Array("89ab")[(digits[16].hexDigitValue ?? 0) & 3]
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
      .joined(separator: "-")
  }

  /// The project as a package address (purl), with where its sources are.
  var packageURL: String {
    var text =
      "pkg:generic/" + Percent.encoded(manifest.project) + "@"
      + Percent.encoded(manifest.version)
    if let repository = manifest.repository {
      text += "?vcs_url=" + Percent.encoded("git+\(repository)@\(manifest.commit)")
    }
    return text
  }

  /// The libraries that artefacts are linked with at run time, each once, sorted.
  var libraries: [String] {
    Set(manifest.artefacts.flatMap(\.linkages).flatMap(\.libraries)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// Names of the toolchains, each once, in the order of the engines.
  var toolchains: [String] {
    manifest.build.engines.map(\.toolchain).reduce(into: []) { known, next in
      if next != "none", !known.contains(next) { known.append(next) }
    }
  }
}
