public import PerfModel

/// Where a built engine's files are.
public struct EngineLocation: Sendable, Hashable {
  /// The engine's name.
  public var name: String
  /// Its folder, as built or exported; absolute.
  public var folder: String
  /// The files of the build by declared path or product name, each with its copy.
  public var products: [String: String]
  /// The variant in use.
  public var variant: Engine.Variant?

  /// Makes a location.
  public init(
    name: String, folder: String, products: [String: String], variant: Engine.Variant? = nil
  ) {
    self.name = name
    self.folder = folder
    self.products = products
    self.variant = variant
  }
}
