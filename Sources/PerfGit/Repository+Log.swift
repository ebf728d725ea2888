internal import CPerfGit

extension Repository {
  /// Hands every commit that `head` reaches and `base` does not to `body`, children before their
  /// parents, as `git log --topo-order base..head`.
  ///
  /// Both are object names; without a base the whole history is read. One commit is held at a
  /// time. Replacements (`git replace`) are not looked at.
  public func log(
    from head: String, notIn base: String? = nil, _ body: (LoggedCommit) -> Void
  ) throws(GitError) {
    let operation = "read the history of \(head)"
    let git = library.git
    let walk = try object(operation, free: git.git_revwalk_free) {
      git.git_revwalk_new(&$0, handle.pointer)
    }
    let order = GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue
    try check(git.git_revwalk_sorting(walk.pointer, order), operation)
    var start = try objectID(head)
    try check(git.git_revwalk_push(walk.pointer, &start), operation)
    if let base {
      var end = try objectID(base)
      try check(git.git_revwalk_hide(walk.pointer, &end), operation)
    }
    var id = git_oid()
    while true {
      let code = git.git_revwalk_next(&id, walk.pointer)
      if code == GIT_ITEROVER.rawValue { return }
      try check(code, operation)
      body(try logged(&id, operation))
    }
  }

  private func logged(
    _ id: UnsafePointer<git_oid>, _ operation: String
  ) throws(GitError) -> LoggedCommit {
    let git = library.git
    var pointer: OpaquePointer?
    try check(git.git_commit_lookup(&pointer, handle.pointer, id), operation)
    guard let pointer else { throw .failed(operation: operation, reason: "no object") }
    defer { git.git_commit_free(pointer) }
    let encoding = git.git_commit_message_encoding(pointer).map { String(cString: $0) }
    func text(_ bytes: UnsafePointer<CChar>?) -> String {
      bytes.map { CommitText.decoded($0, encoding: encoding) } ?? ""
    }
    let author = git.git_commit_author(pointer)
    return LoggedCommit(
      id: hexadecimal(id), parents: Int(git.git_commit_parentcount(pointer)),
      author: LoggedCommit.Person(
        name: text(author?.pointee.name), email: text(author?.pointee.email)),
      message: text(git.git_commit_message(pointer)))
  }

  /// Whether `head` reaches the commit `ancestor`, or is it.
  public func reaches(_ ancestor: Commit, from head: Commit) throws(GitError) -> Bool {
    if ancestor.id == head.id { return true }
    return try mergeBase(head, ancestor)?.id == ancestor.id
  }
}
