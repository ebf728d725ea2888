internal import PerfFiles
internal import PerfGit
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
    if let ref {
      return try pinned(session, repository, at: try repository.resolve(ref: ref), called: ref)
    }
    let named = commit == nil ? try? repository.resolve(ref: "refs/tags/" + tag) : commit
    guard let tagged = named else {
      return TagTrust(origin: "\(Self.usual): the tag leads to no commit")
    }
    let previous = try PreviousRelease.pinning(for: tag, at: tagged, in: repository) {
      try pinned(session, repository, at: $0.commit, called: $0.tag)
    }
    if let previous { return previous }
    var trust = try pinned(session, repository, at: tagged, called: "\(tag) itself")
    trust.caution = "first release: keys not yet pinned, the tagged commit names its own signer"
    return trust
  }

  /// The public keys that lie in `release/keys` of the tagged commit, whoever they belong to: they
  /// serve to check signatures of keys that are named by their fingerprint.
  func publicKeys(
    _ session: Session, _ repository: borrowing Repository
  ) throws -> [[UInt8]] {
    guard let tagged = try? repository.resolve(ref: ref ?? "refs/tags/" + tag) else { return [] }
    return try pinned(session, repository, at: tagged, called: tag).publicKeys
  }

  /// The folder of a policy that names none.
  private static let usual = ReleasePolicy.none.signing.keys

  private func pinned(
    _ session: Session, _ repository: borrowing Repository, at commit: Commit, called name: String
  ) throws -> TagTrust {
    let folder = try folder(session, repository, at: commit)
    return try .pinned(
      in: repository, at: commit, folder: folder, origin: "\(folder) at \(name)")
  }

  /// The folder that the policy of the same commit names, beside perfkit.yaml or at the top of the
  /// repository; of a commit without a policy that can be read, `release/keys`.
  private func folder(
    _ session: Session, _ repository: borrowing Repository, at commit: Commit
  ) throws -> String {
    var place = ""
    if !repository.isBare, let project = session.planFolder {
      let found = try repository.place(of: project)
      place = found == "." ? "" : found + "/"
    }
    guard let bytes = try repository.file(at: commit, path: place + ReleaseFiles.policyFile),
      let policy = try? PolicyReader.read(bytes, file: ReleaseFiles.policyFile)
    else { return place + Self.usual }
    return Path.normalize(place + policy.signing.keys)
  }
}
