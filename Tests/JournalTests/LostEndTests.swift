import Glibc
import OrderBook
import Testing

@testable import Journal

/// Journals whose end a disk lost, so that a snapshot is ahead of them, once and again.
@Suite struct LostEndTests {
  private static let requests = Flow.requests(160)
  private static let references = Flow.references(requests)

  /// Applies the requests from where an engine stands, with a snapshot every so often.
  private static func apply(
    upTo last: Int, on engine: inout JournaledExchange
  ) throws {
    while engine.sequence < last {
      try engine.apply(requests[Int(engine.sequence)], time: 7)
      try engine.commit()
    }
  }

  private static func begin(_ folder: Workspace, upTo last: Int, every: Int) throws {
    var engine = try JournaledExchange(
      creatingIn: folder.path, Flow.exchange(),
      settings: .init(sync: .none, snapshotEvery: every))
    try apply(upTo: last, on: &engine)
  }

  /// Recovers, checks the state, goes on, and returns how many operations were restored.
  @discardableResult private static func goOn(
    _ folder: Workspace, upTo last: Int? = nil, every: Int? = nil
  ) throws -> Int {
    let recovery = try Recovery(from: folder.path, fresh: Flow.exchange)
    let restored = Int(recovery.sequence)
    #expect(recovery.digest.value == references[restored].digest)
    var engine = try JournaledExchange(
      continuing: recovery, settings: .init(sync: .none, snapshotEvery: every))
    #expect(engine.exchange.state == references[restored].state)
    try apply(upTo: last ?? restored, on: &engine)
    return restored
  }

  private static func cut(_ folder: Workspace, to records: Int, markers: Int = 0, torn: Int = 0) {
    truncate(
      folder.journal,
      8 + records * JournalRecord.size + markers * JournalRecord.snapshotSize + torn)
  }

  private static func damage(_ name: String, in folder: Workspace) {
    var bytes = folder.read(name)
    bytes[bytes.count / 2] ^= 1
    folder.write(bytes, to: name)
  }

  private static func copy(_ folder: Workspace) -> Workspace {
    let copy = Workspace()
    for name in folder.names { copy.write(folder.read(name), to: name) }
    return copy
  }

  @Test func aJournalMayLoseItsEndAgainAnywhere() throws {
    let once = Workspace()
    try Self.begin(once, upTo: 50, every: 50)
    Self.cut(once, to: 30, torn: 11)
    #expect(try Self.goOn(once, upTo: 100, every: 50) == 50)
    let size = once.read("journal.bin").count
    let marker = 8 + 30 * JournalRecord.size
    #expect(size == marker + JournalRecord.snapshotSize + 50 * JournalRecord.size)
    // Every byte from the record before the marker to the one behind it; elsewhere one of each
    // record, another one each time.
    for count in Set(stride(from: 8, through: size, by: 61)).union(marker - 61...marker + 85) {
      let folder = Self.copy(once)
      truncate(folder.journal, count)
      #expect(try Self.goOn(folder, upTo: 120) == 100)
      #expect(try Self.goOn(folder) == 120)
    }
  }

