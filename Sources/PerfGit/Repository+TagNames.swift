internal import CPerfGit
internal import Glibc

extension Repository {
  /// The names of all tags, without `refs/tags/`, sorted bytewise; nothing else is read of them.
  public func tagNames() throws(GitError) -> [String] {
    try references(below: "refs/tags/")
  }

  /// The names of the objects that are replaced (`git replace`).
  public func replacedObjects() throws(GitError) -> [String] {
    try references(below: "refs/replace/")
  }

  /// The commit that a tag leads to; nil for a tag of something else.
  public func commit(ofTag name: String) throws(GitError) -> Commit? {
    do throws(GitError) {
      return try resolve(ref: "refs/tags/" + name)
    } catch .notACommit {
      return nil
    }
  }

  /// The object that a tag's ref names: the tag object of an annotated tag, else the target.
  public func objectName(ofTag name: String) throws(GitError) -> String? {
    var id = git_oid()
    let code = library.git.git_reference_name_to_id(&id, handle.pointer, "refs/tags/" + name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
    try check(code, "read the tag '\(name)'")
    return hexadecimal(&id)
  }

  /// The local and remote branches: their names without the remote's, and the whole names of their refs.
  public func branches() throws(GitError) -> [(name: String, ref: String)] {
    let local = try references(below: "refs/heads/").map { (name: $0, ref: "refs/heads/" + $0) }
    let remote = try references(below: "refs/remotes/").compactMap { full -> (String, String)? in
      guard let slash = full.firstIndex(of: "/"), !full.hasSuffix("/HEAD") else { return nil }
      return (String(full[full.index(after: slash)...]), "refs/remotes/" + full)
    }
    return local + remote.map { (name: $0.0, ref: $0.1) }
  }

  private func references(below prefix: String) throws(GitError) -> [String] {
    var list = git_strarray()
    try check(library.git.git_reference_list(&list, handle.pointer), "list the refs")
    defer { library.git.git_strarray_dispose(&list) }
    var names: [[UInt8]] = []
    for index in 0..<list.count {
      guard let text = list.strings[index], strncmp(text, prefix, prefix.utf8.count) == 0
      else { continue }
      let rest = text.advanced(by: prefix.utf8.count)
      names.append(Array(UnsafeRawBufferPointer(start: rest, count: strlen(rest))))
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
