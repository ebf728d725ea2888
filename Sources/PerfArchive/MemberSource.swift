internal import Glibc

/// Where the bytes of a member come from; a file is opened once and must not change meanwhile.
struct MemberSource: ~Copyable {
  /// Bytes that the member has.
  let size: Int
  private let bytes: [UInt8]
  private let path: String
  private let descriptor: Int32
  private let before: stat

  init(_ content: ArchiveMember.Content) throws(ArchiveError) {
    switch content {
    case .link: (bytes, path, descriptor, size, before) = ([], "", -1, 0, stat())
    case .bytes(let content):
      (bytes, path, descriptor, size, before) = (content, "", -1, content.count, stat())
    case .file(let name):
      let opened = open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
      guard opened >= 0 else {
        if errno == ELOOP || errno == ENXIO { throw .notAFile(path: name) }
        throw .file(operation: "read", path: name, number: errno)
      }
      var status = stat()
      guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        close(opened)
        throw .notAFile(path: name)
      }
      (bytes, path, descriptor) = ([], name, opened)
      (size, before) = (Int(status.st_size), status)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Gives all bytes to `take`, in pieces.
  func copy(
    _ take: (RawSpan) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    guard descriptor >= 0 else {
      let whole = bytes
      return try take(whole.span.bytes)
    }
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var total = 0
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .file(operation: "read", path: path, number: errno) }
      if count == 0 { break }
      total += count
      guard total <= size else { throw .changed(path: path) }
      try take(piece.span.extracting(first: count).bytes)
    }
    var after = stat()
    guard total == size, fstat(descriptor, &after) == 0, after.st_size == before.st_size,
      after.st_mtim.tv_sec == before.st_mtim.tv_sec,
      after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    else { throw .changed(path: path) }
  }
}
