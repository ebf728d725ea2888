internal import CPerfGit

extension Repository {
  /// The commit that a branch, tag, object name or expression such as `HEAD~2` leads to.
  public func resolve(ref: String) throws(GitError) -> Commit {
    guard !ref.isEmpty, !ref.utf8.contains(0) else { throw unknown(ref) }
    var pointer: OpaquePointer?
    let code = library.git.git_revparse_single(&pointer, handle.pointer, Self.spelledOut(ref))
    switch git_error_code(code) {
    case GIT_ENOTFOUND, GIT_EINVALIDSPEC: throw unknown(ref)
    case GIT_EAMBIGUOUS: throw .ambiguousRef(name: ref)
    default: try library.check(code, "resolve '\(ref)'")
    }
    guard let pointer else { throw unknown(ref) }
    let object = Handle(pointer, free: library.git.git_object_free)
    return try commit(peeledFrom: object, named: ref)
  }

  /// The commit that is checked out; nil on a branch that has none yet.
  public func head() throws(GitError) -> Commit? {
    var pointer: OpaquePointer?
    let code = library.git.git_repository_head(&pointer, handle.pointer)
    if code == GIT_EUNBORNBRANCH.rawValue { return nil }
    try check(code, "read HEAD")
    guard let pointer else { return nil }
    let reference = Handle(pointer, free: library.git.git_reference_free)
    let commit = try object("read HEAD", free: library.git.git_object_free) {
      library.git.git_reference_peel(&$0, reference.pointer, GIT_OBJECT_COMMIT)
    }
    return description(of: commit)
  }

  /// The best common ancestor of two commits, as `git merge-base` gives it; nil if none.
  public func mergeBase(_ a: Commit, _ b: Commit) throws(GitError) -> Commit? {
    var first = try objectID(a.id)
    var second = try objectID(b.id)
    var base = git_oid()
    let operation = "find the merge base of \(a.id) and \(b.id)"
    let code = library.git.git_merge_base(&base, handle.pointer, &first, &second)
    if code == GIT_ENOTFOUND.rawValue && !library.lastErrorIsMissingObject { return nil }
    try check(code, operation)
    let commit = try object(operation, free: library.git.git_commit_free) {
      library.git.git_commit_lookup(&$0, handle.pointer, &base)
    }
    return description(of: commit)
  }

  /// Writes HEAD for the `@` of `@~2`, which libgit2 knows only alone.
  private static func spelledOut(_ ref: String) -> String {
    ref.hasPrefix("@~") || ref.hasPrefix("@^") ? "HEAD" + ref.dropFirst() : ref
  }

  private func commit(
    peeledFrom object: borrowing Handle, named ref: String
  ) throws(GitError) -> Commit {
    var pointer: OpaquePointer?
    let code = library.git.git_object_peel(&pointer, object.pointer, GIT_OBJECT_COMMIT)
    switch git_error_code(code) {
    case GIT_EPEEL, GIT_EINVALIDSPEC, GIT_EAMBIGUOUS: throw .notACommit(name: ref)
    default: try check(code, "resolve '\(ref)'")
    }
    guard let pointer else { throw .notACommit(name: ref) }
    return description(of: Handle(pointer, free: library.git.git_object_free))
  }

  private func description(of commit: borrowing Handle) -> Commit {
    let git = library.git
    return Commit(
      id: hexadecimal(git.git_commit_id(commit.pointer)),
      tree: hexadecimal(git.git_commit_tree_id(commit.pointer)),
      time: Int(git.git_commit_time(commit.pointer)),
      summary: git.git_commit_summary(commit.pointer).map { String(cString: $0) } ?? "")
  }

  private func unknown(_ ref: String) -> GitError {
    let names = (try? refNames()) ?? []
    return .unknownRef(name: ref, similar: similar(to: ref, among: names), shallow: isShallow)
  }
}
