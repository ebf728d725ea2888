internal import CPerfGit
internal import Glibc

/// What stands at a path of the work tree, in git's terms.
struct ContentEntry {
  let mode: UInt32
  let id: String
}

extension Repository {
  /// What stands at `path` now; nil for nothing, and for what git does not store.
  func file(_ path: TreePath, knownMode: UInt32?) throws(GitError) -> ContentEntry? {
    let name = path.absolute(below: workTree)
    var status = stat()
    guard lstat(name, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .unreadable(path: path.text, reason: String(cString: strerror(errno)))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let executable = status.st_mode & S_IXUSR != 0
      let mode = executable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB
      return ContentEntry(mode: knownMode ?? mode.rawValue, id: try hash(of: path, name))
    case S_IFLNK:
      return ContentEntry(
        mode: GIT_FILEMODE_LINK.rawValue, id: try blobID(of: linkText(path, name)))
    case S_IFDIR: return try nestedRepository(path)
    default: return nil
    }
  }

  /// A recorded submodule; one that is not checked out counts as empty.
  func submodule(_ path: TreePath) throws(GitError) -> ContentEntry {
    try nestedRepository(path) ?? ContentEntry(mode: GIT_FILEMODE_COMMIT.rawValue, id: "empty")
  }

  private func nestedRepository(_ path: TreePath) throws(GitError) -> ContentEntry? {
    guard let nested = try Repository.open(at: path.absolute(below: workTree)) else { return nil }
    let commit = try nested.head()?.id ?? "unborn"
    let changes = try nested.isDirty() ? "+" + nested.contentID() : ""
    return ContentEntry(mode: GIT_FILEMODE_COMMIT.rawValue, id: commit + changes)
  }

  /// The blob's name after git's own filters, such as line ends; without them where they refuse.
  private func hash(of path: TreePath, _ name: [CChar]) throws(GitError) -> String {
    var id = git_oid()
    let git = library.git
    if git.git_repository_hashfile(&id, handle.pointer, name, GIT_OBJECT_BLOB, nil) != 0 {
      let code = git.git_odb_hashfile(&id, name, GIT_OBJECT_BLOB)
      guard code == 0 else { throw .unreadable(path: path.text, reason: library.lastReason) }
    }
    return hexadecimal(&id)
  }

  private func linkText(_ path: TreePath, _ name: [CChar]) throws(GitError) -> [UInt8] {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(name, &text, text.count)
    guard count >= 0 else {
      throw .unreadable(path: path.text, reason: String(cString: strerror(errno)))
    }
    return text[..<count].map { UInt8(bitPattern: $0) }
  }
}
