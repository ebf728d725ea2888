/// What an account asks of the exchange.
public struct OrderRequest: Hashable, Sendable {
  /// What is asked.
  public enum Action: UInt8, Sendable, CaseIterable {
    /// A new order.
    case enter
    /// Removes an order.
    case cancel
    /// Takes a quantity off an order, which keeps its place; by the rest or more, it is removed.
    case reduce
    /// Gives an order a new price and quantity; it keeps its place if only the quantity is less.
    case replace
    /// Removes an order and enters it again on its terms, with a side, price and quantity; to its own
    /// side that is a replacement in which it always loses its place.
    case move
  }

  /// How a new order is executed.
  public enum Terms: UInt8, Sendable, CaseIterable {
    /// What does not trade at once rests.
    case limit
    /// Trades at once as far as the exchange's collar goes; the rest is cancelled.
    case market
    /// Trades at once at its price or better; the rest is cancelled.
    case immediateOrCancel
    /// Trades at once in full, or not at all.
    case fillOrKill
    /// Rests, and is rejected if it would trade, as is each replacement that would.
    case postOnly
    /// Waits until a trade is at the stop price or beyond, then is a limit order.
    case stop

    /// Whether what does not trade at once rests.
    @inlinable var rest: Bool { self == .limit || self == .postOnly || self == .stop }
  }

  /// The order's number, unique among live orders.
  public var id: UInt64
  /// The nanosecond at which the request arrived; never less than that of the one before.
  public var time: UInt64
  /// The account that asks.
  public var account: UInt32
  /// The limit price in ticks, above 0; ignored by a market order, a cancel and a reduce.
  public var price: Int32
  /// The stop price in ticks, above 0, of a stop order.
  public var stopPrice: Int32
  /// The quantity in lots; ignored by a cancel.
  public var quantity: UInt32
  /// What is asked.
  public var action: Action
  /// How a new order is executed.
  public var terms: Terms
  /// The side of a new order or a move.
  public var side: Side

  /// Makes a request from its parts.
  @inlinable
  public init(
    _ action: Action, id: UInt64, account: UInt32, time: UInt64 = 0, side: Side = .buy,
    terms: Terms = .limit, price: Int32 = 0, stopPrice: Int32 = 0, quantity: UInt32 = 0
  ) {
    self.id = id
    self.time = time
    self.account = account
    self.price = price
    self.stopPrice = stopPrice
    self.quantity = quantity
    self.action = action
    self.terms = terms
    self.side = side
  }
}
