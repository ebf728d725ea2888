public import OrderBook
public import Rings

/// A stream applied to fresh books of one kind, on the calling thread.
public struct BookPasses<Book: MatchingBook & ~Copyable> {
  @usableFromInline let make: () -> Book
  @usableFromInline let messages: [OrderMessage]
  @usableFromInline let prefill: Int
  @usableFromInline let expected: TradeDigest

  /// Takes what makes an empty book, messages, of which the first `prefill` are never timed, and the
  /// digest of their trades.
  @inlinable
  public init(
    messages: [OrderMessage], prefill: Int, expected: TradeDigest, book make: @escaping () -> Book
  ) {
    self.make = make
    self.messages = messages
    self.prefill = prefill
    self.expected = expected
  }

  /// The time of one pass in nanoseconds, without a look at the clock in between.
  @inlinable
  public func time() throws(RunFailure) -> UInt64 {
    try pass { (book, sink) throws(OrderRejection) in
      let messages = messages.span
      let start = nanoseconds()
      for place in prefill..<messages.count { try book.apply(messages[place], to: &sink) }
      return nanoseconds() - start
    }
  }

  /// The time of each of the first `count` messages in nanoseconds, the clock call included.
  @inlinable
  public func times(_ count: Int) throws(RunFailure) -> [UInt64] {
    try pass { (book, sink) throws(OrderRejection) in
      var times: [UInt64] = []
      times.reserveCapacity(count)
      var last = nanoseconds()
      for (place, message) in messages[prefill...].enumerated() {
        try book.apply(message, to: &sink)
        let now = nanoseconds()
        if place < count { times.append(now - last) }
        last = now
      }
      return times
    }
  }

  /// What one pass adds to the memory of the process; true of the first pass only.
  @inlinable
  public func memory() throws(RunFailure) -> MemoryUse {
    let before = MemoryUse.now()
    return try pass { (book, sink) throws(OrderRejection) in
      for message in messages[prefill...] { try book.apply(message, to: &sink) }
      return MemoryUse.now() - before
    }
  }

  /// Fills a fresh book, hands it to `timed`, and compares the trades with those expected.
  @inlinable
  func pass<Measured>(
    _ timed: (inout Book, inout TradeDigest) throws(OrderRejection) -> Measured
  ) throws(RunFailure) -> Measured {
    var book = make()
    var sink = TradeDigest()
    let measured: Measured
    do throws(OrderRejection) {
      for message in messages[..<prefill] { try book.apply(message, to: &sink) }
      measured = try timed(&book, &sink)
    } catch {
      throw .rejected(error)
    }
    if sink != expected { throw .otherTrades(sink, expected: expected) }
    return measured
  }
}
