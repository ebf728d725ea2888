internal import CPerfGit
internal import Glibc

extension Repository {
  /// Writes the files of a commit into a folder that is empty or does not exist yet.
  ///
  /// They are what a fresh checkout of that commit gives: its own attributes decide about line
  /// ends. The user's index, HEAD and files are not touched. Returns the submodules, whose folders
  /// stay empty.
  public func export(_ commit: Commit, to folder: String) throws(GitError) -> [String] {
    try Self.prepare(folder)
    let snapshot = try Snapshot(of: commit, in: self, workTree: folder)
    var options = git_checkout_options()
    try library.check(
      library.git.git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION)),
      "export \(commit.id)")
    options.checkout_strategy =
      GIT_CHECKOUT_FORCE.rawValue | GIT_CHECKOUT_DONT_UPDATE_INDEX.rawValue
      | GIT_CHECKOUT_DONT_WRITE_INDEX.rawValue | GIT_CHECKOUT_NO_REFRESH.rawValue
    options.baseline = snapshot.tree.pointer
    try check(
      library.git.git_checkout_tree(snapshot.repository.pointer, snapshot.tree.pointer, &options),
      "export \(commit.id)")
    return entries(of: snapshot.index).filter(\.isSubmodule).map(\.path.text)
  }

  /// The files of a commit whose `filter` attribute (git-lfs, git-crypt) names a program that
  /// libgit2 does not run: an export holds them as they are stored.
  public func unfilteredFiles(at commit: Commit) throws(GitError) -> [String] {
    let snapshot = try Snapshot(of: commit, in: self)
    return entries(of: snapshot.index).filter { entry in
      var value: UnsafePointer<CChar>?
      let code = library.git.git_attr_get(
        &value, snapshot.repository.pointer, UInt32(GIT_ATTR_CHECK_INDEX_ONLY), entry.path.text,
        "filter")
      return code == 0 && library.git.git_attr_value(value) == GIT_ATTR_VALUE_STRING
    }.map(\.path.text)
  }

  private static func prepare(_ folder: String) throws(GitError) {
    guard mkdir(folder, 0o755) != 0 else { return }
    guard errno == EEXIST, let stream = opendir(folder) else {
      throw .exportFolder(path: folder, reason: String(cString: strerror(errno)))
    }
    defer { closedir(stream) }
    while true {
      // Only this tells the end from a failure.
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard name == Array(".".utf8) || name == Array("..".utf8) else {
        throw .exportFolder(path: folder, reason: "it is not empty")
      }
    }
    guard errno == 0 else {
      throw .exportFolder(path: folder, reason: String(cString: strerror(errno)))
    }
  }
}
