internal import CPerfArchive
internal import Glibc

/// One pass over the members of an opened archive.
struct ArchiveWalk {
  let library: Library
  let limits: ArchiveLimits
  let path: String

  func members(
    of archive: OpaquePointer, _ take: ArchiveReader.Taker
  ) throws(ArchiveError) -> [ArchiveEntry] {
    var entries: [ArchiveEntry] = []
    var names = MemberNames()
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var header: OpaquePointer?
    while true {
      let code = library.archive.archive_read_next_header(archive, &header)
      if code == ARCHIVE_EOF { break }
      guard code == ARCHIVE_OK, let header else { throw malformed(archive) }
      guard entries.count < limits.members else { throw .members(limit: limits.members) }
      var entry = try description(of: header)
      try names.admit(entry.name, isFolder: entry.kind == .folder)
      if case .link(let target) = entry.kind,
        !MemberName.staysInside(target, from: entry.name)
      {
        throw .link(name: entry.name, target: target)
      }
      let declared = entry.size
      entry.size = 0
      while true {
        let count = library.archive.archive_read_data(archive, &buffer, buffer.count)
        guard count >= 0 else { throw malformed(archive) }
        if count == 0 { break }
        entry.size += count
        total += count
        guard entry.size <= limits.memberSize else {
          throw .size(name: entry.name, limit: limits.memberSize)
        }
        guard total <= limits.totalSize else {
          throw .size(name: entry.name, limit: limits.totalSize)
        }
        let bytes = buffer
        try take(entry, bytes.span.extracting(first: count).bytes)
      }
      guard declared < 0 || declared == entry.size else {
        throw .malformed(
          path: path, reason: "'\(entry.name)' holds \(entry.size) bytes, not \(declared)")
      }
      try take(entry, [UInt8]().span.bytes)
      entries.append(entry)
    }
    return entries
  }

  private func malformed(_ archive: OpaquePointer) -> ArchiveError {
    .malformed(path: path, reason: library.reason(archive))
  }

  /// What a header says; `size` is -1 where it does not say.
  private func description(of header: OpaquePointer) throws(ArchiveError) -> ArchiveEntry {
    guard let text = library.archive.archive_entry_pathname(header) else {
      throw .malformed(path: path, reason: "a member's name cannot be read")
    }
    var name = String(
      decoding: UnsafeBufferPointer(start: text, count: strlen(text)).map {
        UInt8(bitPattern: $0)
      }, as: UTF8.self)
    let mode = Int(library.archive.archive_entry_perm(header))
    guard library.archive.archive_entry_hardlink(header) == nil else { throw .kind(name: name) }
    let kind: ArchiveEntry.Kind
    switch library.archive.archive_entry_filetype(header) {
    case S_IFREG: kind = .file
    case S_IFDIR:
      kind = .folder
      if name.hasSuffix("/") { name.removeLast() }
    case S_IFLNK:
      kind = .link(library.archive.archive_entry_symlink(header).map { String(cString: $0) } ?? "")
    default: throw .kind(name: name)
    }
    guard mode & 0o7000 == 0 else { throw .privileged(name: name, mode: mode) }
    let isSized = library.archive.archive_entry_size_is_set(header) != 0
    return ArchiveEntry(
      name: name, kind: kind,
      size: kind == .file && isSized ? Int(library.archive.archive_entry_size(header)) : -1,
      mode: mode, modified: Int(library.archive.archive_entry_mtime(header)))
  }
}
