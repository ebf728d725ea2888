internal import CPerfArchive
internal import Glibc

/// Packs files so that equal content is equal bytes, whoever packs it, wherever and whenever.
///
/// Members are sorted bytewise by name. Each belongs to user and group 0 without names, has the
/// mode 0644 or 0755 and the one time that is given. Nothing depends on the umask, the time zone,
/// the locale, the folder or the order of a file system; the compressors run in one thread at a
/// fixed level and record no time. Tar files are in GNU's form, which has room for names of any
/// length and script without a conversion by the locale.
public enum ArchiveWriter {
  /// Writes an archive and puts it in the place of `path` at once.
  ///
  /// - Parameters:
  ///   - members: what to pack; the names are checked as a reader would.
  ///   - modified: seconds since 1970, the time of all members.
  public static func write(
    _ members: [ArchiveMember], as format: ArchiveFormat, modified: Int, to path: String
  ) throws(ArchiveError) {
    let library = try Library()
    let sorted = try checked(members)
    if format == .zip, let member = sorted.first(where: { !$0.name.utf8.allSatisfy { $0 < 0x80 } })
    {
      throw .name(member.name, .foreign)
    }
    guard (315_532_800..<4_354_819_200).contains(modified) else { throw .time(modified) }
    var file = try TemporaryFile(for: path)
    try pack(sorted, as: format, modified: modified, into: file.descriptor, library)
    if format == .zip { try ZipTimes(descriptor: file.descriptor, path: path).set(modified) }
    try file.commit()
  }

  private static func checked(
    _ members: [ArchiveMember]
  ) throws(ArchiveError) -> [ArchiveMember] {
    guard !members.isEmpty else { throw .nothing }
    let sorted = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var names = MemberNames()
    for member in sorted {
      try names.admit(member.name, isFolder: false)
      if case .link(let target) = member.content,
        !MemberName.staysInside(target, from: member.name)
      {
        throw .link(name: member.name, target: target)
      }
    }
    return sorted
  }

  private static func pack(
    _ members: [ArchiveMember], as format: ArchiveFormat, modified: Int, into descriptor: Int32,
    _ library: Library
  ) throws(ArchiveError) {
    let archive = try library.object(
      "begin an archive", library.archive.archive_write_new(),
      free: { _ = library.archive.archive_write_free($0) })
    func check(_ code: Int32, _ operation: String) throws(ArchiveError) {
      guard code == ARCHIVE_OK else {
        throw .failed(operation: operation, reason: library.writingReason(archive.pointer))
      }
    }
    for step in settings(of: format, library) {
      try check(step(archive.pointer), "choose a format")
    }
    try check(
      library.archive.archive_write_open_fd(archive.pointer, descriptor), "begin an archive")
    let entry = try library.entry()
    for member in members {
      let source = try MemberSource(member.content)
      _ = library.archive.archive_entry_clear(entry.pointer)
      library.archive.archive_entry_set_pathname(entry.pointer, member.name)
      library.archive.archive_entry_set_mtime(entry.pointer, modified, 0)
      library.archive.archive_entry_set_uid(entry.pointer, 0)
      library.archive.archive_entry_set_gid(entry.pointer, 0)
      if case .link(let target) = member.content {
        library.archive.archive_entry_set_filetype(entry.pointer, S_IFLNK)
        library.archive.archive_entry_set_perm(entry.pointer, 0o777)
        library.archive.archive_entry_set_symlink(entry.pointer, target)
      } else {
        library.archive.archive_entry_set_filetype(entry.pointer, S_IFREG)
        library.archive.archive_entry_set_perm(entry.pointer, member.isExecutable ? 0o755 : 0o644)
      }
      library.archive.archive_entry_set_size(entry.pointer, Int64(source.size))
      try check(
        library.archive.archive_write_header(archive.pointer, entry.pointer),
        "pack '\(member.name)'")
      try source.copy { piece throws(ArchiveError) in
        let count = piece.withUnsafeBytes {
          library.archive.archive_write_data(archive.pointer, $0.baseAddress, $0.count)
        }
        guard count == piece.byteCount else {
          throw .failed(
            operation: "pack '\(member.name)'", reason: library.reason(archive.pointer))
        }
      }
    }
    try check(library.archive.archive_write_close(archive.pointer), "end an archive")
  }

  private typealias Setting = (OpaquePointer) -> Int32

  /// What makes the bytes of a form the same everywhere.
  private static func settings(of format: ArchiveFormat, _ library: Library) -> [Setting] {
    let archive = library.archive
    let tar: [Setting] = [
      { archive.archive_write_set_format_gnutar($0) },
      { archive.archive_write_set_bytes_in_last_block($0, 1) },
    ]
    switch format {
    case .tarGzip:
      return tar + [
        { archive.archive_write_add_filter_gzip($0) },
        { archive.archive_write_set_filter_option($0, "gzip", "timestamp", nil) },
        { archive.archive_write_set_filter_option($0, "gzip", "compression-level", "9") },
      ]
    case .tarZstandard:
      return tar + [
        { archive.archive_write_add_filter_zstd($0) },
        { archive.archive_write_set_filter_option($0, "zstd", "compression-level", "19") },
      ]
    case .zip:
      return [
        { archive.archive_write_set_format_zip($0) },
        { archive.archive_write_set_format_option($0, "zip", "compression", "deflate") },
        { archive.archive_write_set_format_option($0, "zip", "compression-level", "9") },
        { archive.archive_write_set_bytes_in_last_block($0, 1) },
      ]
    }
  }
}
