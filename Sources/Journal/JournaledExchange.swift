internal import Glibc
public import OrderBook

/// An exchange whose operations are durable before they are acknowledged.
public struct JournaledExchange: ~Copyable {
  /// How durability is had.
  public struct Settings: Hashable, Sendable {
    /// When the journal waits for the disk.
    public var sync: SyncPolicy
    /// Operations from one snapshot to the next; nil for none.
    public var snapshotEvery: Int?

    /// Makes settings.
    public init(sync: SyncPolicy = .batch, snapshotEvery: Int? = nil) {
      self.sync = sync
      self.snapshotEvery = snapshotEvery
    }
  }

  /// The exchange, with every operation applied, durable or not.
  public private(set) var exchange: Exchange
  /// The digest of all reports.
  public private(set) var digest: ReportDigest
  /// The operations applied.
  public private(set) var sequence: UInt64
  private var writer: JournalWriter
  private let snapshots: SnapshotFolder
  private let settings: Settings
  private var lastSnapshot: UInt64

  /// Begins a journal in a folder that has none, nor snapshots of one.
  public init(
    creatingIn folder: String, _ exchange: consuming Exchange, settings: Settings
  ) throws(JournalError) {
    writer = try JournalWriter(creatingIn: folder, sync: settings.sync)
    self.exchange = exchange
    self.settings = settings
    snapshots = SnapshotFolder(path: folder)
    digest = ReportDigest()
    sequence = 0
    lastSnapshot = 0
  }

  /// Goes on where the journal in a folder ends; what is torn off its end is cut, and snapshots of
  /// records that it does not have are set aside.
  public init(continuing recovery: consuming Recovery, settings: Settings) throws(JournalError) {
    let path = recovery.folder + "/" + JournalWriter.name
    let snapshots = SnapshotFolder(path: recovery.folder)
    let (sequence, digest) = (recovery.sequence, recovery.digest)
    let (end, isBehind) = (recovery.end, recovery.isBehindSnapshot)
    let lastSnapshot = recovery.snapshotSequence ?? 0
    let strangers = recovery.strangers
    let exchange = recovery.takeExchange()
    try snapshots.setAside(strangers)
    var writer = try JournalWriter(continuing: path, at: end, sync: settings.sync)
    if isBehind {
      // The new offset is durable before the record that it counts on, and after the cut: it must
      // not lie within what was torn.
      try snapshots.write(
        Snapshot(
          sequence: sequence, offset: UInt64(end + JournalRecord.snapshotSize),
          digest: digest.value, state: exchange.state))
      try writer.appendSnapshot(sequence, time: Self.now())
    }
    self.exchange = exchange
    self.digest = digest
    self.sequence = sequence
    self.writer = writer
    self.snapshots = snapshots
    self.settings = settings
    self.lastSnapshot = lastSnapshot
  }

  /// Applies an operation and adds it to the batch.
  public mutating func apply(_ request: OrderRequest, time: UInt64) throws(JournalError) {
    sequence += 1
    try writer.append(request, sequence: sequence, time: time)
    exchange.apply(request, to: &digest)
  }

  /// Makes the batch durable, and a snapshot if one is due; afterwards all operations may be
  /// acknowledged.
  public mutating func commit() throws(JournalError) {
    try writer.commit()
    if let every = settings.snapshotEvery, sequence - lastSnapshot >= UInt64(every) {
      try writeSnapshot()
    }
  }

  /// Writes a snapshot of everything applied so far.
  public mutating func writeSnapshot() throws(JournalError) {
    try writer.commit()
    try writer.flush()
    try snapshots.write(
      Snapshot(
        sequence: sequence, offset: UInt64(writer.offset), digest: digest.value,
        state: exchange.state))
    lastSnapshot = sequence
  }

  /// The time for records: nanoseconds since 1970.
  public static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
