internal import MarketData
internal import OrderBook

/// The requests that a stream stands for, applied to fresh exchanges.
///
/// Ids become 64 bits wide and scattered, and each order belongs to one of a thousand accounts. A
/// move to the other side becomes a cancel and a new order.
struct FullPasses {
  static let accounts = 1_000

  let requests: [OrderRequest]
  /// The records that the requests stand for.
  let records: Int

  init(_ messages: [OrderMessage]) {
    records = messages.count
    var requests: [OrderRequest] = []
    requests.reserveCapacity(messages.count)
    var sides: [UInt32: Side] = [:]
    for (place, message) in messages.enumerated() {
      func append(_ action: OrderRequest.Action) {
        let id = (UInt64(message.id) &+ 1) &* 0xd129_0d8e_b3ab_36e5
        requests.append(
          OrderRequest(
            action, id: id, account: UInt32((id >> 40) % UInt64(Self.accounts)),
            time: UInt64(place) * 100, side: message.side, price: message.price,
            quantity: message.quantity))
      }
      switch message.kind {
      case .limit: append(.enter)
      case .cancel: append(.cancel)
      case .reduce: append(.reduce)
      case .move where sides[message.id] == message.side: append(.replace)
      case .move:
        append(.cancel)
        append(.enter)
      }
      if message.kind == .limit || message.kind == .move { sides[message.id] = message.side }
    }
    self.requests = requests
  }

  /// An exchange with limits that are checked and not reached.
  static func exchange() -> Exchange {
    Exchange(accounts: accounts, deposit: .max / 4, largePages: true)
  }

  /// The median rate of `count` passes in records a second, and what the last one told.
  func throughput(_ count: Int) -> (
    rate: Double, digest: ReportDigest, counters: BookCounters, rejected: UInt64
  ) {
    var times: [UInt64] = []
    var last = (ReportDigest(), BookCounters(), UInt64(0))
    for _ in 0..<count {
      var exchange = Self.exchange()
      var digest = ReportDigest()
      let timed = requests.span
      let start = now()
      exchange.apply(timed, to: &digest)
      times.append(now() - start)
      last = (digest, exchange.counters, exchange.rejected)
    }
    times.sort()
    let median = (Double(times[(count - 1) / 2]) + Double(times[count / 2])) / 2
    let rate = records == 0 ? 0 : oneDecimal(Double(records) * 1e9 / max(median, 1))
    return (rate, last.0, last.1, last.2)
  }
}
