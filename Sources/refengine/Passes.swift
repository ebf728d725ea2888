internal import MarketData
internal import OrderBook

/// Messages applied to fresh books, timed; the first `prefill` of them are never timed.
struct Passes {
  let messages: [OrderMessage]
  let prefill: Int
  let digest: TradeDigest

  /// The median rate of `count` passes, in messages a second.
  func throughput(_ count: Int) throws(Failure) -> Double {
    var times: [UInt64] = []
    for _ in 0..<count {
      times.append(
        try pass { (book, sink) throws(OrderRejection) in
          let timed = messages.span
          let start = now()
          for place in prefill..<timed.count { try book.apply(timed[place], to: &sink) }
          return now() - start
        })
    }
    times.sort()
    let median = (Double(times[(count - 1) / 2]) + Double(times[count / 2])) / 2
    let timed = messages.count - prefill
    return timed == 0 ? 0 : oneDecimal(Double(timed) * 1e9 / max(median, 1))
  }

  /// The time of each message in one further pass.
  func latencies() throws(Failure) -> Latencies {
    let gaps = try pass { (book, sink) throws(OrderRejection) in
      var gaps: [UInt64] = []
      gaps.reserveCapacity(messages.count - prefill)
      var last = now()
      for message in messages[prefill...] {
        try book.apply(message, to: &sink)
        let time = now()
        gaps.append(time - last)
        last = time
      }
      return gaps
    }
    return Latencies(gaps)
  }

  /// How many bytes more are resident after one further pass, while its book is there.
  func memory() throws(Failure) -> Int {
    var grown = Result<Int, Failure>.success(0)
    let before = try Memory.resident()
    _ = try pass { (book, sink) throws(OrderRejection) in
      for message in messages[prefill...] { try book.apply(message, to: &sink) }
      grown = Result { () throws(Failure) in try Memory.resident() - before }
    }
    return try grown.get()
  }

  /// Fills a fresh book, hands it to `timed`, and compares the digest with the expected one.
  private func pass<Measured>(
    _ timed: (inout OrderBook, inout TradeDigest) throws(OrderRejection) -> Measured
  ) throws(Failure) -> Measured {
    var book = OrderBook(largePages: true)
    var sink = TradeDigest()
    let measured: Measured
    do throws(OrderRejection) {
      for message in messages[..<prefill] { try book.apply(message, to: &sink) }
      measured = try timed(&book, &sink)
    } catch {
      throw .rejected(error)
    }
    if sink != digest { throw .digestsDiffer(digest, sink) }
    return measured
  }
}