  @Test func eachLossIsBridged() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 50, every: 50)
    Self.cut(folder, to: 30)
    #expect(try Self.goOn(folder, upTo: 100, every: 50) == 50)
    Self.cut(folder, to: 50, markers: 1, torn: 59)
    #expect(try Self.goOn(folder, upTo: 150, every: 50) == 100)
    Self.cut(folder, to: 55, markers: 2)
    #expect(try Self.goOn(folder, upTo: 155) == 150)
    #expect(try Self.goOn(folder) == 155)
    let records = 60
    #expect(
      folder.read("journal.bin").count
        == 8 + records * JournalRecord.size + 3 * JournalRecord.snapshotSize)
  }

  @Test func aGapThatNoSnapshotCoversIsAnError() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 50, every: 50)
    Self.cut(folder, to: 30)
    #expect(try Self.goOn(folder, upTo: 100, every: 50) == 50)
    Self.cut(folder, to: 50, markers: 1)
    #expect(try Self.goOn(folder, upTo: 110) == 100)
    Self.damage(SnapshotFolder.name(100), in: folder)
    let before = folder.names
    #expect {
      _ = try Recovery(from: folder.path, fresh: Flow.exchange)
    } throws: {
      "\($0)"
        == "\(folder.journal): operations 31 to 50 are in no record and no readable snapshot"
    }
    #expect(folder.names == before)
  }

  @Test func aSnapshotCoversOnlyWhatIsInIt() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 50, every: 50)
    Self.cut(folder, to: 30)
    let older = folder.read(SnapshotFolder.name(50))
    #expect(try Self.goOn(folder, upTo: 100, every: 50) == 50)
    Self.cut(folder, to: 30, markers: 1)
    #expect(try Self.goOn(folder) == 100)
    unlink(folder.path + "/" + SnapshotFolder.name(100))
    // Of the first journal, whose record 50 ended behind the end of this one.
    folder.write(older, to: SnapshotFolder.name(50))
    #expect {
      _ = try Recovery(from: folder.path, fresh: Flow.exchange)
    } throws: {
      "\($0)"
        == "\(folder.journal): operations 51 to 100 are in no record and no readable snapshot"
    }
  }

  @Test func aSnapshotOfOtherRecordsIsAnError() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 100, every: 1_000)
    let (state, digest) = Self.references[20]
    let snapshot = Snapshot(sequence: 20, offset: 9_000, digest: digest, state: state)
    let name = SnapshotFolder.name(20)
    folder.write(snapshot.bytes, to: name)
    #expect {
      _ = try Recovery(from: folder.path, fresh: Flow.exchange)
    } throws: {
      "\($0)"
        == "\(folder.path)/\(name): says that operation 20 ends at byte offset 9000 of "
        + "\(folder.journal), which has operation 100 before that: the snapshot is of other "
        + "records; move it away to recover without it"
    }
  }

  @Test func aTornEndIsCutBeforeASnapshotCountsOnIt() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 50, every: 50)
    Self.cut(folder, to: 30, torn: 43)
    let obstacle = folder.path + "/" + SnapshotFolder.name(50) + ".tmp"
    mkdir(obstacle, 0o777)
    #expect {
      try Self.goOn(folder)
    } throws: {
      "\($0)" == "\(obstacle): cannot open: Is a directory"
    }
    #expect(folder.read("journal.bin").count == 8 + 30 * JournalRecord.size)
    rmdir(obstacle)
    #expect(try Self.goOn(folder, upTo: 60) == 50)
    #expect(try Self.goOn(folder) == 60)
  }

  // Snapshots that are set aside

  @Test func aSnapshotOfTheLostEndIsNeverUsed() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 100, every: 20)
    let older = folder.read(SnapshotFolder.name(80))
    Self.cut(folder, to: 60)
    #expect(try Self.goOn(folder, upTo: 120) == 100)
    #expect(
      folder.names == ["journal.bin", SnapshotFolder.name(80) + ".aside", SnapshotFolder.name(100)])
    #expect(folder.read(SnapshotFolder.name(80) + ".aside") == older)
    // Here record 80 ended once.
    truncate(folder.journal, 8 + 80 * JournalRecord.size)
    Self.damage(SnapshotFolder.name(100), in: folder)
    #expect {
      _ = try Recovery(from: folder.path, fresh: Flow.exchange)
    } throws: {
      "\($0)"
        == "\(folder.journal): operations 61 to 100 are in no record and no readable snapshot"
    }
  }

  @Test func aRefusedSnapshotIsSetAside() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 50, every: 50)
    let name = SnapshotFolder.name(50)
    Self.damage(name, in: folder)
    let damaged = folder.read(name)
    Self.cut(folder, to: 30)
    #expect(try Self.goOn(folder, upTo: 40) == 30)
    #expect(folder.names == ["journal.bin", name + ".aside"])
    #expect(folder.read(name + ".aside") == damaged)
    #expect(try Self.goOn(folder) == 40)
  }

  @Test func refusedSnapshotsDoNotTakeThePlaceOfTheGoodOne() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 40, every: 40)
    for number in [60, 80] as [UInt64] {
      folder.write([1, 2, 3], to: SnapshotFolder.name(number))
    }
    Self.cut(folder, to: 30)
    #expect(try Self.goOn(folder, upTo: 50) == 40)
    #expect(folder.snapshots.first == SnapshotFolder.name(40))
    #expect(try Self.goOn(folder) == 50)
  }

  @Test func aFolderWithSnapshotsAloneGetsNoJournal() throws {
    let folder = Workspace()
    try Self.begin(folder, upTo: 50, every: 20)
    unlink(folder.journal)
    let before = folder.names
    #expect {
      try Self.begin(folder, upTo: 1, every: 20)
    } throws: {
      "\($0)"
        == "\(folder.path): there are 2 snapshots of another journal, such as "
        + "\(SnapshotFolder.name(40)), and a new one would be recovered with their state; "
        + "move them away, or name a new folder"
    }
    #expect(folder.names == before)
  }
}
