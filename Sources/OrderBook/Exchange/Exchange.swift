/// An exchange for one instrument: accounts with limits, all order terms, a report for every
/// outcome.
///
/// It keeps the queues of `LadderBook`, and the same priorities. All arithmetic is in integers:
/// prices in ticks, quantities in lots, money in ticks x lots.
public struct Exchange: ~Copyable {
  /// What is known of an order besides its place in a queue.
  @usableFromInline
  struct Record: BitwiseCopyable {
    @usableFromInline var id: UInt64
    @usableFromInline var account: UInt32
    @usableFromInline var price: Int32

    @inlinable
    init(id: UInt64, account: UInt32, price: Int32) {
      self.id = id
      self.account = account
      self.price = price
    }
  }

  /// The prices that rest, whose orders are tagged with their terms, and those at which stop
  /// orders wait; the buy stops wait on the sell side of theirs, because the lowest comes first.
  @usableFromInline var book: PriceQueues<PriceTime>
  @usableFromInline var stops: PriceQueues<PriceTime>
  @usableFromInline var records: Region<Record>
  @usableFromInline var stopRecords: Region<Record>
  /// Leads to the node of an order; that of a stop order has the highest bit.
  @usableFromInline var index: HashIndex<UInt64>
  @usableFromInline var accounts: Region<Account>
  @usableFromInline let accountCount: UInt32
  @usableFromInline let rules: ExchangeRules
  @usableFromInline var sequence: UInt64 = 0
  /// The price of the latest trade; 0 before the first.
  @usableFromInline var lastPrice: Int32 = 0
  /// The lowest and the highest price that the request at work has traded at.
  @usableFromInline var lowestTrade: Int32 = .max
  @usableFromInline var highestTrade: Int32 = 0
  @usableFromInline var tally = BookCounters()
  @usableFromInline var rejections: UInt64 = 0

  /// Makes an exchange with accounts of the same deposit and limits, numbered from 0.
  ///
  /// With large pages, of 2 MiB, it takes some more memory and is faster with many orders or
  /// far prices, but making it costs some milliseconds.
  public init(
    accounts count: Int, deposit: Int64, limits: AccountLimits = AccountLimits(),
    rules: ExchangeRules = ExchangeRules(), largePages: Bool = false
  ) {
    book = PriceQueues(room: 1 << 20, largePages: largePages)
    stops = PriceQueues(room: 1 << 16)
    index = HashIndex(bits: 12, largePages: largePages)
    records = Region(capacity: book.tags.capacity, largePages: largePages)
    stopRecords = Region(capacity: stops.tags.capacity)
    accounts = Region(capacity: count + 1)
    accountCount = UInt32(count)
    self.rules = rules
    for number in 0..<count {
      accounts.base[number] = Account(deposit: deposit, limits: limits)
    }
  }

  /// Takes one request and hands a report of everything that comes of it to `sink`.
  @inlinable @inline(__always)
  public mutating func apply<Sink: ReportSink>(_ request: OrderRequest, to sink: inout Sink) {
    tally.messages &+= 1
    let before = tally.trades
    guard request.account < accountCount else {
      return reject(request, .unknownAccount, to: &sink)
    }
    let slot = index.slot(of: request.id)
    if request.action == .enter {
      if slot != 0 { return reject(request, .duplicateID, to: &sink) }
      enter(request, to: &sink)
    } else {
      if slot == 0 {
        tally.orphans &+= 1
        return reject(request, .unknownOrder, to: &sink)
      }
      guard record(slot).account == request.account else {
        return reject(request, .notOwner, to: &sink)
      }
      if request.action == .cancel {
        return takeOut(slot, reason: .none, to: &sink)
      }
      change(request, slot, to: &sink)
    }
    if tally.trades != before {
      if stops.live > 0 { trigger(to: &sink) }
      lowestTrade = .max
      highestTrade = 0
    }
  }

  /// What the exchange has seen and holds; stop orders that wait are live, too.
  public var counters: BookCounters {
    var counters = tally
    counters.live = UInt64(book.live + stops.live)
    return counters
  }

  /// The requests that were rejected.
  public var rejected: UInt64 { rejections }

  /// An account's state.
  public func account(_ number: Int) -> Account? {
    (0..<Int(accountCount)).contains(number) ? accounts.base[number] : nil
  }

  /// The live orders with their accounts, sides, limit prices and quantities.
  func orders() -> [(id: UInt64, account: UInt32, side: Side, price: Int32, leaves: UInt32)] {
    var found: [(id: UInt64, account: UInt32, side: Side, price: Int32, leaves: UInt32)] = []
    for side in 0..<2 {
      let resting = book.levels(side).flatMap { book.slots(of: $0.node) }
      let waiting = stops.levels(side).flatMap { stops.slots(of: $0.node) }
      for slot in resting + waiting.map({ $0 | Self.stopBit }) {
        let order = record(slot)
        let rest = rest(slot)
        found.append((order.id, order.account, rest.side, order.price, rest.leaves))
      }
    }
    return found
  }
}
