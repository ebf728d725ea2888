internal import CPerfGit

/// A line of git's index.
struct IndexEntry {
  let path: TreePath
  let mode: UInt32
  let id: String
  /// Whether git was told not to look at the file, or to expect none.
  let isUnwatched: Bool
  /// Whether a sparse checkout leaves the file out of the work tree.
  let isSparse: Bool

  var isSubmodule: Bool { mode == UInt32(GIT_FILEMODE_COMMIT.rawValue) }
}

extension Repository {
  /// The index's entries in its own order; a path in conflict has several.
  func entries(of index: borrowing Handle) -> [IndexEntry] {
    (0..<library.git.git_index_entrycount(index.pointer)).compactMap { position in
      guard let entry = library.git.git_index_get_byindex(index.pointer, position)?.pointee
      else { return nil }
      let extended = UInt32(entry.flags_extended)
      let sparse = extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
      let assumed = UInt32(entry.flags) & GIT_INDEX_ENTRY_VALID.rawValue != 0
      return withUnsafePointer(to: entry.id) { id in
        IndexEntry(
          path: TreePath(entry.path), mode: entry.mode, id: hexadecimal(id),
          isUnwatched: sparse || assumed, isSparse: sparse)
      }
    }
  }
}
