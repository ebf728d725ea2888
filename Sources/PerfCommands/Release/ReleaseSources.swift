internal import PerfFiles
internal import PerfGit

/// The files of a commit, as the project's folder in the repository sees them.
struct ReleaseSources {
  let commit: Commit
  /// The project's folder in the repository with a slash behind it; empty for its top.
  let place: String

  /// The text of a file, or nil where there is none.
  func text(
    _ path: String, in repository: borrowing Repository
  ) throws(GitError) -> String? {
    try repository.file(at: commit, path: place + path).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The Markdown texts in or below `folders`, by their path in the repository.
  func markdown(
    below folders: [String], of paths: [String], in repository: borrowing Repository
  ) throws(GitError) -> [String: String] {
    let wanted = folders.map { Path.normalize(place + $0) }
    var texts: [String: String] = [:]
    for path in paths where ["md", "markdown"].contains(Path.fileExtension(of: path)) {
      guard wanted.contains(where: { $0 == "." || path == $0 || path.hasPrefix($0 + "/") })
      else { continue }
      if let bytes = try repository.file(at: commit, path: path) {
        texts[path] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return texts
  }
}
