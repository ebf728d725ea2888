internal import PerfArchive
internal import PerfModel
internal import PerfRelease

/// What goes into the archives of one name.
struct ArtefactPackage {
  /// The first part of the archives' names.
  var name: String
  /// The engines whose files are packed; none: files of the sources.
  var engines: [String]
  /// Globs of which a file must match one; nil: all files.
  var files: [Glob]?
  var policy: ArtefactPolicy

  func contains(_ path: String) -> Bool { files?.contains { $0.matches(path) } ?? true }
}

extension ArtefactPackage {
  /// What a release's policy ships under one name.
  init(_ artefact: ReleasePolicy.Artefact) throws(Problems) {
    name = artefact.name
    engines = artefact.engine.map { [$0] } ?? []
    files = artefact.files.compactMap { try? Glob($0) }
    policy = ArtefactPolicy()
    policy.engines = artefact.engine.map { [$0] }
    var formats: [ArchiveFormat] = []
    for format in artefact.formats {
      switch format {
      case .tarGzip: formats.append(.tarGzip)
      case .tarZstandard: formats.append(.tarZstandard)
      case .zip: formats.append(.zip)
      case .plain:
        throw Problems([
          Problem(
            "release.form", "the artefact '\(artefact.name)' is to be shipped plain, not packed",
            hint: "this version packs: tar.gz, tar.zst or zip", verdict: .refused)
        ])
      }
    }
    policy.formats = formats
  }
}
