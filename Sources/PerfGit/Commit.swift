/// A commit.
public struct Commit: Sendable, Hashable {
  /// The object name: 40 lower-case hexadecimal digits.
  public var id: String
  /// The object name of its tree.
  public var tree: String
  /// When it was committed, in seconds since 1970.
  public var time: Int
  /// The first paragraph of its message, on one line.
  public var summary: String

  /// Makes a commit's description.
  public init(id: String, tree: String, time: Int, summary: String) {
    self.id = id
    self.tree = tree
    self.time = time
    self.summary = summary
  }
}
