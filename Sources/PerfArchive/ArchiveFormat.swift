/// The forms of archive that perfkit writes and reads.
public enum ArchiveFormat: String, Sendable, Hashable, CaseIterable {
  /// A POSIX tar, compressed by gzip.
  case tarGzip = "tar.gz"
  /// A POSIX tar, compressed by Zstandard.
  case tarZstandard = "tar.zst"
  /// A ZIP file.
  case zip

  /// The form that a file's name ends with, or nil.
  public init?(fileName: String) {
    guard let format = Self.allCases.first(where: { fileName.hasSuffix("." + $0.rawValue) })
    else { return nil }
    self = format
  }

  /// The media type, as IANA and RFC 8878 name it.
  public var mediaType: String {
    switch self {
    case .tarGzip: "application/gzip"
    case .tarZstandard: "application/zstd"
    case .zip: "application/zip"
    }
  }
}
