extension Exchange {
  /// Why a new or replaced order is refused, if it is; a market order gets its price here.
  @inlinable @inline(__always)
  mutating func refusal(_ request: inout OrderRequest) -> ExecutionReport.Reason? {
    if request.quantity == 0 { return .zeroQuantity }
    if request.quantity > UInt32(Int32.max) { return .hugeQuantity }
    let other = Int(request.side.opposite.rawValue)
    if request.terms == .market {
      guard book.bestRank(other) != Layout.noRank else { return .noLiquidity }
      request.price = collared(request.side, other)
    }
    if request.price <= 0 || (request.terms == .stop && request.stopPrice <= 0) {
      return .badPrice
    }
    let limit = PriceQueues<PriceTime>.rank(side: other, price: request.price)
    if request.terms == .postOnly && book.bestRank(other) >= limit { return .wouldTrade }
    if let reason = breach(request) { return reason }
    if request.terms == .fillOrKill && !isFillable(request) { return .notFillable }
    return nil
  }

  /// Why a replaced order is refused that must not trade, if it is.
  @usableFromInline
  mutating func postOnlyRefusal(_ request: OrderRequest) -> ExecutionReport.Reason? {
    var request = request
    request.terms = .postOnly
    return refusal(&request)
  }

  /// The worst price of a market order.
  @usableFromInline
  func collared(_ side: Side, _ other: Int) -> Int32 {
    let best = PriceQueues<PriceTime>.price(side: other, rank: book.bestRank(other))
    let worst = Int64(best) + (side == .buy ? Int64(rules.collar) : -Int64(rules.collar))
    return Int32(clamping: max(worst, 1))
  }

  /// The limit of its account that an order would break, if there is one.
  @inlinable @inline(__always)
  mutating func breach(_ request: OrderRequest) -> ExecutionReport.Reason? {
    let account = accounts.base + Int(request.account)
    let second = request.time / 1_000_000_000
    if account.pointee.second != second {
      account.pointee.second = second
      account.pointee.requests = 0
    }
    if account.pointee.requests >= account.pointee.limits.rate { return .rateLimit }
    account.pointee.requests &+= 1
    let quantity = Int64(request.quantity)
    let notional = Int64(request.price) &* quantity
    let position = account.pointee.position
    let worst =
      request.side == .buy
      ? position &+ account.pointee.openBuys &+ quantity
      : account.pointee.openSells &+ quantity &- position
    if worst > account.pointee.limits.position { return .positionLimit }
    if account.pointee.openNotional &+ Int128(notional) > Int128(account.pointee.limits.notional) {
      return .notionalLimit
    }
    let equity = account.pointee.equity(at: lastPrice)
    if equity > account.pointee.peak { account.pointee.peak = equity }
    if account.pointee.peak &- equity > Int128(account.pointee.limits.drawdown) {
      return .drawdownLimit
    }
    if request.side == .buy
      && account.pointee.cash &- account.pointee.reserved
        < reserve(price: request.price, quantity: request.quantity)
    {
      return .insufficientCash
    }
    return nil
  }

  /// What is set aside for a buy order: what it may cost with the fee that a taker pays.
  @inlinable @inline(__always)
  func reserve(price: Int32, quantity: UInt32) -> Int128 {
    let notional = Int64(price) &* Int64(quantity)
    return Int128(notional) &+ Int128(fee(notional, rules.takerFee))
  }

  /// A share in millionths, rounded down: the fees of the parts never exceed that of the whole.
  @inlinable @inline(__always)
  func fee(_ notional: Int64, _ millionths: Int64) -> Int64 {
    let whole = notional / 1_000_000
    return whole &* millionths &+ (notional &- whole &* 1_000_000) &* millionths / 1_000_000
  }

  @inlinable @inline(__always)
  mutating func reserve(_ number: UInt32, _ side: Side, price: Int32, quantity: UInt32) {
    release(number, side, price: price, from: 0, to: quantity)
  }

  /// Adjusts what an account has open when what is left of one of its orders changes.
  @inlinable @inline(__always)
  mutating func release(
    _ number: UInt32, _ side: Side, price: Int32, from before: UInt32, to after: UInt32
  ) {
    let account = accounts.base + Int(number)
    let change = Int64(after) &- Int64(before)
    account.pointee.openNotional &+= Int128(change &* Int64(price))
    if side == .buy {
      account.pointee.openBuys &+= change
      account.pointee.reserved &+=
        reserve(price: price, quantity: after) &- reserve(price: price, quantity: before)
    } else {
      account.pointee.openSells &+= change
    }
  }

  /// Books a fill.
  @inlinable @inline(__always)
  mutating func pay(
    _ number: UInt32, _ side: Side, quantity: UInt32, notional: Int64, fee: Int64
  ) {
    let account = accounts.base + Int(number)
    let sign: Int64 = side == .buy ? 1 : -1
    account.pointee.position &+= sign &* Int64(quantity)
    account.pointee.cash &-= Int128(sign &* notional &+ fee)
    account.pointee.fees &+= Int128(fee)
  }

  /// Whether an order can trade in full at once.
  @usableFromInline
  func isFillable(_ request: OrderRequest) -> Bool {
    let other = Int(request.side.opposite.rawValue)
    let limit = PriceQueues<PriceTime>.rank(side: other, price: request.price)
    var missing = UInt64(request.quantity)
    var rank = book.bestRank(other)
    while rank >= limit, let level = book.level(other, through: rank), level.rank >= limit {
      rank = level.rank - 1
      var next = book.nodes.base[Int(level.node)].next
      while next != level.node {
        let slot = next
        next = book.nodes.base[Int(slot)].next
        if records.base[Int(slot - Layout.firstOrder)].account == request.account {
          if rules.selfTrade == .cancelIncoming { return false }
          if rules.selfTrade == .cancelResting { continue }
        }
        let quantity = UInt64(book.quantity(of: slot))
        if quantity >= missing { return true }
        missing -= quantity
      }
    }
    return false
  }
}
