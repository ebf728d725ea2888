import Glibc
import OrderBook
import Testing

@testable import Journal

@Suite struct RecoveryTests {
  private static let settings = JournaledExchange.Settings(sync: .none, snapshotEvery: nil)

  /// A journal of requests in batches, with snapshots.
  private static func journal(
    _ requests: [OrderRequest], in folder: Workspace, batch: Int = 10, every: Int? = nil
  ) throws {
    var engine = try JournaledExchange(
      creatingIn: folder.path, Flow.exchange(),
      settings: .init(sync: .none, snapshotEvery: every))
    for start in stride(from: 0, to: requests.count, by: batch) {
      for request in requests[start..<min(start + batch, requests.count)] {
        try engine.apply(request, time: 7)
      }
      try engine.commit()
    }
  }

  /// Recovers, goes on with the rest, and returns from where it did.
  @discardableResult private static func goOn(
    _ requests: [OrderRequest], in folder: Workspace,
    _ references: [(state: ExchangeState, digest: UInt64)]
  ) throws -> (sequence: Int, snapshot: UInt64?, replayed: Int, torn: Int?, refused: Int) {
    let recovery = try Recovery(from: folder.path, fresh: Flow.exchange)
    let found = (
      Int(recovery.sequence), recovery.snapshotSequence, recovery.replayed, recovery.torn?.bytes,
      recovery.refused.count
    )
    #expect(recovery.digest.value == references[found.0].digest)
    var engine = try JournaledExchange(continuing: recovery, settings: settings)
    #expect(engine.exchange.state == references[found.0].state)
    for request in requests[found.0...] { try engine.apply(request, time: 8) }
    try engine.commit()
    let (state, digest) = (engine.exchange.state, engine.digest.value)
    #expect(state == references[requests.count].state)
    #expect(digest == references[requests.count].digest)
    return found
  }

  @Test(arguments: [nil, 8, 1]) func aJournalCutAtAnyByteIsRecovered(every: Int?) throws {
    let requests = Flow.requests(20)
    let references = Flow.references(requests)
    let whole = Workspace()
    try Self.journal(requests, in: whole, every: every)
    let bytes = whole.read("journal.bin")
    #expect(bytes.count == 8 + 20 * JournalRecord.size)
    for count in 8...bytes.count {
      let folder = Workspace()
      for name in whole.snapshots { folder.write(whole.read(name), to: name) }
      folder.write(Array(bytes[..<count]), to: "journal.bin")
      let found = try Self.goOn(requests, in: folder, references)
      let records = (count - 8) / JournalRecord.size
      #expect(found.sequence >= records)
      if every == nil { #expect(found.sequence == records) }
      // The end of a second journal is as good as that of the first.
      let again = try Self.goOn(requests, in: folder, references)
      #expect(again.sequence == 20)
    }
  }

  @Test func everyRecordIsAPlaceToBeKilledAt() throws {
    let requests = Flow.requests(80)
    let references = Flow.references(requests)
    for count in 0...80 {
      let folder = Workspace()
      try Self.journal(Array(requests[..<count]), in: folder, batch: 1, every: 30)
      let found = try Self.goOn(requests, in: folder, references)
      #expect(found.sequence == count)
      #expect(found.snapshot == (count < 30 ? nil : UInt64(count / 30 * 30)))
      #expect(found.replayed == count % 30)
      #expect(found.torn == nil)
    }
  }

  @Test func aDamagedSnapshotGivesWayToAnOlderOneAndThatToTheJournal() throws {
    let requests = Flow.requests(100)
    let references = Flow.references(requests)
    let folder = Workspace()
    try Self.journal(requests, in: folder, every: 20)
    #expect(folder.snapshots == [80, 100].map { SnapshotFolder.name($0) })
    for (name, older, replayed) in [
      (folder.snapshots[1], UInt64(80), 20), (folder.snapshots[0], nil, 100),
    ] as [(String, UInt64?, Int)] {
      var bytes = folder.read(name)
      bytes[bytes.count / 2] ^= 1
      folder.write(bytes, to: name)
      let recovery = try Recovery(from: folder.path, fresh: Flow.exchange)
      #expect(recovery.snapshotSequence == older)
      #expect(recovery.replayed == replayed)
      #expect(recovery.refused.map(\.name).last == name)
      #expect(recovery.refused.allSatisfy { $0.reason == "its checksum is wrong" })
      #expect(recovery.digest.value == references[100].digest)
    }
  }

  @Test func aSnapshotAheadOfItsJournalIsNotLost() throws {
    let requests = Flow.requests(100)
    let references = Flow.references(requests)
    let folder = Workspace()
    try Self.journal(Array(requests[..<50]), in: folder, every: 50)
    truncate(folder.journal, 8 + 30 * JournalRecord.size + 11)
    let found = try Self.goOn(requests, in: folder, references)
    #expect(found.sequence == 50)
    #expect(found.torn == 11)
    // The journal alone has a gap now, and says so.
    for name in folder.snapshots { unlink(folder.path + "/" + name) }
    #expect {
      _ = try Recovery(from: folder.path, fresh: Flow.exchange)
    } throws: {
      "\($0)"
        == "\(folder.journal): operations 31 to 50 are in no record and no readable snapshot"
    }
  }

