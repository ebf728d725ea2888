internal import Journal
internal import OrderBook
internal import PerfProbe

/// What an exchange holds in the end: exchange.csv with one row, and accounts.csv.
struct ExchangeResult {
  private let counters: BookCounters
  private let rejected: UInt64
  private let digest: String
  private let price: Int32
  private let accounts: [Account]
  private let resting: [UInt64]

  init(_ engine: borrowing JournaledExchange) {
    let state = engine.exchange.state
    counters = state.counters
    rejected = state.rejected
    digest = "\(engine.digest)"
    price = state.lastPrice
    accounts = state.accounts
    var resting = [UInt64](repeating: 0, count: state.accounts.count)
    for order in state.orders { resting[Int(order.account)] += 1 }
    self.resting = resting
  }

  var text: String {
    "\(counters.messages) operations, \(counters.trades) trades, \(rejected) rejected, "
      + "\(counters.live) live, digest \(digest)\n"
  }

  /// Writes both tables into the folder PERFKIT_OUT, if that is set.
  func write() throws(Failure) {
    var summary = ResultTable(columns: [
      "operations", "trades", "volume", "rejected", "resting", "price", "digest",
    ])
    var table = ResultTable(columns: [
      "account", "resting", "position", "cash", "reserved", "fees", "pnl",
    ])
    do throws(ResultError) {
      try summary.append([
        .uint(counters.messages), .uint(counters.trades), .uint(counters.volume),
        .uint(rejected), .uint(counters.live), .int(Int64(price)), .digest(digest),
      ])
      try summary.write(to: "exchange.csv")
      for (number, account) in accounts.enumerated() {
        let equity = account.equity(at: price)
        try table.append([
          .uint(UInt64(number)), .uint(resting[number]), .int(account.position),
          .int(Int64(clamping: account.cash - Int128(account.deposit))),
          .int(Int64(clamping: account.reserved)), .int(Int64(clamping: account.fees)),
          .int(Int64(clamping: equity - Int128(account.deposit))),
        ])
      }
      try table.write(to: "accounts.csv")
    } catch {
      throw .result(error)
    }
  }
}
