internal import CPerfArchive
internal import Glibc

/// Reads archives that others may have made: every member is checked before its bytes are taken.
public enum ArchiveReader {
  /// What is done with the bytes of a member; called once for each piece, and with none at its end.
  public typealias Taker = (_ entry: ArchiveEntry, _ piece: RawSpan) throws(ArchiveError) -> Void

  /// Reads an archive of one form and returns its members in the order they stand in.
  ///
  /// Nothing is written anywhere. Names that are absolute, climb, deceive or collide, links that
  /// lead out, hard links, devices, set-uid bits and archives beyond the limits are errors.
  @discardableResult
  public static func read(
    _ path: String, as format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits(),
    take: Taker = { _, _ in }
  ) throws(ArchiveError) -> [ArchiveEntry] {
    let library = try Library()
    let archive = try begin(format, library)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw .file(operation: "read", path: path, number: errno) }
    defer { close(descriptor) }
    guard library.archive.archive_read_open_fd(archive.pointer, descriptor, 1 << 16) == ARCHIVE_OK
    else { throw .malformed(path: path, reason: library.reason(archive.pointer)) }
    return try ArchiveWalk(library: library, limits: limits, path: path)
      .members(of: archive.pointer, take)
  }

  /// The same for an archive in memory.
  @discardableResult
  public static func read(
    bytes: [UInt8], as format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits(),
    take: Taker = { _, _ in }
  ) throws(ArchiveError) -> [ArchiveEntry] {
    let library = try Library()
    let archive = try begin(format, library)
    return try bytes.withUnsafeBufferPointer { buffer throws(ArchiveError) in
      guard
        library.archive.archive_read_open_memory(
          archive.pointer, buffer.baseAddress, buffer.count) == ARCHIVE_OK
      else { throw .malformed(path: "memory", reason: library.reason(archive.pointer)) }
      return try ArchiveWalk(library: library, limits: limits, path: "memory")
        .members(of: archive.pointer, take)
    }
  }

  /// A reader that knows this form only: no other filter or format can be slipped in.
  private static func begin(
    _ format: ArchiveFormat, _ library: Library
  ) throws(ArchiveError) -> Handle {
    let archive = try library.object(
      "read an archive", library.archive.archive_read_new(),
      free: { _ = library.archive.archive_read_free($0) })
    let codes =
      switch format {
      case .tarGzip:
        [
          library.archive.archive_read_support_filter_gzip(archive.pointer),
          library.archive.archive_read_support_format_tar(archive.pointer),
        ]
      case .tarZstandard:
        [
          library.archive.archive_read_support_filter_zstd(archive.pointer),
          library.archive.archive_read_support_format_tar(archive.pointer),
        ]
      case .zip: [library.archive.archive_read_support_format_zip_seekable(archive.pointer)]
      }
    guard codes.allSatisfy({ $0 == ARCHIVE_OK }) else {
      throw .failed(operation: "read an archive", reason: library.reason(archive.pointer))
    }
    return archive
  }
}
