/// What became of an order, trades aside.
///
/// Each record of a stream ends with one acknowledgement, after its trades; a move that names a
/// live order begins with a `cancelled` besides.
public struct Acknowledgement: Hashable, Sendable, BitwiseCopyable {
  /// What happened.
  public enum Kind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    /// What is left of an order that entered rests in the book.
    case rested = 2
    /// An order that entered traded in full.
    case filled = 3
    /// An order was taken out, by a cancel or to be moved.
    case cancelled = 4
    /// A quantity was taken off an order.
    case reduced = 5
    /// A cancel, reduce or move named no live order.
    case orphan = 6
  }

  /// What happened.
  public var kind: Kind
  /// The order's id.
  public var id: UInt32
  /// The order's limit price in ticks; of an orphan, the type of the record.
  public var price: Int32
  /// The lots that rest, that were cancelled, or that are left after a reduction; else 0.
  public var quantity: UInt32

  /// Makes an acknowledgement from its parts.
  @inlinable
  public init(_ kind: Kind, id: UInt32, price: Int32, quantity: UInt32) {
    self.kind = kind
    self.id = id
    self.price = price
    self.quantity = quantity
  }
}
