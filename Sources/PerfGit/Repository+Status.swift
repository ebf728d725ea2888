internal import CPerfGit

extension Repository {
  /// Whether the work tree differs from HEAD, as `git status` would show.
  ///
  /// Counted are changed and staged files, and untracked ones that are not ignored, but for paths
  /// in or below `excluding`.
  public func isDirty(excluding: [String] = []) throws(GitError) -> Bool {
    let index = try index()
    let excluded = excludedPaths(excluding)
    let absent = sparsePaths(in: index)
    let options = GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
    return try changes(GIT_STATUS_SHOW_INDEX_AND_WORKDIR, options).contains { path, status in
      !path.withoutSlash.isInside(excluded)
        && !(status == GIT_STATUS_WT_DELETED.rawValue && absent.contains(path))
    }
  }

  /// The index as it is on disk now; it is never written.
  func index() throws(GitError) -> Handle {
    guard !isBare else { throw .bare(path: gitFolder) }
    let index = try object("open the index", free: library.git.git_index_free) {
      library.git.git_repository_index(&$0, handle.pointer)
    }
    try library.check(library.git.git_index_read(index.pointer, 1), "read the index")
    return index
  }

  /// The paths that git status would name, with what it says of them.
  ///
  /// Files are compared by content where their times cannot prove them unchanged; what is learnt
  /// is not written back into the index.
  func changes(
    _ show: git_status_show_t, _ options: UInt32
  ) throws(GitError) -> [(path: TreePath, status: UInt32)] {
    var settings = git_status_options()
    try library.check(
      library.git.git_status_options_init(&settings, UInt32(GIT_STATUS_OPTIONS_VERSION)),
      "compare the work tree")
    settings.show = show
    settings.flags =
      options | GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_NO_REFRESH.rawValue
      | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue
    let list = try object("compare the work tree", free: library.git.git_status_list_free) {
      library.git.git_status_list_new(&$0, handle.pointer, &settings)
    }
    return (0..<library.git.git_status_list_entrycount(list.pointer)).compactMap { position in
      guard let entry = library.git.git_status_byindex(list.pointer, position)?.pointee,
        let delta = entry.index_to_workdir ?? entry.head_to_index,
        let path = delta.pointee.old_file.path ?? delta.pointee.new_file.path
      else { return nil }
      return (TreePath(path), entry.status.rawValue)
    }
  }

  func excludedPaths(_ paths: [String]) -> [TreePath] {
    paths.map { TreePath($0.split(separator: "/").filter { $0 != "." }.joined(separator: "/")) }
  }

  /// The files that a sparse checkout leaves out of the work tree.
  private func sparsePaths(in index: borrowing Handle) -> Set<TreePath> {
    Set(entries(of: index).filter(\.isSparse).map(\.path))
  }
}
