/// How much a document may hold, so that no input takes long or much memory.
public struct YAMLLimits: Sendable, Hashable {
  /// Bytes of the file.
  public var bytes = 1 << 20
  /// Lists and mappings inside each other.
  public var depth = 64
  /// Scalars, lists and mappings together.
  public var nodes = 100_000

  /// The limits for files that people write.
  public static let standard = YAMLLimits()
}
