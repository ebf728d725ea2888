internal import PerfCrypto
internal import PerfFiles
internal import PerfGit

/// Packages outside the project that a Swift engine builds from by path: what they hold is part of
/// the engine's sources, too.
struct LocalPackages {
  /// The identity of all packages outside `project` that the packages in `folders` reach by path,
  /// or nil if there are none.
  static func identity(of folders: [String], outside project: String) throws -> String? {
    var found: [String] = []
    for folder in folders { try collect(from: folder, outside: project, into: &found) }
    guard !found.isEmpty else { return nil }
    let identities = try found.map { try content(of: $0) }
    return try SHA256.hex(of: Array(identities.joined(separator: "\n").utf8))
  }

  private static func collect(
    from folder: String, outside project: String, into found: inout [String]
  ) throws {
    let manifest = folder + "/Package.swift"
    guard File.exists(manifest) else { return }
    let text = String(decoding: try File.read(manifest), as: UTF8.self)
    for path in dependencies(in: text) {
      let target = Path.join(folder, path)
      guard !found.contains(target) else { continue }
      if Path.relative(target, to: project) == target, target != project { found.append(target) }
      try collect(from: target, outside: project, into: &found)
    }
  }

  /// The paths of `.package(path: "…")` and `.package(name: "…", path: "…")` in a manifest.
  static func dependencies(in manifest: String) -> [String] {
    var paths: [String] = []
    for call in manifest.split(separator: ".package(").dropFirst() {
      let arguments = call.prefix { $0 != ")" }
      guard let label = arguments.firstRange(of: "path:") else { continue }
      let parts = arguments[label.upperBound...]
        .split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
      if parts.count > 1 { paths.append(String(parts[1])) }
    }
    return paths
  }

  private static func content(of folder: String) throws -> String {
    if let repository = try Repository.discover(from: folder), !repository.isBare {
      return try repository.contentID(excluding: [])
    }
    let files = try FolderContent(excluding: []).files(below: folder)
    return try files.map { file in
      let path = folder + "/" + file.path
      return file.path + " " + (file.mode == "l" ? "" : try SHA256.hex(ofFile: path))
    }.joined(separator: "\n")
  }
}
