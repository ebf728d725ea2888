public import OrderBook

/// Reads the records of an order stream one by one, from bytes that may come in pieces.
public struct RecordReader: Sendable {
  private var bytes: [UInt8]
  /// Where in `bytes` the record stands that comes next.
  private var start = 0
  private var isOpen: Bool

  /// The offset of the record that comes next, in bytes of the stream.
  public private(set) var offset = 0

  /// Makes a reader that stands before the first record of a stream.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isOpen = false
  }

  /// Makes a reader of a stream of which nothing is there yet.
  public init() {
    bytes = []
    isOpen = true
  }

  /// Takes the next bytes of an open stream; those read already are dropped.
  public mutating func append(_ more: ArraySlice<UInt8>) {
    bytes.removeSubrange(..<start)
    start = 0
    bytes.append(contentsOf: more)
  }

  /// Tells that no more bytes come.
  public mutating func close() { isOpen = false }

  /// The next message, or nil at the end; after an error the reader stays where it is.
  ///
  /// In an open stream, the end is where no whole record is there yet.
  public mutating func next() throws(StreamError) -> OrderMessage? {
    let rest = bytes.count - start
    if rest == 0 || (isOpen && rest < OrderMessage.recordSize) { return nil }
    if rest < OrderMessage.recordSize {
      throw StreamError(offset: offset, reason: .torn(bytes: rest))
    }
    guard let kind = OrderMessage.Kind(rawValue: bytes[start]) else {
      throw StreamError(offset: offset, reason: .unknownType(bytes[start]))
    }
    guard let side = Side(rawValue: bytes[start + 1]) else {
      throw StreamError(offset: offset, reason: .unknownSide(bytes[start + 1]))
    }
    let reserved = UInt16(bytes[start + 2]) | UInt16(bytes[start + 3]) << 8
    if reserved != 0 { throw StreamError(offset: offset, reason: .reservedNotZero(reserved)) }
    let message = OrderMessage(
      kind: kind, side: side, id: word(at: start + 4),
      price: Int32(bitPattern: word(at: start + 8)), quantity: word(at: start + 12))
    start += OrderMessage.recordSize
    offset += OrderMessage.recordSize
    return message
  }

  private func word(at place: Int) -> UInt32 {
    let low = UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
    return low | UInt32(bytes[place + 2]) << 16 | UInt32(bytes[place + 3]) << 24
  }
}
