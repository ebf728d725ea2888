/// What happened between two releases.
public struct History: Sendable, Hashable {
  /// A person and how many commits name them.
  public struct Author: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The e-mail address.
    public var email: String
    /// Commits.
    public var commits: Int
  }

  /// The changes to be listed, newest first, for each kind.
  public var changes: [ChangeKind: [Change]] = [:]
  /// How many commits there are, merges included.
  public var commits = 0
  /// How many of them are merges without a change of their own to tell.
  public var merges = 0
  /// How many commits are not listed because both a commit and its revert are among them.
  public var undone = 0
  /// How many commits have a type of Conventional Commits.
  public var conventional = 0
  /// Who wrote them or is named by `Co-authored-by`, most commits first, then by name.
  public var authors: [Author] = []

  /// Nothing has happened.
  public init() {}

  /// The changes that break something, in the order of their kinds.
  public var breaking: [Change] {
    ChangeKind.allCases.flatMap { changes[$0] ?? [] }.filter(\.isBreaking)
  }

  /// How many changes of a kind are listed.
  public func count(_ kind: ChangeKind) -> Int { changes[kind]?.count ?? 0 }
}
