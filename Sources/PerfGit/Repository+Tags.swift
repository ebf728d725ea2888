internal import CPerfGit

extension Repository {
  /// The tag of exactly this name; nil where there is none.
  public func tag(named name: String) throws(GitError) -> TagReference? {
    guard !name.utf8.contains(0) else { return nil }
    var pointer: OpaquePointer?
    let code = library.git.git_reference_lookup(&pointer, handle.pointer, "refs/tags/" + name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
    try check(code, "read the tag '\(name)'")
    guard let pointer else { return nil }
    let reference = Handle(pointer, free: library.git.git_reference_free)
    if let target = library.git.git_reference_symbolic_target(reference.pointer) {
      return TagReference(name: name, target: .symbolic(String(cString: target)))
    }
    let id = hexadecimal(library.git.git_reference_target(reference.pointer))
    return TagReference(name: name, target: .object(id: id, kind: try kind(ofObject: id)))
  }

  /// All tags with what they hold, sorted by name.
  public func tags() throws(GitError) -> [TagReference] {
    var list = git_strarray()
    try check(library.git.git_reference_list(&list, handle.pointer), "list the refs")
    defer { library.git.git_strarray_dispose(&list) }
    var tags: [TagReference] = []
    for index in 0..<list.count {
      guard let text = list.strings[index] else { continue }
      let name = String(cString: text)
      guard name.hasPrefix("refs/tags/"), let tag = try tag(named: String(name.dropFirst(10)))
      else { continue }
      tags.append(tag)
    }
    return tags.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Makes `refs/tags/NAME` name an object; fails where the ref exists, also if another program
  /// creates it at this moment.
  ///
  /// libgit2's functions for tags look before they lock, and let several writers win. Creating with
  /// an expected old value of zero looks again under the lock.
  public func createTag(named name: String, of id: String) throws(GitError) {
    var target = try objectID(id)
    var nothing = git_oid()
    for attempt in 0... {
      var pointer: OpaquePointer?
      let code = library.git.git_reference_create_matching(
        &pointer, handle.pointer, "refs/tags/" + name, &target, 0, &nothing, "perfkit: tag")
      if let pointer { library.git.git_reference_free(pointer) }
      if code == 0 { return }
      let reason = library.lastReason
      if try tag(named: name) != nil { throw .tagExists(name: name) }
      guard git_error_code(code) == GIT_ELOCKED, attempt < Self.mostAttempts else {
        throw .failed(operation: "create the tag '\(name)'", reason: reason)
      }
      Self.pause()
    }
  }
}
