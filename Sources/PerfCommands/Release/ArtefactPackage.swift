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
  init(_ artefact: ReleasePolicy.Artefact) {
    name = artefact.name
    engines = artefact.engine.map { [$0] } ?? []
    files = artefact.files.compactMap { try? Glob($0) }
    policy = ArtefactPolicy()
    policy.engines = artefact.engine.map { [$0] }
    policy.formats = artefact.formats.map { format in
      switch format {
      case .tarGzip: .tarGzip
      case .tarZstandard: .tarZstandard
      case .zip: .zip
      }
    }
  }
}
