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

  /// The release whose keys count for that one: the release before or, where this history has no
  /// lower version, its newest tagged commit, so that no name of a tag gets around the pinned keys.
  static func pinning(
    for tag: String, at commit: Commit, in repository: borrowing Repository
  ) throws -> (tag: String, commit: Commit)? {
    let tags = try repository.tagNames()
    if let found = try find(for: tag, at: commit, in: repository, among: tags) {
      return (found.tag, try repository.resolve(ref: found.commit))
    }
    var others: [(tag: String, commit: Commit)] = []
    for name in tags where name != tag {
      guard let other = try repository.commit(ofTag: name), other.id != commit.id else { continue }
      others.append((name, other))
    }
    others.sort { ($0.commit.time, $0.tag) > ($1.commit.time, $1.tag) }
    for other in others where try repository.reaches(other.commit, from: commit) { return other }
    return nil
  }
}
