/// A statement that holds for every book and its events at every moment.
public enum Invariant: String, Sendable, CaseIterable {
  /// The best bid is below the best ask.
  case uncrossed
  /// A level's total is the sum of its orders; no level and no order is empty.
  case levelTotals = "level-totals"
  /// Links agree in both directions, orders know their level, and levels are sorted by price.
  case queueLinks = "queue-links"
  /// Every live id leads to its order, and no other id to any.
  case idIndex = "id-index"
  /// The bitmap marks the levels that have orders, and the best level is the best of them.
  case occupancy
  /// Every node is an order, a level or free, and only one of these.
  case slab
  /// The orders of a level stand in the order of their arrival.
  case arrivalOrder = "arrival-order"
  /// A trade takes the oldest order at the best price.
  case priority
  /// A trade is at the maker's price, within the taker's limit, and within what is left of both.
  case tradeTerms = "trade-terms"
  /// An acknowledgement's quantity is what was entered less what traded and was taken off.
  case quantityBalance = "quantity-balance"
  /// Entered quantities are twice the traded, plus the resting, plus the cancelled.
  case conservation
  /// Every record is answered by the acknowledgement that it needs, after its trades.
  case acknowledged
  /// Every cancel, reduce and move names a live order.
  case noOrphans = "no-orphans"
  /// The counters are those of the events.
  case counters
  /// A second run tells the same events.
  case repeatable
}

/// A statement that holds for every exchange, its accounts and its reports at every moment.
public enum AccountInvariant: String, Sendable, CaseIterable {
  /// Reports are numbered one by one.
  case sequence
  /// Every request is answered by a report of its order, and every refusal has a reason.
  case answered
  /// What is left of an order is what entered less what traded and was taken off.
  case orderBalance = "order-balance"
  /// The two fills of a trade have one price and quantity, and opposite sides.
  case pairedFills = "paired-fills"
  /// An account's cash, fees and position are those of its fills.
  case ledger
  /// All positions together are zero.
  case zeroSum = "zero-sum"
  /// All cash together is what was paid in less the fees.
  case cashConservation = "cash-conservation"
  /// An account's reserve is that of its open buy orders, and covered by its cash.
  case reserves
  /// An account's open lots and notional are those of its open orders.
  case openOrders = "open-orders"
  /// No account can exceed its limits of position and notional by what it has open.
  case limits
}

extension AccountInvariant: CustomStringConvertible {
  /// The name in reports, such as "zero-sum".
  public var description: String { rawValue }
}

extension Invariant: CustomStringConvertible {
  /// The name in reports, such as "level-totals".
  public var description: String { rawValue }
}
