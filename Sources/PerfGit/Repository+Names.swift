internal import CPerfGit

extension Repository {
  /// The short names of all branches, remote branches, tags and other refs, sorted.
  public func refNames() throws(GitError) -> [String] {
    var list = git_strarray()
    try library.check(library.git.git_reference_list(&list, handle.pointer), "list the refs")
    defer { library.git.git_strarray_dispose(&list) }
    var names = Set<String>()
    for index in 0..<list.count {
      guard let text = list.strings[index] else { continue }
      names.insert(Self.shortName(String(cString: text)))
    }
    return names.sorted()
  }

  /// The branch that work is merged into, as a name for `resolve(ref:)`, or nil.
  ///
  /// It is the one origin/HEAD points at, else `main`, else `master`: those of `origin` before
  /// local ones, which may lag behind.
  public func defaultBranch() -> String? {
    let named = symbolicTarget(of: "refs/remotes/origin/HEAD").map { [$0] } ?? []
    let usual = ["main", "master"].flatMap { ["refs/remotes/origin/\($0)", "refs/heads/\($0)"] }
    return (named + usual).first { (try? resolve(ref: $0)) != nil }.map { Self.shortName($0) }
  }

  /// The name git is configured to commit with (user.name), or nil.
  public func configuredUser() -> String? {
    guard let config = try? configuration() else { return nil }
    var text: UnsafePointer<CChar>?
    guard library.git.git_config_get_string(&text, config.pointer, "user.name") == 0, let text
    else { return nil }
    let name = String(cString: text)
    return name.isEmpty ? nil : name
  }

  func configuration() throws(GitError) -> Handle {
    try object("read git's configuration", free: library.git.git_config_free) {
      library.git.git_repository_config_snapshot(&$0, handle.pointer)
    }
  }

  private func symbolicTarget(of name: String) -> String? {
    let reference = try? library.object("read \(name)", free: library.git.git_reference_free) {
      library.git.git_reference_lookup(&$0, handle.pointer, name)
    }
    guard let reference else { return nil }
    return library.git.git_reference_symbolic_target(reference.pointer).map { String(cString: $0) }
  }

  private static func shortName(_ name: String) -> String {
    for prefix in ["refs/heads/", "refs/tags/", "refs/remotes/", "refs/"]
    where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    return name
  }
}
