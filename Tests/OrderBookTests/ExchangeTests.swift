import OrderBook
import Testing

@Suite struct ExchangeTests {
  /// Runs requests one by one through an exchange and gives what it told of the last one.
  private func last(
    _ requests: [OrderRequest], limits: AccountLimits = AccountLimits(),
    rules: ExchangeRules = ExchangeRules(), deposit: Int64 = 1_000_000_000
  ) -> [ExecutionReport] {
    var exchange = Exchange(accounts: 4, deposit: deposit, limits: limits, rules: rules)
    var log = ReportLog()
    for request in requests {
      log.removeAll()
      exchange.apply(request, to: &log)
    }
    return log.reports
  }

  private func enter(
    _ side: Side, _ id: UInt64, of account: UInt32, _ terms: OrderRequest.Terms = .limit,
    at price: Int32 = 0, stop: Int32 = 0, _ quantity: UInt32 = 10, time: UInt64 = 0
  ) -> OrderRequest {
    OrderRequest(
      .enter, id: id, account: account, time: time, side: side, terms: terms, price: price,
      stopPrice: stop, quantity: quantity)
  }

  private func reason(
    _ requests: [OrderRequest], limits: AccountLimits = AccountLimits(),
    deposit: Int64 = 1_000_000_000
  ) -> ExecutionReport.Reason? {
    let reports = last(requests, limits: limits, deposit: deposit)
    return reports.count == 1 && reports[0].kind == .rejected ? reports[0].reason : nil
  }

  private var ask: OrderRequest { enter(.sell, 1, of: 0, at: 100, 5) }

  @Test("A limit order is accepted, trades, and rests with what is left")
  func limit() {
    let reports = last([ask, enter(.buy, 2, of: 1, at: 101, 8)])
    #expect(reports.map(\.kind) == [.accepted, .filled, .filled])
    #expect(reports.map(\.id) == [2, 1, 2])
    #expect(reports.map(\.leaves) == [8, 0, 3])
    #expect(reports.map(\.price) == [101, 100, 100])
    #expect(reports.map(\.sequence) == [2, 3, 4])
    #expect(reports[1].counterpart == 2)
  }

  @Test("What a market or an IOC order leaves is cancelled; a market order stops at the collar")
  func immediate() {
    let far = enter(.sell, 3, of: 0, at: 2_000, 5)
    for terms in [OrderRequest.Terms.market, .immediateOrCancel] {
      let reports = last([ask, far, enter(.buy, 2, of: 1, terms, at: 100, 8)])
      #expect(reports.map(\.kind) == [.accepted, .filled, .filled, .cancelled])
      #expect(reports[3].reason == .immediate)
      #expect(reports[3].quantity == 3)
    }
  }

