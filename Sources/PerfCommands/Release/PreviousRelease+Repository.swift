internal import PerfGit
internal import PerfRelease

extension PreviousRelease {
  /// The release before the one that `tag` names at `commit`: the only notion of it that there is.
  ///
  /// A tag of the same commit does not count: nothing lies between the two, and its keys would be
  /// those that the commit itself brings.
  static func find(
    for tag: String, at commit: Commit, in repository: borrowing Repository, among tags: [String]
  ) throws -> PreviousRelease? {
    var failure: (any Error)?
    let chosen = choose(for: tag, among: tags) { name in
      do {
        guard failure == nil, let other = try repository.commit(ofTag: name),
          other.id != commit.id, try repository.reaches(other, from: commit)
        else { return nil }
        return other.id
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { throw failure }
    return chosen
  }

  /// The keys that count for a release, or nil where none were ever pinned.
  ///
  /// Those of the release before or, where this history has no lower version, of the newest tagged
  /// commit; where that one holds no key at all, those of the newest tagged commit that does. So
  /// neither the name of a tag nor a tag on a commit without keys gets around keys that were pinned.
  static func pinning(
    for tag: String, at commit: Commit, in repository: borrowing Repository,
    keys: ((tag: String, commit: Commit)) throws -> TagTrust
  ) throws -> TagTrust? {
    let tags = try repository.tagNames()
    if let found = try find(for: tag, at: commit, in: repository, among: tags) {
      let trust = try keys((found.tag, try repository.resolve(ref: found.commit)))
      if !trust.isEmpty { return trust }
    }
    var others: [(tag: String, commit: Commit)] = []
    for name in tags where name != tag {
      guard let other = try repository.commit(ofTag: name), other.id != commit.id else { continue }
      others.append((name, other))
    }
    others.sort { ($0.commit.time, $0.tag) > ($1.commit.time, $1.tag) }
    for other in others where try repository.reaches(other.commit, from: commit) {
      let trust = try keys(other)
      if !trust.isEmpty { return trust }
    }
    return nil
  }
}
