public import PerfModel

/// An engine that is ready to run.
public struct EngineBuild: Sendable, Hashable {
  /// One file of the build, copied out of the way of later builds.
  public struct Product: Sendable, Hashable {
    /// The path as declared, or the product's name.
    public var path: String
    /// The copy; absolute.
    public var file: String
    /// What the record says of it.
    public var artefact: RunRecord.Artefact
  }

  /// The engine.
  public var engine: Engine
  /// Its folder, as built or exported; absolute.
  public var folder: String
  /// The copies of what the build left.
  public var products: [Product]
  /// What the record says of the build.
  public var record: RunRecord.BuiltEngine
  /// The log; absolute.
  public var log: String
  /// Whether an earlier build of the same content was used.
  public var reused: Bool
  /// The identity of content, recipe, compiler and named variables.
  public var key: String
}