  @Test("A fill-or-kill order trades in full or is rejected; own orders do not count")
  func fillOrKill() {
    let more = enter(.sell, 3, of: 2, at: 102, 5)
    let kill = enter(.buy, 2, of: 1, .fillOrKill, at: 102, 10)
    #expect(
      last([ask, more, kill]).map(\.kind) == [.accepted] + Array(repeating: .filled, count: 4))
    #expect(reason([ask, kill]) == .notFillable)
    #expect(reason([ask, more, enter(.buy, 2, of: 1, .fillOrKill, at: 101)]) == .notFillable)
    #expect(reason([ask, more, enter(.buy, 2, of: 2, .fillOrKill, at: 102)]) == .notFillable)
  }

  @Test("A fill-or-kill order counts all levels up to its price, wherever they are")
  func fillOrKillFarAndWide() {
    // The last two are beyond the window of the book, as is the first once it has moved.
    let asks = [100, 101, 4_000, 290_000, 900_000].enumerated().map { place, price in
      enter(.sell, UInt64(10 + place), of: 0, at: Int32(price), 5)
    }
    let bids = [900_000, 899_999, 896_000, 610_000, 1].enumerated().map { place, price in
      enter(.buy, UInt64(10 + place), of: 0, at: Int32(price), 5)
    }
    for (orders, side) in [(asks, Side.buy), (bids, .sell)] {
      for many in 1...5 {
        let price = orders[many - 1].price
        let fits = enter(side, 2, of: 1, .fillOrKill, at: price, UInt32(5 * many))
        #expect(last(orders + [fits]).map(\.kind).last == .filled, "\(price)")
        let more = enter(side, 2, of: 1, .fillOrKill, at: price, UInt32(5 * many + 1))
        #expect(reason(orders + [more]) == .notFillable, "\(price)")
        #expect(last(orders.reversed() + [fits]).map(\.kind).last == .filled, "\(price)")
        #expect(reason(orders.reversed() + [more]) == .notFillable, "\(price)")
      }
    }
  }

  @Test("A post-only order rests or is rejected")
  func postOnly() {
    #expect(last([ask, enter(.buy, 2, of: 1, .postOnly, at: 99)]).map(\.kind) == [.accepted])
    #expect(reason([ask, enter(.buy, 2, of: 1, .postOnly, at: 100)]) == .wouldTrade)
  }

  @Test("A post-only order remains one when it is replaced")
  func replacedPostOnly() {
    let post = enter(.buy, 2, of: 1, .postOnly, at: 90, 5)
    func replace(at price: Int32, _ quantity: UInt32 = 5, id: UInt64 = 2) -> OrderRequest {
      OrderRequest(.replace, id: id, account: 1, price: price, quantity: quantity)
    }
    #expect(reason([ask, post, replace(at: 100)]) == .wouldTrade)
    #expect(reason([ask, post, replace(at: 99), replace(at: 100)]) == .wouldTrade)
    #expect(reason([ask, post, replace(at: 90, 3), replace(at: 100)]) == .wouldTrade)
    #expect(last([ask, post, replace(at: 99)]).map(\.kind) == [.replaced])
    let refused = [ask, post, replace(at: 100), OrderRequest(.cancel, id: 2, account: 1)]
    #expect(last(refused).map(\.price) == [90])
    // A node that was a post-only order's makes no other order one.
    let limit = [
      ask, post, OrderRequest(.cancel, id: 2, account: 1), enter(.buy, 3, of: 1, at: 90, 5),
      replace(at: 100, id: 3),
    ]
    #expect(last(limit).map(\.kind) == [.replaced, .filled, .filled])
  }

  @Test("Stop orders wait for a trade at their price, the nearest first, and may set off others")
  func stops() {
    let reports = last([
      ask, enter(.sell, 3, of: 0, at: 105, 5), enter(.sell, 4, of: 0, at: 110, 50),
      enter(.buy, 11, of: 1, .stop, at: 120, stop: 105, 1),
      enter(.buy, 10, of: 1, .stop, at: 105, stop: 100, 5),
      enter(.buy, 12, of: 1, .stop, at: 120, stop: 111, 1),
      enter(.buy, 2, of: 2, at: 100, 5),
    ])
    #expect(reports.filter { $0.kind == .triggered }.map(\.id) == [10, 11])
    #expect(reports.filter { $0.kind == .filled && $0.account == 1 }.map(\.price) == [105, 110])
  }

  @Test("A stop order sees every trade of a sweep, not only the last one")
  func stopsWithinASweep() {
    let setting = [
      enter(.sell, 1, of: 0, at: 105, 1), enter(.buy, 2, of: 1, at: 105, 1),
      enter(.sell, 10, of: 2, .stop, at: 90, stop: 100, 1),
    ]
    let asks = [enter(.sell, 3, of: 0, at: 100, 1), enter(.sell, 4, of: 0, at: 102, 1)]
    let sweep = last(setting + asks + [enter(.buy, 5, of: 1, at: 102, 2)])
    #expect(sweep.filter { $0.kind == .triggered }.map(\.id) == [10])
    // Of the sweep, not of what was traded before the stop order came.
    let late =
      asks + [enter(.buy, 5, of: 1, at: 102, 2)]
      + setting.map { request in
        var request = request
        request.id += 100
        return request
      }
    #expect(last(late + [enter(.sell, 6, of: 0, at: 104, 1)]).map(\.kind) == [.accepted])
    let next = last(
      late + [enter(.sell, 6, of: 0, at: 104, 1), enter(.buy, 7, of: 1, at: 104, 1)])
    #expect(next.map(\.kind) == [.accepted, .filled, .filled])
  }

  @Test("The same of a buy stop, in a sweep that falls")
  func buyStopWithinASweep() {
    let reports = last([
      enter(.sell, 1, of: 0, at: 95, 1), enter(.buy, 2, of: 1, at: 95, 1),
      enter(.buy, 10, of: 2, .stop, at: 120, stop: 100, 1),
      enter(.buy, 3, of: 1, at: 100, 1), enter(.buy, 4, of: 1, at: 98, 1),
      enter(.sell, 5, of: 0, at: 98, 2),
    ])
    #expect(reports.filter { $0.kind == .triggered }.map(\.id) == [10])
  }

  @Test("Trades that triggered orders make are seen, too; buys go first, the nearest of a side")
  func stopsThatTrigger() {
    let reports = last([
      enter(.sell, 1, of: 0, at: 105, 1), enter(.buy, 2, of: 1, at: 105, 1),
      enter(.buy, 3, of: 1, at: 95, 9),
      // Waits at 106, and rests at 110 then, where the sell stop order meets it.
      enter(.buy, 10, of: 2, .stop, at: 110, stop: 106, 5),
      enter(.buy, 11, of: 2, .stop, at: 120, stop: 108, 1),
      enter(.sell, 12, of: 3, .stop, at: 90, stop: 100, 7),
      enter(.sell, 13, of: 3, .stop, at: 90, stop: 95, 1),
      enter(.sell, 4, of: 0, at: 100, 1), enter(.sell, 5, of: 0, at: 106, 1),
      enter(.buy, 6, of: 1, at: 106, 2),
    ])
    #expect(reports.filter { $0.kind == .triggered }.map(\.id) == [10, 12, 11, 13])
    let sold = reports.filter { $0.kind == .filled && $0.id == 12 }
    #expect(sold.map(\.price) == [110, 95])
  }

  @Test("A waiting stop order can be reduced, replaced and cancelled")
  func waitingStop() {
    let stop = enter(.buy, 10, of: 1, .stop, at: 120, stop: 111, 5)
    func change(_ action: OrderRequest.Action, _ quantity: UInt32, at price: Int32 = 0)
      -> OrderRequest
    {
      OrderRequest(action, id: 10, account: 1, price: price, quantity: quantity)
    }
    #expect(last([ask, stop, change(.reduce, 2)]).map(\.leaves) == [3])
    #expect(last([ask, stop, change(.replace, 9, at: 121)]).map(\.kind) == [.replaced])
    let gone = last([ask, stop, change(.replace, 9, at: 121), change(.cancel, 0)])
    #expect(gone.map(\.kind) == [.cancelled])
    #expect(gone.map(\.quantity) == [9])
  }

  @Test("A replaced order keeps its place only if nothing but its quantity is less")
  func replace() {
    let queue = [ask, enter(.sell, 2, of: 1, at: 100, 5)]
    let sweep = enter(.buy, 9, of: 2, at: 100, 1)
    for (quantity, price, first) in [(UInt32(4), Int32(100), UInt64(1)), (6, 100, 2), (4, 101, 2)] {
      let change = OrderRequest(
        .replace, id: 1, account: 0, price: price, quantity: quantity)
      #expect(last(queue + [change, sweep])[1].id == first)
    }
  }

  @Test("A move loses its place always, and keeps the order's terms on either side")
  func move() {
    func move(
      _ side: Side, _ id: UInt64, of account: UInt32, at price: Int32, _ quantity: UInt32 = 5
    ) -> OrderRequest {
      OrderRequest(
        .move, id: id, account: account, side: side, price: price, quantity: quantity)
    }
    let queue = [ask, enter(.sell, 2, of: 1, at: 100, 5)]
    let sweep = enter(.buy, 9, of: 2, at: 100, 1)
    #expect(last(queue + [move(.sell, 1, of: 0, at: 100, 4)]).map(\.kind) == [.replaced])
    #expect(last(queue + [move(.sell, 1, of: 0, at: 100, 4), sweep])[1].id == 2)
    let turned = last(queue + [move(.buy, 1, of: 0, at: 100)])
    #expect(turned.map(\.kind) == [.cancelled, .accepted, .filled, .filled])
    #expect(turned.map(\.side) == [.sell, .buy, .sell, .buy])
    #expect(reason([move(.buy, 1, of: 0, at: 100)]) == .unknownOrder)
    #expect(reason([ask, move(.buy, 1, of: 0, at: 100, 0)]) == .zeroQuantity)
    // The order itself is not in the way of what it becomes.
    let post = enter(.buy, 3, of: 2, .postOnly, at: 90, 5)
    #expect(last([post, move(.sell, 3, of: 2, at: 80)]).map(\.kind) == [.cancelled, .accepted])
    let crossing = [post, enter(.buy, 4, of: 1, at: 85, 5), move(.sell, 3, of: 2, at: 80)]
    #expect(last(crossing).map(\.reason) == [.none, .wouldTrade])
    let stop = [
      ask, enter(.buy, 2, of: 1, at: 100, 1), enter(.buy, 5, of: 2, .stop, at: 120, stop: 110, 1),
    ]
    // The latest trade, at 100, is below a sell stop of 110 already.
    #expect(
      last(stop + [enter(.buy, 6, of: 3, at: 99, 1), move(.sell, 5, of: 2, at: 99, 1)])
        .map(\.kind) == [.cancelled, .accepted, .filled, .filled])
    #expect(last(stop + [move(.buy, 5, of: 2, at: 130, 1)]).map(\.kind) == [.replaced])
  }

  @Test("Orders of one account do not trade with each other")
  func selfTrade() {
    let requests = [ask, enter(.sell, 3, of: 1, at: 100, 5), enter(.buy, 2, of: 0, at: 100, 8)]
    var rules = ExchangeRules()
    let resting = last(requests, rules: rules)
    #expect(resting.map(\.kind) == [.accepted, .cancelled, .filled, .filled])
    #expect(resting[1].id == 1)
    #expect(resting[1].reason == .selfTrade)
    rules.selfTrade = .cancelIncoming
    let incoming = last(requests, rules: rules)
    #expect(incoming.map(\.kind) == [.accepted, .cancelled])
    #expect(incoming[1].id == 2)
    rules.selfTrade = .allow
    #expect(last(requests, rules: rules).count == 5)
  }

  @Test("Every reason to refuse a request is told")
  func refusals() {
    let other = OrderRequest(.cancel, id: 1, account: 1)
    #expect(reason([ask, other]) == .notOwner)
    #expect(reason([OrderRequest(.cancel, id: 7, account: 1)]) == .unknownOrder)
    #expect(reason([enter(.buy, 1, of: 4, at: 1)]) == .unknownAccount)
    #expect(reason([ask, ask]) == .duplicateID)
    #expect(reason([enter(.buy, 1, of: 1, at: 1, 0)]) == .zeroQuantity)
    #expect(reason([enter(.buy, 1, of: 1, at: 1, .max)]) == .hugeQuantity)
    #expect(reason([enter(.buy, 1, of: 1, at: 0)]) == .badPrice)
    #expect(reason([enter(.buy, 1, of: 1, .stop, at: 1, stop: 0)]) == .badPrice)
    #expect(reason([enter(.buy, 1, of: 1, .market)]) == .noLiquidity)
  }

  @Test("Each limit refuses the first order beyond it, and no earlier one")
  func limits() {
    let first = enter(.buy, 1, of: 0, at: 100, 6)
    var limits = AccountLimits()
    limits.position = 10
    #expect(last([first, enter(.buy, 2, of: 0, at: 90, 4)], limits: limits)[0].kind == .accepted)
    #expect(reason([first, enter(.buy, 2, of: 0, at: 90, 5)], limits: limits) == .positionLimit)
    #expect(reason([enter(.sell, 2, of: 0, at: 90, 11)], limits: limits) == .positionLimit)
    limits = AccountLimits()
    limits.notional = 1_000
    #expect(last([first, enter(.buy, 2, of: 0, at: 100, 4)], limits: limits)[0].kind == .accepted)
    #expect(reason([first, enter(.buy, 2, of: 0, at: 101, 4)], limits: limits) == .notionalLimit)
    limits = AccountLimits()
    limits.rate = 1
    #expect(reason([first, enter(.buy, 2, of: 0, at: 1, 1)], limits: limits) == .rateLimit)
    let later = enter(.buy, 2, of: 0, at: 1, 1, time: 1_000_000_000)
    #expect(last([first, later], limits: limits)[0].kind == .accepted)
    // 600 and, at 300 millionths, no fee in whole units.
    #expect(last([first], deposit: 600)[0].kind == .accepted)
    #expect(reason([first], deposit: 599) == .insufficientCash)
  }

  @Test("An account that lost more than its limit from its peak enters nothing more")
  func drawdown() {
    var limits = AccountLimits()
    limits.drawdown = 60
    var loss = [
      enter(.sell, 1, of: 0, at: 100, 10), enter(.buy, 2, of: 1, at: 100, 10),
      enter(.buy, 3, of: 2, at: 94, 1), enter(.sell, 4, of: 3, at: 94, 1),
      enter(.buy, 5, of: 1, at: 50, 1),
    ]
    #expect(last(loss, limits: limits).map(\.kind) == [.accepted])
    loss[2] = enter(.buy, 3, of: 2, at: 93, 1)
    loss[3] = enter(.sell, 4, of: 3, at: 93, 1)
    #expect(reason(loss, limits: limits) == .drawdownLimit)
  }

  @Test("Without self-trade prevention the trades are those of the book")
  func sameTrades() throws {
    var rules = ExchangeRules()
    rules.selfTrade = .allow
    for seed in UInt64(0)..<100 {
      var book = OrderBook()
      var events = EventLog()
      var exchange = Exchange(accounts: 4, deposit: .max / 4, rules: rules)
      var reports = ReportLog()
      for message in RandomStream.messages(seed: seed, count: 120) {
        guard message.price > 0, message.quantity < 1_000,
          message.kind == .cancel || message.quantity > 0
        else { continue }
        do { try book.apply(message, to: &events) } catch { continue }
        let actions: [OrderRequest.Action] = [.enter, .cancel, .reduce, .move]
        exchange.apply(
          OrderRequest(
            actions[Int(message.kind.rawValue)], id: UInt64(message.id), account: message.id % 4,
            side: message.side, price: message.price, quantity: message.quantity), to: &reports)
      }
      let makers = reports.reports.filter { $0.kind == .filled }.enumerated()
        .filter { $0.offset % 2 == 0 }.map(\.element)
      let trades = makers.map { fill in
        Trade(
          maker: UInt32(fill.id), taker: UInt32(fill.counterpart), price: fill.price,
          quantity: fill.quantity)
      }
      #expect(trades == events.trades)
      #expect(exchange.counters == book.counters)
    }
  }
}
