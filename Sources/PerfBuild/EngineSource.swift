/// Where an engine's sources stand, and what identifies them.
public struct EngineSource: Sendable, Hashable {
  /// The folder of the plan, or its counterpart in an export; absolute.
  public var projectFolder: String
  /// The identity of all files: a digest of the work tree's, or the tree of a ref.
  public var content: String
  /// The ref they come from, or nil for the work tree.
  public var ref: String?

  /// Makes a source.
  public init(projectFolder: String, content: String, ref: String? = nil) {
    self.projectFolder = projectFolder
    self.content = content
    self.ref = ref
  }
}
