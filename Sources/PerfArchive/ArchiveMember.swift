/// One file or link to be packed.
public struct ArchiveMember: Sendable, Hashable {
  /// What a member holds.
  public enum Content: Sendable, Hashable {
    /// These bytes.
    case bytes([UInt8])
    /// The bytes of the regular file at this path; a link there is refused.
    case file(String)
    /// A symbolic link with this text, which must lead to a place inside the archive.
    case link(String)
  }

  /// The name inside the archive, such as `demo-v1/bin/demo`.
  public var name: String
  /// What it holds.
  public var content: Content
  /// Whether it may be executed: mode 0755 instead of 0644.
  public var isExecutable: Bool

  /// Makes a member.
  public init(_ name: String, _ content: Content, isExecutable: Bool = false) {
    self.name = name
    self.content = content
    self.isExecutable = isExecutable
  }
}

/// One member of an archive that was read.
public struct ArchiveEntry: Sendable, Hashable {
  /// What a member is.
  public enum Kind: Sendable, Hashable {
    case file
    case folder
    /// A symbolic link with this text.
    case link(String)
  }

  /// The name as it stands in the archive, without the slash at the end of a folder's.
  public var name: String
  /// What it is.
  public var kind: Kind
  /// Bytes; 0 of links and folders.
  public var size: Int
  /// The permission bits, such as 0o644.
  public var mode: Int
  /// Seconds since 1970 at which it was last changed, as recorded.
  public var modified: Int

  /// Makes an entry.
  public init(name: String, kind: Kind, size: Int, mode: Int, modified: Int) {
    self.name = name
    self.kind = kind
    self.size = size
    self.mode = mode
    self.modified = modified
  }
}
