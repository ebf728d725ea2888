public import OrderBook

/// What is wrong with an order stream, and where.
public struct StreamError: Error, Hashable, Sendable {
  /// The kinds of mistake a record can have.
  public enum Reason: Hashable, Sendable {
    /// The stream ends within a record, which has only that many bytes.
    case torn(bytes: Int)
    /// The first field is none of the four types.
    case unknownType(UInt8)
    /// The second field is neither 0 nor 1.
    case unknownSide(UInt8)
    /// The third field is not zero.
    case reservedNotZero(UInt16)
    /// The record is well formed but the book refused it.
    case rejected(OrderRejection)
  }

  /// The offset of the record's first byte in the stream.
  public var offset: Int
  /// What is wrong with the record.
  public var reason: Reason

  /// Makes an error from its parts.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension StreamError: CustomStringConvertible {
  /// The place and the reason, such as "byte offset 32: type 9 is not one of 0 to 3".
  public var description: String { "byte offset \(offset): \(reason)" }
}

extension StreamError.Reason: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .torn(let bytes): "the last record has \(bytes) of \(OrderMessage.recordSize) bytes"
    case .unknownType(let value): "type \(value) is not one of 0 to 3"
    case .unknownSide(let value): "side \(value) is neither 0 (buy) nor 1 (sell)"
    case .reservedNotZero(let value): "the third field is \(value), not 0"
    case .rejected(let rejection): "\(rejection)"
    }
  }
}
