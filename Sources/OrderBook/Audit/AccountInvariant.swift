/// A statement that holds for every exchange, its accounts and its reports at every moment.
public enum AccountInvariant: String, Sendable, CaseIterable {
  /// Reports are numbered one by one.
  case sequence
  /// Every request is answered first, as it may be, and every refusal is alone and deserved.
  case answered
  /// What is left of an order is what entered less what traded and was taken off; no other rests.
  case orderBalance = "order-balance"
  /// Every report has the account, side, price and quantity of its order and of the request.
  case orderTerms = "order-terms"
  /// An order rests, trades and is cancelled only as its terms let it.
  case executionTerms = "execution-terms"
  /// A stop order waits until a trade is at its stop price or beyond, and no longer.
  case stopTerms = "stop-terms"
  /// The two fills of a trade stand together, with one price and quantity and opposite sides.
  case pairedFills = "paired-fills"
  /// A trade is at the maker's price, within the taker's limit, and takes all that it can.
  case tradeTerms = "trade-terms"
  /// A trade takes the oldest order at the best price.
  case priority
  /// No account trades with itself, unless the rules let it.
  case selfTrade = "self-trade"
  /// A fill's fee is the rules' share of its price x quantity.
  case fees
  /// An account's cash, fees and position are those of its fills.
  case ledger
  /// An account's equity is its deposit and what its lots gained, first in, first out, less fees.
  case profit
  /// All positions together are zero.
  case zeroSum = "zero-sum"
  /// All cash together is what was paid in less the fees.
  case cashConservation = "cash-conservation"
  /// An account's reserve is that of its open buy orders, and covered by its cash; none that has
  /// the cash is refused for it.
  case reserves
  /// An account's open lots and notional are those of its open orders.
  case openOrders = "open-orders"
  /// No account can exceed its limits of position and notional by what it has open, and none that
  /// would not is refused for it.
  case limits
  /// No account enters more orders in a second than it may, and none that may is refused for it.
  case rateLimit = "rate-limit"
  /// No account enters orders whose equity fell further than it may, and none else is refused.
  case drawdown
  /// The counters are those of the requests and reports.
  case counters
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
  /// A second run tells the same reports.
  case repeatable
}

extension AccountInvariant: CustomStringConvertible {
  /// The name in reports, such as "zero-sum".
  public var description: String { rawValue }
}
