import OrderBook

extension EventLog {
  /// The trades among the events.
  var trades: [Trade] {
    events.compactMap { event in
      if case .trade(let trade) = event { trade } else { nil }
    }
  }
}
