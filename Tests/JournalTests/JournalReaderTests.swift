import OrderBook
import Testing

@testable import Journal

@Suite struct JournalReaderTests {
  private static let requests = Flow.requests(6)

  private static func journal(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for (place, request) in requests.prefix(count).enumerated() {
      JournalRecord(
        sequence: UInt64(place + 1), time: 1_000 + UInt64(place), payload: .operation(request)
      ).encode(to: &bytes)
    }
    return bytes
  }

  private static func read(
    _ bytes: [UInt8], after last: UInt64 = 0
  ) throws(JournalError) -> (records: [JournalRecord], torn: JournalReader.TornEnd?) {
    var reader = JournalReader(path: "j", bytes: bytes, base: 8, after: last)
    var records: [JournalRecord] = []
    while let record = try reader.next() { records.append(record) }
    return (records, reader.torn)
  }

  @Test func recordsComeBack() throws {
    let (records, torn) = try Self.read(Self.journal(6))
    #expect(torn == nil)
    #expect(records.map(\.sequence) == [1, 2, 3, 4, 5, 6])
    #expect(records.map(\.payload) == Self.requests.map { .operation($0) })
    #expect(records[5].time == 1_005)
    #expect(Self.journal(1).count == JournalRecord.size)
  }

  @Test func theLayoutIsFixed() {
    var bytes: [UInt8] = []
    JournalRecord(
      sequence: 0x0102_0304_0506_0708, time: 9,
      payload: .operation(
        OrderRequest(
          .replace, id: 1, account: 2, time: 3, side: .sell, terms: .stop, price: -1,
          stopPrice: 4, quantity: 5))
    ).encode(to: &bytes)
    #expect(
      bytes.dropLast(4)
        == [
          36, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0,
          0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255, 4, 0, 0, 0, 5, 0, 0, 0, 3, 5, 1, 0,
        ])
    let crc = bytes.withUnsafeBytes { Checksum.portable(.init(rebasing: $0.dropLast(4))) }
    #expect(bytes.suffix(4) == [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: crc >> $0) })
  }

  @Test func anEndThatIsTornAtAnyByteIsFound() throws {
    let bytes = Self.journal(6)
    for count in 0...bytes.count {
      let (records, torn) = try Self.read(Array(bytes[..<count]))
      let whole = count / JournalRecord.size
      #expect(records.count == whole)
      let rest = count % JournalRecord.size
      #expect(torn?.bytes == (rest == 0 ? nil : rest))
      if let torn { #expect(torn.offset == 8 + whole * JournalRecord.size) }
    }
  }

  @Test func damageAtAnyByteOfTheLastRecordIsATornEnd() throws {
    let bytes = Self.journal(6)
    for place in (bytes.count - JournalRecord.size)..<bytes.count {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        let (records, torn) = try Self.read(damaged)
        #expect(records.count == 5)
        #expect(torn?.bytes == JournalRecord.size)
      }
    }
  }

  @Test func damageAtAnyByteBeforeTheLastRecordIsAnErrorThatNamesIt() {
    let bytes = Self.journal(6)
    for place in 0..<(bytes.count - JournalRecord.size) {
      var damaged = bytes
      damaged[place] ^= 0x40
      let record = place / JournalRecord.size
      #expect {
        try Self.read(damaged)
      } throws: { error in
        guard case JournalError.damaged(_, let offset, _, let next) = error else { return false }
        return offset == 8 + record * JournalRecord.size
          && next == 8 + (record + 1) * JournalRecord.size
      }
    }
  }

  @Test func whatIsBehindTheEndIsTornWhateverItIs() throws {
    let bytes = Self.journal(3)
    for garbage in [[0], [36, 0, 0, 0], [UInt8](repeating: 0, count: 200), Array(0...255)] {
      let (records, torn) = try Self.read(bytes + garbage)
      #expect(records.count == 3)
      #expect(torn?.bytes == garbage.count)
      #expect(torn?.offset == 8 + bytes.count)
    }
    // An old record of a file that is used again is no record of this journal.
    let old = Array(Self.journal(2).suffix(JournalRecord.size))
    #expect {
      try Self.read(bytes + old)
    } throws: {
      "\($0)" == "j: byte offset 188: a record has the number 2 after 3"
    }
  }

  @Test func recordsAreCounted() throws {
    let tail = Array(Self.journal(6).dropFirst(2 * JournalRecord.size))
    #expect(try Self.read(tail, after: 2).records.map(\.sequence) == [3, 4, 5, 6])
    #expect {
      try Self.read(tail, after: 1)
    } throws: {
      "\($0)" == "j: byte offset 8: a record has the number 3 after 1"
    }
  }

  @Test func aRecordThatSaysWhatNoneMayIsAnError() {
    for (place, value) in [(52, 5), (53, 6), (54, 2), (55, 1)] as [(Int, UInt8)] {
      var bytes = Self.journal(1)
      bytes[place] = value
      let crc = bytes.withUnsafeBytes { Checksum.crc32c(.init(rebasing: $0.dropLast(4))) }
      bytes.removeLast(4)
      bytes.append(crc)
      #expect {
        try Self.read(bytes)
      } throws: {
        "\($0)" == "j: byte offset 8: a record holds no operation that is known"
      }
    }
  }

  @Test func aSnapshotRecordBridgesOnlyWhatIsKnown() throws {
    var bytes = Self.journal(2)
    JournalRecord(sequence: 2, time: 0, payload: .snapshot).encode(to: &bytes)
    #expect(try Self.read(bytes).records.count == 3)
    JournalRecord(sequence: 9, time: 0, payload: .snapshot).encode(to: &bytes)
    #expect {
      try Self.read(bytes)
    } throws: {
      "\($0)" == "j: operations 3 to 9 are in no record and no readable snapshot"
    }
  }
}
