internal import Glibc

/// Why a journal or a snapshot cannot be written or read.
public enum JournalError: Error, Hashable, Sendable {
  /// A system call failed on a file.
  case file(path: String, doing: String, code: Int32)
  /// The folder has a journal already.
  case exists(path: String)
  /// The folder has no journal, but snapshots of one.
  case orphans(folder: String, count: Int, newest: String)
  /// The file does not begin as a journal does.
  case notAJournal(path: String)
  /// A record is damaged and valid ones follow it, so that it is not the torn end of the journal.
  case damaged(path: String, offset: Int, reason: String, next: Int)
  /// A record is sound but says what no record may.
  case unreadable(path: String, offset: Int, reason: String)
  /// The operations after one are neither in the journal nor in a snapshot that can be read.
  case missing(path: String, after: UInt64, until: UInt64)
  /// A snapshot is said to lie behind the end of a journal, which has later operations.
  case unrelated(snapshot: String, sequence: UInt64, offset: UInt64, journal: String, last: UInt64)
}

extension JournalError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .file(let path, let action, let code):
      "\(path): cannot \(action): \(String(cString: strerror(code)))"
    case .exists(let path): "\(path): there is a journal already; recover it, or name a new folder"
    case .orphans(let folder, let count, let newest):
      "\(folder): there \(count == 1 ? "is a snapshot" : "are \(count) snapshots") of another "
        + "journal, such as \(newest), and a new one would be recovered with their state; "
        + "move them away, or name a new folder"
    case .notAJournal(let path): "\(path): does not begin as a journal does"
    case .damaged(let path, let offset, let reason, let next):
      "\(path): byte offset \(offset): \(reason), and a valid record follows at \(next): "
        + "the journal is damaged, not torn; restore the file from a copy"
    case .unreadable(let path, let offset, let reason):
      "\(path): byte offset \(offset): \(reason)"
    case .missing(let path, let after, let until):
      "\(path): operations \(after + 1) to \(until) are in no record and no readable snapshot"
    case .unrelated(let snapshot, let sequence, let offset, let journal, let last):
      "\(snapshot): says that operation \(sequence) ends at byte offset \(offset) of \(journal), "
        + "which has operation \(last) before that: the snapshot is of other records; "
        + "move it away to recover without it"
    }
  }
}
