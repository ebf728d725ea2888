/// Why the book refused a message; a refused message changes nothing, not even a counter.
public enum OrderRejection: Error, Hashable, Sendable {
  /// A limit order came with the id of a live order.
  case duplicateID(UInt32)
  /// A limit order or a move came with a quantity of zero.
  case zeroQuantity(id: UInt32)
}

extension OrderRejection: CustomStringConvertible {
  /// One sentence without a full stop, such as "limit order 7 is live already".
  public var description: String {
    switch self {
    case .duplicateID(let id): "limit order \(id) is live already"
    case .zeroQuantity(let id): "order \(id) has a quantity of 0"
    }
  }
}
