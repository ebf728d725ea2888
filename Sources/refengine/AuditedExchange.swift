internal import OrderBook

/// What `audit --full` audits: an exchange with limits that a stream reaches, and the stream's
/// requests, with every kind of order among them.
///
/// Sixteen accounts share the orders, so that some meet their own. A quarter of the accounts may
/// hold few lots, a quarter may have little open, a quarter may enter few orders in a second, and a
/// quarter may lose little; all have cash for a part of their buy orders only. The limits follow
/// the average order of the stream, and a thousand requests are a second.
struct AuditedExchange {
  private static let accounts = 16
  private static let requestsPerSecond = 1_000
  private static let flawInterval = 128

  let requests: [OrderRequest]
  private let lots: Int128
  private let price: Int128

  init(_ messages: [OrderMessage]) throws(Failure) {
    var requests: [OrderRequest] = []
    var orders = 0
    for (place, plain) in try FullPasses(messages).requests.enumerated() {
      let request = Self.varied(plain, place)
      requests.append(request)
      guard request.action == .enter && request.terms == .limit else { continue }
      if orders == 0 {
        var early = Self.ofNobody(request, .market)
        early.time = 0
        requests.insert(early, at: 0)
      }
      if orders % Self.flawInterval == 0 {
        requests.append(Self.flawed(request, orders / Self.flawInterval))
      }
      orders += 1
    }
    self.requests = requests
    (lots, price) = Self.average(requests)
  }

  /// The mean quantity and price of the orders, at least 1.
  private static func average(_ requests: [OrderRequest]) -> (lots: Int128, price: Int128) {
    let orders = requests.filter {
      $0.action == .enter && $0.price > 0 && $0.quantity <= Int32.max
    }
    let count = Int128(max(orders.count, 1))
    let lots = orders.reduce(Int128(0)) { $0 + Int128($1.quantity) }
    let price = orders.reduce(Int128(0)) { $0 + Int128($1.price) }
    return (max(lots / count, 1), max(price / count, 1))
  }

  /// A request beside one that entered an order, with a flaw that changes with the number.
  private static func flawed(_ request: OrderRequest, _ number: Int) -> OrderRequest {
    var flawed = number % 6 < 3 ? request : ofNobody(request, .limit)
    switch number % 6 {
    case 0: break  // The id is live.
    case 1:
      flawed.action = .cancel
      flawed.account = (request.account + 1) % UInt32(accounts)
    case 2: flawed.account = UInt32(accounts)
    case 3: flawed.quantity = 0
    case 4: flawed.quantity = .max
    default: flawed.price = 0
    }
    return flawed
  }

  /// The same order under an id that no order of the stream has.
  private static func ofNobody(
    _ request: OrderRequest, _ terms: OrderRequest.Terms
  ) -> OrderRequest {
    var other = request
    other.id = ~request.id
    other.terms = terms
    return other
  }

  private static func varied(_ request: OrderRequest, _ place: Int) -> OrderRequest {
    var request = DurableRequests.varied(request)
    if request.action == .enter && request.id >> 32 & 31 == 4 { request.terms = .market }
    request.account %= UInt32(Self.accounts)
    request.time = UInt64(place) * 1_000_000_000 / UInt64(Self.requestsPerSecond)
    return request
  }

  /// An exchange that has seen nothing.
  func exchange() -> Exchange {
    var exchange = Exchange(
      accounts: Self.accounts, deposit: clamped(25 * lots * price), largePages: true)
    for account in 0..<Self.accounts {
      var limits = AccountLimits()
      switch account % 4 {
      case 0: limits.position = clamped(20 * lots)
      case 1: limits.notional = clamped(40 * lots * price)
      case 2: limits.rate = 30
      default: limits.drawdown = clamped(lots * price / 50)
      }
      exchange.setLimits(limits, ofAccount: account)
    }
    return exchange
  }

  private func clamped(_ amount: Int128) -> Int64 { Int64(min(amount, Int128(Int64.max / 4))) }
}
