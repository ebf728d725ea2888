internal import Glibc

/// The files below a folder, for projects outside git.
public struct FolderContent: Sendable {
  private let excluded: [String]

  /// Folders that hold no sources, whatever the project.
  private static let hidden: Set<String> = [".git", ".build", ".perfkit", "node_modules"]

  /// Leaves out paths relative to the folder, and what lies below them.
  public init(excluding excluded: [String]) { self.excluded = excluded }

  /// The paths of files and links, relative and sorted, with whether they may be executed.
  public func files(below folder: String) throws(FileError) -> [(path: String, mode: String)] {
    var found: [(path: String, mode: String)] = []
    try walk(folder, "", into: &found)
    return found
  }

  private func walk(
    _ root: String, _ relative: String, into found: inout [(path: String, mode: String)]
  ) throws(FileError) {
    for entry in try Folder.list(relative.isEmpty ? root : root + "/" + relative) {
      let path = relative.isEmpty ? entry.name : relative + "/" + entry.name
      guard !excluded.contains(path) else { continue }
      switch entry.kind {
      case .folder:
        if !Self.hidden.contains(entry.name) { try walk(root, path, into: &found) }
      case .file:
        found.append((path, File.isExecutable(root + "/" + path) ? "x" : "f"))
      case .link: found.append((path, "l"))
      case .other: continue
      }
    }
  }
}
