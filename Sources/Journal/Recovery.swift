internal import Glibc
public import OrderBook

/// The state that a journal and its snapshots lead to: the newest whole snapshot, and the tail of
/// the journal after it.
public struct Recovery: ~Copyable {
  /// A snapshot that could not be used.
  public struct Refused: Hashable, Sendable {
    /// Its file.
    public var name: String
    /// Why.
    public var reason: String
    /// The name it is kept under once the journal goes on.
    public var nameAside: String { name + SnapshotFolder.aside }
  }

  /// The folder of the journal.
  public let folder: String
  private let progress: Progress
  /// The operations of the snapshot that was used.
  public let snapshotSequence: UInt64?
  /// The nanoseconds that reading the snapshot took, those that were refused included.
  public let restoreNanoseconds: UInt64
  /// The snapshots that could not be used, the newest first.
  public let refused: [Refused]
  /// The end of the journal that is no whole record.
  public let torn: JournalReader.TornEnd?
  /// Where the journal's last whole record ends.
  public let end: Int
  /// Whether the journal ends before the place where the snapshot was taken.
  let isBehindSnapshot: Bool
  /// The snapshots that the journal, once it goes on, may not be recovered from.
  ///
  /// Those that were refused, which may be ahead of it. If it goes on from a snapshot ahead of it,
  /// all others, too: their places are behind its end, where other records will be.
  let strangers: [String]

  /// Restores from a folder; `fresh` makes the exchange before the first operation.
  public init(from folder: String, fresh: () -> Exchange) throws(JournalError) {
    let path = folder + "/" + JournalWriter.name
    let file = try JournalFile(path, O_RDONLY)
    let head = JournalReader.head
    guard try file.read(from: 0, most: head.count) == head else { throw .notAJournal(path: path) }
    var start = head.count
    var restored: Exchange?
    var used: (name: String, snapshot: Snapshot)?
    var refused: [Refused] = []
    let snapshots = SnapshotFolder(path: folder)
    let began = Self.monotonic()
    let names = try snapshots.names()
    for name in names {
      do {
        let found = try Snapshot(bytes: snapshots.read(name))
        restored = try Exchange(restoring: found.state)
        start = max(start, Int(clamping: found.offset))
        used = (name, found)
        break
      } catch {
        refused.append(Refused(name: name, reason: "\(error)"))
      }
    }
    let restoring = Self.monotonic() - began
    let size = try file.size()
    let isBehind = size < start
    if isBehind { start = head.count }
    let known = used?.snapshot.sequence ?? 0
    var reader = JournalReader(
      path: path, bytes: try file.read(from: start), base: start,
      after: isBehind ? 0 : known, covered: isBehind ? known : 0)
    var progress = Progress(
      exchange: restored.take() ?? fresh(), sequence: known,
      digest: used.map { ReportDigest(value: $0.snapshot.digest) } ?? ReportDigest())
    if let used, isBehind {
      while try reader.next() != nil {}
      guard reader.last < known else {
        throw .unrelated(
          snapshot: folder + "/" + used.name, sequence: known, offset: used.snapshot.offset,
          journal: path, last: reader.last)
      }
    } else {
      try progress.replay(&reader)
    }
    self.folder = folder
    self.refused = refused
    self.progress = progress
    snapshotSequence = used?.snapshot.sequence
    restoreNanoseconds = restoring
    torn = reader.torn
    end = reader.offset
    isBehindSnapshot = isBehind
    strangers = isBehind ? names.filter { $0 != used?.name } : refused.map(\.name)
  }

  /// What is restored so far.
  private struct Progress: ~Copyable {
    var exchange: Exchange
    var sequence: UInt64
    var digest: ReportDigest
    var replayed = 0
    var nanoseconds: UInt64 = 0

    /// Operations that the exchange gets at once, so that it can fetch what the next ones touch.
    private static let batch = 1_024

    mutating func replay(_ reader: inout JournalReader) throws(JournalError) {
      let began = Recovery.monotonic()
      var requests: [OrderRequest] = []
      requests.reserveCapacity(Self.batch)
      repeat {
        requests.removeAll(keepingCapacity: true)
        while requests.count < Self.batch, let record = try reader.next() {
          if case .operation(let request) = record.payload { requests.append(request) }
        }
        exchange.apply(requests.span, to: &digest)
        replayed += requests.count
      } while requests.count == Self.batch
      sequence = reader.last
      nanoseconds = Recovery.monotonic() - began
    }
  }

  private static func monotonic() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// The digest of all reports.
  public var digest: ReportDigest { progress.digest }
  /// The operations in the state.
  public var sequence: UInt64 { progress.sequence }
  /// The operations replayed from the journal.
  public var replayed: Int { progress.replayed }
  /// The nanoseconds that replaying took.
  public var replayNanoseconds: UInt64 { progress.nanoseconds }

  /// The exchange, for whoever goes on with it.
  consuming func takeExchange() -> Exchange { progress.exchange }
}
