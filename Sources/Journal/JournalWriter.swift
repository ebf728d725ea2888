internal import Glibc
internal import OrderBook

/// Appends operations to a journal.
struct JournalWriter: ~Copyable {
  private let file: JournalFile
  private let sync: SyncPolicy
  private var buffer: [UInt8] = []
  /// Where the next record begins.
  private(set) var offset: Int

  /// The name of the journal in its folder.
  static let name = "journal.bin"

  /// Begins a journal in a folder that has none, nor snapshots of one.
  init(creatingIn folder: String, sync: SyncPolicy) throws(JournalError) {
    let path = folder + "/" + Self.name
    let snapshots = try SnapshotFolder(path: folder).names()
    if let newest = snapshots.first, access(path, F_OK) != 0 {
      throw .orphans(folder: folder, count: snapshots.count, newest: newest)
    }
    let temporary = path + ".tmp"
    let file = try JournalFile(temporary, O_WRONLY | O_CREAT | O_TRUNC)
    try file.write(JournalReader.head)
    try file.sync()
    // A link, and no renaming, because it does not replace a journal that is there.
    let isNew = link(temporary, path) == 0
    let code = errno
    unlink(temporary)
    guard isNew else {
      throw code == EEXIST ? .exists(path: path) : .file(path: path, doing: "create", code: code)
    }
    try JournalFile.syncFolder(folder)
    self.file = file
    self.sync = sync
    offset = JournalReader.head.count
  }

  /// Goes on with a journal at the end of its last whole record.
  init(continuing path: String, at offset: Int, sync: SyncPolicy) throws(JournalError) {
    let file = try JournalFile(path, O_WRONLY)
    try file.cut(at: offset)
    try file.sync()
    self.file = file
    self.sync = sync
    self.offset = offset
  }

  /// Adds an operation to the batch.
  mutating func append(
    _ request: OrderRequest, sequence: UInt64, time: UInt64
  ) throws(JournalError) {
    JournalRecord(sequence: sequence, time: time, payload: .operation(request))
      .encode(to: &buffer)
    if sync == .every { try commit() }
  }

  /// Adds a record that the state goes on from a snapshot.
  mutating func appendSnapshot(_ sequence: UInt64, time: UInt64) throws(JournalError) {
    JournalRecord(sequence: sequence, time: time, payload: .snapshot).encode(to: &buffer)
    try commit()
  }

  /// Writes the batch with one call; afterwards it is as durable as the policy says.
  mutating func commit() throws(JournalError) {
    guard !buffer.isEmpty else { return }
    try file.write(buffer)
    offset += buffer.count
    buffer.removeAll(keepingCapacity: true)
    if sync != .none { try file.sync() }
  }

  /// Waits for the disk where the policy did not.
  func flush() throws(JournalError) { if sync == .none { try file.sync() } }
}
