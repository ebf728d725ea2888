/// Reads the records of a journal one by one, and tells a torn end from damage.
///
/// A write that a crash cut short leaves a broken record with nothing behind it. A broken record
/// that a whole one follows was damaged later, and nothing behind it may be believed.
public struct JournalReader: ~Copyable {
  /// The end of a journal that is not a whole record.
  public struct TornEnd: Hashable, Sendable {
    /// Where it begins in the file.
    public var offset: Int
    /// How many bytes it has.
    public var bytes: Int
    /// What is wrong with it.
    public var reason: String
  }

  /// The first bytes of a journal: its name and version.
  static let head: [UInt8] = Array("PKJOURN\u{1}".utf8)

  private let path: String
  private let bytes: [UInt8]
  private let base: Int
  private var place = 0
  /// The sequence number of the record before.
  private(set) var last: UInt64
  private let covered: UInt64
  /// The torn end, once it was reached.
  public private(set) var torn: TornEnd?

  /// Reads what follows an offset of a journal's file.
  /// - Parameters:
  ///   - bytes: the file from `base` on.
  ///   - last: the operations that are known already.
  ///   - covered: the operations of a snapshot that stands for all that is read: where records up
  ///     to it were lost, nothing is missing.
  public init(
    path: String, bytes: [UInt8], base: Int, after last: UInt64, covered: UInt64 = 0
  ) {
    self.path = path
    self.bytes = bytes
    self.base = base
    self.last = last
    self.covered = covered
  }

  /// The offset of the record that comes next, in the file.
  public var offset: Int { base + place }

  /// The next record; nil at the end, torn or not.
  public mutating func next() throws(JournalError) -> JournalRecord? {
    let found = bytes.withUnsafeBytes { JournalRecord.find(in: $0, at: place) }
    switch found {
    case .end: return nil
    case .unreadable(let reason):
      throw .unreadable(path: path, offset: offset, reason: reason)
    case .record(let record, let size):
      try check(record)
      place += size
      last = record.sequence
      return record
    case .broken(let reason):
      if let next = nextRecord() {
        throw .damaged(path: path, offset: offset, reason: reason, next: base + next)
      }
      torn = TornEnd(offset: offset, bytes: bytes.count - place, reason: reason)
      return nil
    }
  }

  private func check(_ record: JournalRecord) throws(JournalError) {
    switch record.payload {
    case .operation where record.sequence == last &+ 1: return
    case .snapshot where (last...max(last, covered)).contains(record.sequence): return
    case .snapshot where record.sequence > last:
      throw .missing(path: path, after: last, until: record.sequence)
    default:
      throw .unreadable(
        path: path, offset: offset,
        reason: "a record has the number \(record.sequence) after \(last)")
    }
  }

  /// Where behind the broken record a whole one begins.
  private func nextRecord() -> Int? {
    bytes.withUnsafeBytes { bytes in
      var start = place + 1
      while start < bytes.count {
        if case .record(let record, _) = JournalRecord.find(in: bytes, at: start),
          record.sequence > last
        {
          return start
        }
        start += 1
      }
      return nil
    }
  }
}
