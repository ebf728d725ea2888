internal import MarketData
internal import OrderBook

/// The requests that a stream stands for, applied to fresh exchanges.
struct FullPasses {
  let requests: [OrderRequest]

  init(_ messages: [OrderMessage]) throws(Failure) {
    try Memory.require(messages.count * MemoryLayout<OrderRequest>.stride)
    var maker = RequestMaker()
    requests = messages.map { maker.request($0) }
  }

  /// An exchange with limits that are checked and not reached.
  static func exchange() -> Exchange {
    Exchange(accounts: RequestMaker.accounts, deposit: .max / 4, largePages: true)
  }

  /// The median rate of `count` passes in requests a second, and what the last one told.
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
    let rate = requests.isEmpty ? 0 : oneDecimal(Double(requests.count) * 1e9 / max(median, 1))
    return (rate, last.0, last.1, last.2)
  }
}
