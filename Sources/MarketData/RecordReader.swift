public import OrderBook

/// Reads the records of an order stream one by one.
public struct RecordReader: Sendable {
  private let bytes: [UInt8]

  /// The offset of the record that comes next, in bytes.
  public private(set) var offset = 0

  /// Makes a reader that stands before the first record.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next message, or nil at the end; after an error the reader stays where it is.
  public mutating func next() throws(StreamError) -> OrderMessage? {
    let rest = bytes.count - offset
    if rest == 0 { return nil }
    if rest < OrderMessage.recordSize {
      throw StreamError(offset: offset, reason: .torn(bytes: rest))
    }
    guard let kind = OrderMessage.Kind(rawValue: bytes[offset]) else {
      throw StreamError(offset: offset, reason: .unknownType(bytes[offset]))
    }
    guard let side = Side(rawValue: bytes[offset + 1]) else {
      throw StreamError(offset: offset, reason: .unknownSide(bytes[offset + 1]))
    }
    let reserved = UInt16(bytes[offset + 2]) | UInt16(bytes[offset + 3]) << 8
    if reserved != 0 { throw StreamError(offset: offset, reason: .reservedNotZero(reserved)) }
    let message = OrderMessage(
      kind: kind, side: side, id: word(at: offset + 4),
      price: Int32(bitPattern: word(at: offset + 8)), quantity: word(at: offset + 12))
    offset += OrderMessage.recordSize
    return message
  }

  private func word(at place: Int) -> UInt32 {
    let low = UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
    return low | UInt32(bytes[place + 2]) << 16 | UInt32(bytes[place + 3]) << 24
  }
}
