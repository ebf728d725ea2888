/// One record of the order stream, as the book takes it.
public struct OrderMessage: Hashable, Sendable, BitwiseCopyable {
  /// What a record asks of the book.
  public enum Kind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    /// A good-till-cancelled order, which may trade at once.
    case limit = 0
    /// Removes an order.
    case cancel = 1
    /// Takes a quantity off an order, which keeps its place in the queue.
    case reduce = 2
    /// Cancels an order and enters it again with this side, price and quantity.
    case move = 3
  }

  /// The order's number, unique among live orders.
  public var id: UInt32
  /// The limit price in ticks; a cancel and a reduce ignore it.
  public var price: Int32
  /// The quantity in lots; a cancel ignores it.
  public var quantity: UInt32
  /// What is asked.
  public var kind: Kind
  /// The side; a cancel and a reduce ignore it.
  public var side: Side

  /// Makes a message from its parts.
  @inlinable
  public init(kind: Kind, side: Side, id: UInt32, price: Int32, quantity: UInt32) {
    self.id = id
    self.price = price
    self.quantity = quantity
    self.kind = kind
    self.side = side
  }
}
