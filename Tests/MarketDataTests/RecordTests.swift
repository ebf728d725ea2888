import MarketData
import OrderBook
import Testing

@Suite struct RecordTests {
  private let message = OrderMessage(
    kind: .move, side: .sell, id: 0x0102_0304, price: -2, quantity: 0xa0b0_c0d0)
  private let record: [UInt8] = [
    3, 1, 0, 0, 0x04, 0x03, 0x02, 0x01, 0xfe, 0xff, 0xff, 0xff, 0xd0, 0xc0, 0xb0, 0xa0,
  ]

  /// A valid limit order.
  private func order(_ id: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    OrderMessage(kind: .limit, side: .buy, id: id, price: 100, quantity: 1).encode(to: &bytes)
    return bytes
  }

  private func mistake(in bytes: [UInt8]) -> StreamError? {
    do {
      _ = try OrderStream(checking: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("A record's bytes are those of the contract")
  func layout() throws {
    var bytes: [UInt8] = []
    message.encode(to: &bytes)
    #expect(bytes == record)
    var reader = RecordReader(bytes)
    #expect(try reader.next() == message)
    #expect(try reader.next() == nil)
  }

  @Test("Every kind and side survives a round trip")
  func roundTrip() throws {
    for kind in OrderMessage.Kind.allCases {
      for side in Side.allCases {
        for price in [Int32.min, -1, 0, Int32.max] {
          let message = OrderMessage(kind: kind, side: side, id: .max, price: price, quantity: .max)
          var bytes: [UInt8] = []
          message.encode(to: &bytes)
          var reader = RecordReader(bytes)
          #expect(try reader.next() == message)
        }
      }
    }
  }

  @Test("Bytes may come in pieces of any size", arguments: [1, 5, 16, 17, 40])
  func pieces(size: Int) throws {
    let bytes: [UInt8] = order(1) + order(2) + order(3) + order(4) + [0, 0, 0]
    var reader = RecordReader()
    var ids: [UInt32] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.append(bytes[start..<min(start + size, bytes.count)])
      while let message = try reader.next() { ids.append(message.id) }
    }
    #expect(ids == [1, 2, 3, 4])
    reader.close()
    #expect(throws: StreamError(offset: 64, reason: .torn(bytes: 3))) { try reader.next() }
  }

  @Test(
    "A malformed record is an error at its first byte",
    arguments: [
      (0, 4, StreamError.Reason.unknownType(4)), (0, 255, .unknownType(255)),
      (1, 2, .unknownSide(2)), (2, 1, .reservedNotZero(1)), (3, 1, .reservedNotZero(256)),
    ])
  func malformed(field: Int, value: UInt8, reason: StreamError.Reason) {
    var bad = order(3)
    bad[field] = value
    let expected = StreamError(offset: 32, reason: reason)
    #expect(mistake(in: order(1) + order(2) + bad + order(4)) == expected)
  }

  @Test("A torn last record is an error where it begins", arguments: 1..<16)
  func torn(bytes: Int) {
    let expected = StreamError(offset: 16, reason: .torn(bytes: bytes))
    #expect(mistake(in: order(1) + order(2).prefix(bytes)) == expected)
  }

  @Test("What the book refuses is an error at the record")
  func rejected() {
    let twice = StreamError(offset: 32, reason: .rejected(.duplicateID(1)))
    #expect(mistake(in: order(1) + order(2) + order(1)) == twice)
    #expect(twice.description == "byte offset 32: limit order 1 is live already")
    for kind in [UInt8(0), 3] {
      var empty = order(2)
      empty[0] = kind
      empty[12] = 0
      let expected = StreamError(offset: 16, reason: .rejected(.zeroQuantity(id: 2)))
      #expect(mistake(in: order(1) + empty) == expected)
    }
  }

  @Test("The first of several mistakes is the one reported")
  func firstMistake() {
    #expect(mistake(in: order(1) + order(1) + [9])?.offset == 16)
  }

  @Test("An empty stream is valid")
  func empty() throws {
    let stream = try OrderStream(checking: [])
    #expect(stream.counters == BookCounters())
    #expect(stream.digest == TradeDigest())
  }
}
