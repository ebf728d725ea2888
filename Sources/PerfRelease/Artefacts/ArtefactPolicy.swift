public import PerfArchive

/// What is packed, and within which limits.
public struct ArtefactPolicy: Sendable, Hashable {
  /// The engines whose products are published; nil: all that leave files.
  public var engines: [String]?
  /// The forms; every product is in an archive of each.
  public var formats: [ArchiveFormat] = [.tarGzip]
  /// Beginnings of the names of files of the project's folder that are packed beside the products.
  public var documents = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "README", "CHANGELOG"]
  /// Places in the archive by a product's path; others keep their path, or stand in `bin/`.
  public var places: [String: String] = [:]
  /// Whether files may name folders of the machine they were built on.
  public var allowsFolders = false
  /// Bytes of one published file at most; forges refuse 2 GiB.
  public var largestFile = (2 << 30) - 1
  /// Published files at most; forges refuse more.
  public var mostFiles = 1000

  /// The usual policy: one tar.gz with the products and the files that explain them.
  public init() {}

  /// Whether a file of the project's folder is packed beside the products.
  public func isDocument(_ name: String) -> Bool {
    documents.contains { name == $0 || name.hasPrefix($0 + ".") || name.hasPrefix($0 + "-") }
  }

  /// A product's place in the archive.
  func place(of path: String) -> String {
    places[path] ?? (path.contains("/") ? path : "bin/" + path)
  }
}
