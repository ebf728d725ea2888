/// One published file of a release.
public struct ReleaseArtefact: Sendable, Hashable {
  /// A file inside an archive.
  public struct Content: Sendable, Hashable {
    /// The name inside the archive.
    public var name: String
    /// Bytes.
    public var size: Int
    /// SHA-256 in hexadecimal.
    public var sha256: String
    /// What it is linked with; nil of a file that is no ELF file.
    public var linkage: Linkage?

    /// Makes an entry.
    public init(name: String, size: Int, sha256: String, linkage: Linkage?) {
      self.name = name
      self.size = size
      self.sha256 = sha256
      self.linkage = linkage
    }
  }

  /// The file's name.
  public var name: String
  /// Bytes.
  public var size: Int
  /// SHA-256 in hexadecimal.
  public var sha256: String
  /// Its media type, such as `application/gzip`.
  public var mediaType: String
  /// What the file itself is linked with, if it is an ELF file.
  public var linkage: Linkage?
  /// What an archive holds, in its order.
  public var contents: [Content]

  /// Makes an artefact.
  public init(
    name: String, size: Int, sha256: String, mediaType: String, linkage: Linkage? = nil,
    contents: [Content] = []
  ) {
    self.name = name
    self.size = size
    self.sha256 = sha256
    self.mediaType = mediaType
    self.linkage = linkage
    self.contents = contents
  }

  /// All linkages of the file or of what it holds.
  public var linkages: [Linkage] { (linkage.map { [$0] } ?? []) + contents.compactMap(\.linkage) }
}
