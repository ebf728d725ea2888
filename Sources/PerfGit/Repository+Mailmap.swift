internal import CPerfGit

extension Repository {
  /// The people as a mailmap (the text of a `.mailmap` file) calls them, in the same order.
  ///
  /// Lines that are no entries are passed over, as git does.
  public func canonical(
    _ people: [LoggedCommit.Person], mailmap: [UInt8]
  ) throws(GitError) -> [LoggedCommit.Person] {
    let git = library.git
    let map = try object("read the mailmap", free: git.git_mailmap_free) { map in
      mailmap.withUnsafeBytes {
        let text = $0.baseAddress?.assumingMemoryBound(to: CChar.self)
        return git.git_mailmap_from_buffer(&map, text, $0.count)
      }
    }
    return people.map { person in
      var name: UnsafePointer<CChar>?
      var email: UnsafePointer<CChar>?
      return person.name.withCString { ownName in
        person.email.withCString { ownEmail in
          let code = git.git_mailmap_resolve(&name, &email, map.pointer, ownName, ownEmail)
          guard code == 0, let name, let email else { return person }
          return LoggedCommit.Person(name: String(cString: name), email: String(cString: email))
        }
      }
    }
  }
}
