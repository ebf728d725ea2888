internal import PerfFiles
internal import PerfGit
internal import PerfModel
internal import PerfRelease

/// The keys in `release/keys` that may sign a tag: those of the release before, so that no commit
/// names its own signer.
struct ReleaseKeys {
  /// The tag that is to be verified.
  let tag: String
  /// The commit whose keys the user wants; nil: that of the release before.
  let ref: String?
  /// The commit that will be tagged, where the tag is not there yet.
  var commit: Commit?

  /// Whose signatures count.
  func trust(
    _ session: Session, _ repository: borrowing Repository
  ) throws -> TagTrust {
    let folder = try folder(session, repository)
    if let ref {
      return try .pinned(
        in: repository, at: try repository.resolve(ref: ref), folder: folder,
        origin: "\(folder) at \(ref)")
    }
    let named = commit == nil ? try? repository.resolve(ref: "refs/tags/" + tag) : commit
    guard let tagged = named else {
      return TagTrust(origin: "\(folder): the tag leads to no commit")
    }
    guard let previous = try previousRelease(before: tagged, repository) else {
      var trust = try TagTrust.pinned(
        in: repository, at: tagged, folder: folder, origin: "\(folder) at \(tag) itself")
      trust.caution = "first release: keys not yet pinned, the tagged commit names its own signer"
      return trust
    }
    return try .pinned(
      in: repository, at: previous.commit, folder: folder, origin: "\(folder) at \(previous.tag)")
  }

  /// The public keys that lie in `release/keys` of the tagged commit, whoever they belong to: they
  /// serve to check signatures of keys that are named by their fingerprint.
  func publicKeys(
    _ session: Session, _ repository: borrowing Repository
  ) throws -> [[UInt8]] {
    guard let tagged = try? repository.resolve(ref: ref ?? "refs/tags/" + tag) else { return [] }
    return try TagTrust.pinned(
      in: repository, at: tagged, folder: try folder(session, repository), origin: ""
    ).publicKeys
  }

  /// `release/keys` beside perfkit.yaml, or at the top of the repository.
  private func folder(
    _ session: Session, _ repository: borrowing Repository
  ) throws -> String {
    guard !repository.isBare, let project = session.planFolder else { return "release/keys" }
    let place = try repository.place(of: project)
    return place == "." ? "release/keys" : place + "/release/keys"
  }

  /// The release before, as notes choose it, or else the newest tagged commit in this history.
  ///
  /// Never one of the same commit: its keys would be those of the commit that is to be verified.
  private func previousRelease(
    before tagged: Commit, _ repository: borrowing Repository
  ) throws -> (tag: String, commit: Commit)? {
    var others: [String: Commit] = [:]
    for name in try repository.tagNames() where name != tag {
      guard let commit = try repository.commit(ofTag: name), commit.id != tagged.id else {
        continue
      }
      others[name] = commit
    }
    var failure: (any Error)?
    let chosen = PreviousRelease.choose(for: tag, among: others.keys.sorted()) { name in
      do {
        guard failure == nil, let commit = others[name],
          try repository.reaches(commit, from: tagged)
        else { return nil }
        return commit.id
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { throw failure }
    if let chosen, let commit = others[chosen.tag] { return (chosen.tag, commit) }
    let newestFirst = others.sorted { ($0.value.time, $0.key) > ($1.value.time, $1.key) }
    for (name, commit) in newestFirst where try repository.reaches(commit, from: tagged) {
      return (name, commit)
    }
    return nil
  }
}
