extension Exchange {
  /// Everything that the exchange knows.
  public var state: ExchangeState {
    var state = ExchangeState()
    state.rules = rules
    state.accounts = (0..<Int(accountCount)).map { accounts.base[$0] }
    state.orders.reserveCapacity(book.live + stops.live)
    for side in 0..<2 {
      for level in book.levels(side).reversed() {
        for slot in book.slots(of: level.node) { state.orders.append(order(slot)) }
      }
      for level in stops.levels(side).reversed() {
        for slot in stops.slots(of: level.node) {
          state.orders.append(order(slot | Self.stopBit))
        }
      }
    }
    state.reports = sequence
    state.lastPrice = lastPrice
    state.counters = counters
    state.rejected = rejections
    return state
  }

  private func order(_ slot: UInt32) -> ExchangeState.Order {
    let record = record(slot)
    let rest = rest(slot)
    return ExchangeState.Order(
      id: record.id, account: record.account, price: record.price, stopPrice: stopPrice(slot),
      quantity: rest.leaves, side: rest.side, isPostOnly: terms(slot) == .postOnly)
  }

  /// Makes an exchange that goes on where another one was.
  public init(restoring state: ExchangeState) throws(ExchangeState.Fault) {
    self.init(accounts: state.accounts.count, deposit: 0, rules: state.rules)
    for (number, account) in state.accounts.enumerated() { accounts.base[number] = account }
    for (place, order) in state.orders.enumerated() {
      guard order.quantity > 0, order.quantity <= UInt32(Int32.max), order.price > 0,
        order.stopPrice >= 0, order.account < accountCount, index.slot(of: order.id) == 0,
        order.stopPrice == 0 || !order.isPostOnly
      else { throw .order(place) }
      if order.stopPrice == 0 { rest(order) } else { waitAgain(order) }
    }
    sequence = state.reports
    lastPrice = state.lastPrice
    tally = state.counters
    rejections = state.rejected
  }

  /// The price of the latest trade in ticks; 0 before the first.
  public var latestPrice: Int32 { lastPrice }

  private mutating func rest(_ order: ExchangeState.Order) {
    let side = Int(order.side.rawValue)
    let terms = order.isPostOnly ? OrderRequest.Terms.postOnly : .limit
    let slot = book.join(
      side: side, rank: PriceQueues<PriceTime>.rank(side: side, price: order.price),
      quantity: order.quantity, tag: UInt32(terms.rawValue))
    if records.capacity < book.tags.capacity { growRecords() }
    records.base[Int(slot &- Layout.firstOrder)] = Record(
      id: order.id, account: order.account, price: order.price)
    index.insert(order.id, slot: slot)
  }

  private mutating func waitAgain(_ order: ExchangeState.Order) {
    wait(
      OrderRequest(
        .enter, id: order.id, account: order.account, side: order.side, terms: .stop,
        price: order.price, stopPrice: order.stopPrice, quantity: order.quantity))
  }
}

extension ReportDigest {
  /// The digest as a number, to go on from later.
  public var value: UInt64 { hash.value }

  /// Makes the digest that goes on from a value.
  public init(value: UInt64) { hash.value = value }
}
