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

extension Invariant: CustomStringConvertible {
  /// The name in reports, such as "level-totals".
  public var description: String { rawValue }
}
