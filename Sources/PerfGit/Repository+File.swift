internal import CPerfGit

extension Repository {
  /// The bytes of a file as committed, or of a link its text; nil if there is nothing at `path`.
  ///
  /// The path begins at the top of the work tree.
  public func file(at commit: Commit, path: String) throws(GitError) -> [UInt8]? {
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard let name = parts.last, !path.utf8.contains(0) else { throw .notAFile(path: path) }
    var folder = try objectID(commit.tree)
    for part in parts.dropLast() {
      guard let entry = try entry(String(part), in: folder), entry.type == GIT_OBJECT_TREE
      else { return nil }
      folder = entry.id
    }
    guard let entry = try entry(String(name), in: folder) else { return nil }
    guard entry.type == GIT_OBJECT_BLOB else { throw .notAFile(path: path) }
    var id = entry.id
    let blob = try object("read \(path) at \(commit.id)", free: library.git.git_blob_free) {
      library.git.git_blob_lookup(&$0, handle.pointer, &id)
    }
    let size = Int(library.git.git_blob_rawsize(blob.pointer))
    guard size > 0, let content = library.git.git_blob_rawcontent(blob.pointer) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: content, count: size))
  }

  /// The names of the files in a folder as committed, sorted; none where there is no such folder.
  public func files(at commit: Commit, folder: String) throws(GitError) -> [String] {
    var id = try objectID(commit.tree)
    for part in folder.split(separator: "/") where part != "." {
      guard let entry = try entry(String(part), in: id), entry.type == GIT_OBJECT_TREE
      else { return [] }
      id = entry.id
    }
    let tree = try object("read \(folder) at \(commit.id)", free: library.git.git_tree_free) {
      library.git.git_tree_lookup(&$0, handle.pointer, &id)
    }
    return (0..<library.git.git_tree_entrycount(tree.pointer)).compactMap { index in
      guard let entry = library.git.git_tree_entry_byindex(tree.pointer, index),
        library.git.git_tree_entry_type(entry) == GIT_OBJECT_BLOB
      else { return nil }
      return library.git.git_tree_entry_name(entry).map { String(cString: $0) }
    }
  }

  private func entry(
    _ name: String, in folder: git_oid
  ) throws(GitError) -> (id: git_oid, type: git_object_t)? {
    var folder = folder
    let tree = try object("read the folder of \(name)", free: library.git.git_tree_free) {
      library.git.git_tree_lookup(&$0, handle.pointer, &folder)
    }
    guard let entry = library.git.git_tree_entry_byname(tree.pointer, name),
      let id = library.git.git_tree_entry_id(entry)
    else { return nil }
    return (id.pointee, library.git.git_tree_entry_type(entry))
  }
}
