/// The release that a new one is compared with.
public struct PreviousRelease: Sendable, Hashable {
  /// Why it is that one.
  public enum Reason: Sendable, Hashable {
    /// The caller named it.
    case asked
    /// The highest lower stable version that the commit contains.
    case stable
    /// The highest lower version of any kind that the commit contains; the new one is a pre-release.
    case nearest
    /// As `nearest`, since no stable version is below the new one.
    case firstStable
    /// The newest version the commit contains; the new tag is no version.
    case newest
  }

  /// Its tag, or what the caller named.
  public var tag: String
  /// Its commit.
  public var commit: String
  /// Why it is that one.
  public var reason: Reason

  /// Makes a choice.
  public init(tag: String, commit: String, reason: Reason) {
    self.tag = tag
    self.commit = commit
    self.reason = reason
  }

  /// The choice among `tags` for a new `tag`; nil where the commit contains none that is lower.
  ///
  /// A stable version is compared with the highest lower stable one, so that its notes tell
  /// everything since then; where there is none, and for a pre-release, it is the highest lower of
  /// any kind. `commit` looks a tag up and gives its commit's name, or nil if the new commit does not
  /// contain it; it is asked from the highest on and no more often than needed.
  public static func choose<Failure: Error>(
    for tag: String, among tags: [String], commit: (String) throws(Failure) -> String?
  ) throws(Failure) -> PreviousRelease? {
    let new = Version(tag: tag)
    let lower = tags.compactMap { name -> (tag: String, version: Version)? in
      guard name != tag, let version = Version(tag: name) else { return nil }
      guard let new else { return (name, version) }
      return version.series == new.series && version.precedes(new) ? (name, version) : nil
    }.sorted { a, b in
      if a.version.precedes(b.version) { return false }
      return b.version.precedes(a.version) || a.tag.utf8.lexicographicallyPrecedes(b.tag.utf8)
    }
    func first(
      _ reason: Reason, where matches: (Version) -> Bool
    ) throws(Failure) -> PreviousRelease? {
      for entry in lower where matches(entry.version) {
        if let id = try commit(entry.tag) {
          return PreviousRelease(tag: entry.tag, commit: id, reason: reason)
        }
      }
      return nil
    }
    guard let new else { return try first(.newest) { _ in true } }
    guard new.isStable else { return try first(.nearest) { _ in true } }
    if let stable = try first(.stable, where: \.isStable) { return stable }
    return try first(.firstStable) { _ in true }
  }
}

extension PreviousRelease.Reason {
  /// A stable name for scripts.
  public var code: String {
    switch self {
    case .asked: "asked"
    case .stable: "stable"
    case .nearest: "nearest"
    case .firstStable: "first-stable"
    case .newest: "newest"
    }
  }

  /// Why, as a sentence without a full stop.
  public var text: String {
    switch self {
    case .asked: "named by --since"
    case .stable: "the highest lower stable version in this history: stable compares with stable"
    case .nearest: "the highest lower version in this history, of any kind: this is a pre-release"
    case .firstStable:
      "the highest lower version in this history: no stable version is below this one"
    case .newest: "the highest version in this history: the new tag is no version"
    }
  }
}
