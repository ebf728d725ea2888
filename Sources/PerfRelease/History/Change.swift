/// One commit as notes list it.
public struct Change: Sendable, Hashable {
  /// The commit, 40 hexadecimal digits.
  public var commit: String
  /// What kind of change it is.
  public var kind: ChangeKind
  /// What stands in parentheses behind the type.
  public var scope: String?
  /// The first line, without type and scope.
  public var text: String
  /// Whether it breaks something.
  public var isBreaking: Bool
  /// What breaks, if the commit says so.
  public var breakingText: String?
  /// Numbers of issues and pull requests, from the first line and the footers.
  public var issues: [Int]

  /// Makes a change.
  public init(
    commit: String, kind: ChangeKind, scope: String? = nil, text: String, isBreaking: Bool = false,
    breakingText: String? = nil, issues: [Int] = []
  ) {
    self.commit = commit
    self.kind = kind
    self.scope = scope
    self.text = text
    self.isBreaking = isBreaking
    self.breakingText = breakingText
    self.issues = issues
  }
}