  @Test func damageInTheMiddleStopsTheRecovery() throws {
    let requests = Flow.requests(50)
    let folder = Workspace()
    try Self.journal(requests, in: folder)
    var bytes = folder.read("journal.bin")
    bytes[8 + 20 * JournalRecord.size + 30] ^= 4
    folder.write(bytes, to: "journal.bin")
    #expect {
      _ = try Recovery(from: folder.path, fresh: Flow.exchange)
    } throws: {
      "\($0)"
        == "\(folder.journal): byte offset 1208: the checksum of a record is wrong, and a valid "
        + "record follows at 1268: the journal is damaged, not torn; restore the file from a copy"
    }
    #expect(folder.read("journal.bin") == bytes)
  }

  @Test func aFolderHasOneJournal() throws {
    let folder = Workspace()
    try Self.journal(Flow.requests(3), in: folder)
    let bytes = folder.read("journal.bin")
    #expect {
      try Self.journal(Flow.requests(3), in: folder)
    } throws: {
      "\($0)"
        == "\(folder.journal): there is a journal already; recover it, or name a new folder"
    }
    #expect(folder.read("journal.bin") == bytes)
    #expect(folder.names == ["journal.bin"])
  }

  @Test func whatIsNoJournalIsRefused() throws {
    let folder = Workspace()
    #expect {
      _ = try Recovery(from: folder.path, fresh: Flow.exchange)
    } throws: {
      "\($0)" == "\(folder.journal): cannot open: No such file or directory"
    }
    for bytes in [[], Array("PKJOURN".utf8), Array("PKJOURN\u{2}".utf8)] as [[UInt8]] {
      folder.write(bytes, to: "journal.bin")
      #expect {
        _ = try Recovery(from: folder.path, fresh: Flow.exchange)
      } throws: {
        "\($0)" == "\(folder.journal): does not begin as a journal does"
      }
    }
  }

  @Test(arguments: SyncPolicy.allCases) func everyPolicyWritesTheSameJournal(
    _ sync: SyncPolicy
  ) throws {
    let requests = Flow.requests(20)
    let folder = Workspace()
    var engine = try JournaledExchange(
      creatingIn: folder.path, Flow.exchange(), settings: .init(sync: sync))
    for request in requests { try engine.apply(request, time: 7) }
    let early = folder.read("journal.bin").count
    #expect(early == (sync == .every ? 8 + 20 * JournalRecord.size : 8))
    try engine.commit()
    let other = Workspace()
    try Self.journal(requests, in: other)
    #expect(folder.read("journal.bin") == other.read("journal.bin"))
  }
}
