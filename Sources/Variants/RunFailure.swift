public import OrderBook

/// Why a run of a variant has no result.
public enum RunFailure: Error, Hashable, Sendable {
  /// The machine has no room for another thread.
  case noThread
  /// The book refused a message.
  case rejected(OrderRejection)
  /// A pass made other trades than the stream's own book did.
  case otherTrades(TradeDigest, expected: TradeDigest)
}

extension RunFailure: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .noThread: "cannot start another thread: the limit of processes or memory is reached"
    case .rejected(let rejection): "the book refused a message: \(rejection)"
    case .otherTrades(let digest, let expected):
      "a pass made other trades: digest \(digest), expected \(expected)"
    }
  }
}
