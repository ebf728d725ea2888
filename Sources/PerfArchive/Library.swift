internal import CPerfArchive
internal import Glibc

/// libarchive's functions, and how they report failure.
struct Library {
  private let table: UnsafePointer<perf_archive_library>

  /// The functions; each is called as `library.archive.archive_x(…)`.
  var archive: perf_archive_library { table.pointee }

  /// Loads libarchive on first use.
  init() throws(ArchiveError) {
    guard let table = perf_archive() else {
      throw .libraryMissing(
        package: "libarchive13", reason: String(cString: perf_archive_failure()))
    }
    self.table = table
  }

  /// The same of an archive that is written, with the system's own words for it: a full disk is a
  /// "Write error" to libarchive.
  func writingReason(_ pointer: OpaquePointer) -> String {
    let number = archive.archive_errno(pointer)
    guard number > 0 else { return reason(pointer) }
    return reason(pointer) + ": " + String(cString: strerror(number))
  }

  /// What libarchive says about the last failure of an archive.
  func reason(_ pointer: OpaquePointer) -> String {
    archive.archive_error_string(pointer).map { String(cString: $0) } ?? "unknown reason"
  }
}

/// An object of libarchive, freed at the end of its life.
struct Handle: ~Copyable {
  typealias Free = (OpaquePointer) -> Void

  let pointer: OpaquePointer
  private let free: Free

  init(_ pointer: OpaquePointer, free: @escaping Free) {
    self.pointer = pointer
    self.free = free
  }

  deinit { free(pointer) }
}

extension Library {
  /// A new object that `make` returns.
  func object(
    _ operation: String, _ made: OpaquePointer?, free: @escaping Handle.Free
  ) throws(ArchiveError) -> Handle {
    guard let made else { throw .failed(operation: operation, reason: "out of memory") }
    return Handle(made, free: free)
  }

  /// A description of a member, to be filled.
  func entry() throws(ArchiveError) -> Handle {
    try object("describe a member", archive.archive_entry_new()) { [self] in
      archive.archive_entry_free($0)
    }
  }
}
