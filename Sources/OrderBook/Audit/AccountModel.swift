/// An account as requests and reports tell it.
struct AccountModel: Sendable {
  let limits: AccountLimits
  private let takerFee: Int64
  var cash: Int128
  var fees: Int128
  var position: Int64
  private(set) var lots = OpenLots()
  /// What its open orders come to.
  private(set) var buys: Int64 = 0
  private(set) var sells: Int64 = 0
  private(set) var notional: Int128 = 0
  private(set) var reserved: Int128 = 0
  /// The greatest equity at one of its requests.
  private(set) var peak: Int128
  /// The orders that it tried to enter in a second.
  private(set) var second: UInt64
  private(set) var requests: UInt32

  init(_ account: Account, takerFee: Int64) {
    limits = account.limits
    self.takerFee = takerFee
    cash = account.cash
    fees = account.fees
    position = account.position
    peak = account.peak
    second = account.second
    requests = account.requests
  }

  /// Follows what is left of one of its orders.
  mutating func adjust(_ side: Side, price: Int32, from before: UInt32, to after: UInt32) {
    let change = Int64(after) - Int64(before)
    notional += Int128(change) * Int128(price)
    if side == .sell { return sells += change }
    buys += change
    reserved += reserve(price, after) - reserve(price, before)
  }

  private func reserve(_ price: Int32, _ quantity: UInt32) -> Int128 {
    let notional = Int128(price) * Int128(quantity)
    return notional + notional * Int128(takerFee) / 1_000_000
  }

  mutating func book(_ fill: ExecutionReport) {
    let sign: Int128 = fill.side == .buy ? 1 : -1
    lots.fill(fill.side, price: fill.price, quantity: fill.quantity)
    position += Int64(sign) * Int64(fill.quantity)
    fees += Int128(fill.fee)
    cash -= sign * Int128(fill.price) * Int128(fill.quantity) + Int128(fill.fee)
  }

  mutating func begin(second now: UInt64) {
    if now != second { (second, requests) = (now, 0) }
  }

  mutating func countRequest() { requests += 1 }

  /// Notes the equity at a price and tells how far it is from its peak.
  mutating func fall(at price: Int32) -> Int128 {
    let equity = cash + Int128(position) * Int128(price)
    peak = max(peak, equity)
    return peak - equity
  }
}
