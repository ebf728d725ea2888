/// The kinds of objects that git stores.
public enum ObjectKind: String, Sendable, Hashable {
  case commit
  case tree
  case blob
  case tag
}

/// An object of the repository with its exact bytes.
public struct StoredObject: Sendable, Hashable {
  /// Its name: 40 lower-case hexadecimal digits.
  public var id: String
  /// Its kind.
  public var kind: ObjectKind
  /// What is stored, without git's own header.
  public var bytes: [UInt8]
}

/// A ref below `refs/tags/`.
public struct TagReference: Sendable, Hashable {
  /// What a ref holds.
  public enum Target: Sendable, Hashable {
    /// The name of an object, and its kind; nil where the object is not here.
    case object(id: String, kind: ObjectKind?)
    /// The name of another ref.
    case symbolic(String)
  }

  /// Its name without `refs/tags/`.
  public var name: String
  /// What it holds.
  public var target: Target

  /// Describes a ref.
  public init(name: String, target: Target) {
    self.name = name
    self.target = target
  }
}
