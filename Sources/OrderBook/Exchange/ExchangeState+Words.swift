extension ExchangeState {
  private static let headWords = 14
  private static let orderWords = 4

  /// The state as 64-bit words: counts, rules and counters, then accounts, then orders.
  public var words: [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(
      Self.headWords + Account.words * accounts.count + Self.orderWords * orders.count)
    words += [
      UInt64(accounts.count), UInt64(orders.count), UInt64(bitPattern: rules.makerFee),
      UInt64(bitPattern: rules.takerFee), UInt64(UInt32(bitPattern: rules.collar)),
      rules.selfTrade.number, reports, UInt64(UInt32(bitPattern: lastPrice)), counters.messages,
      counters.trades, counters.volume, counters.orphans, counters.live, rejected,
    ]
    for account in accounts { account.append(to: &words) }
    for order in orders {
      words.append(order.id)
      words.append(UInt64(order.account) << 32 | UInt64(UInt32(bitPattern: order.price)))
      words.append(UInt64(order.quantity) << 32 | UInt64(UInt32(bitPattern: order.stopPrice)))
      words.append(UInt64(order.side.rawValue) | (order.isPostOnly ? 2 : 0))
    }
    return words
  }

  /// Reads the words of a state.
  public init(words: [UInt64]) throws(Fault) {
    guard words.count >= Self.headWords else { throw .size(words: words.count) }
    // Counts above what the words could hold are refused before they are multiplied.
    guard let accountCount = Int(exactly: words[0]), accountCount <= words.count,
      let orderCount = Int(exactly: words[1]), orderCount <= words.count,
      words.count == Self.headWords + Account.words * accountCount + Self.orderWords * orderCount
    else { throw .size(words: words.count) }
    rules.makerFee = Int64(bitPattern: words[2])
    rules.takerFee = Int64(bitPattern: words[3])
    rules.collar = try Self.int32(words, 4)
    guard let selfTrade = ExchangeRules.SelfTrade(number: words[5]) else { throw .word(5) }
    rules.selfTrade = selfTrade
    reports = words[6]
    lastPrice = try Self.int32(words, 7)
    counters.messages = words[8]
    counters.trades = words[9]
    counters.volume = words[10]
    counters.orphans = words[11]
    counters.live = words[12]
    rejected = words[13]
    var place = Self.headWords
    accounts.reserveCapacity(accountCount)
    for _ in 0..<accountCount {
      guard let account = Account(words: words, at: place) else { throw .word(place) }
      accounts.append(account)
      place += Account.words
    }
    orders.reserveCapacity(orderCount)
    for _ in 0..<orderCount {
      guard words[place + 3] <= 3, let side = Side(rawValue: UInt8(words[place + 3] & 1)) else {
        throw .word(place + 3)
      }
      orders.append(
        Order(
          id: words[place], account: UInt32(words[place + 1] >> 32),
          price: Int32(truncatingIfNeeded: words[place + 1]),
          stopPrice: Int32(truncatingIfNeeded: words[place + 2]),
          quantity: UInt32(words[place + 2] >> 32), side: side,
          isPostOnly: words[place + 3] & 2 != 0))
      place += Self.orderWords
    }
  }

  private static func int32(_ words: [UInt64], _ place: Int) throws(Fault) -> Int32 {
    guard let value = UInt32(exactly: words[place]) else { throw .word(place) }
    return Int32(bitPattern: value)
  }
}

extension ExchangeRules.SelfTrade {
  fileprivate var number: UInt64 {
    switch self {
    case .allow: 0
    case .cancelResting: 1
    case .cancelIncoming: 2
    }
  }

  fileprivate init?(number: UInt64) {
    switch number {
    case 0: self = .allow
    case 1: self = .cancelResting
    case 2: self = .cancelIncoming
    default: return nil
    }
  }
}

extension Account {
  fileprivate static let words = 20

  fileprivate func append(to words: inout [UInt64]) {
    words += [
      UInt64(bitPattern: deposit), UInt64(bitPattern: limits.position),
      UInt64(bitPattern: limits.notional), UInt64(limits.rate),
      UInt64(bitPattern: limits.drawdown),
    ]
    for wide in [cash, reserved, fees, openNotional, peak] {
      words.append(UInt64(truncatingIfNeeded: wide))
      words.append(UInt64(truncatingIfNeeded: wide >> 64))
    }
    words += [
      UInt64(bitPattern: position), UInt64(bitPattern: openBuys), UInt64(bitPattern: openSells),
      second, UInt64(requests),
    ]
  }

  fileprivate init?(words: [UInt64], at place: Int) {
    func number(_ index: Int) -> Int64 { Int64(bitPattern: words[place + index]) }
    func wide(_ index: Int) -> Int128 {
      Int128(number(index + 1)) << 64 | Int128(words[place + index])
    }
    guard let rate = UInt32(exactly: words[place + 3]),
      let requests = UInt32(exactly: words[place + 19])
    else { return nil }
    var limits = AccountLimits()
    limits.position = number(1)
    limits.notional = number(2)
    limits.rate = rate
    limits.drawdown = number(4)
    self.init(deposit: number(0), limits: limits)
    cash = wide(5)
    reserved = wide(7)
    fees = wide(9)
    openNotional = wide(11)
    peak = wide(13)
    position = number(15)
    openBuys = number(16)
    openSells = number(17)
    second = words[place + 18]
    self.requests = requests
  }
}
