internal import MarketData
internal import OrderBook
internal import PerfLoad

/// `refengine load`: the book under an open-loop load in this process.
struct LoadCommand {
  /// The laws of arrival, each with the parameters it has here.
  static let arrivals: [(name: String, process: @Sendable (Double) -> ArrivalProcess)] = [
    ("constant", { .constant(rate: $0) }),
    ("poisson", { .poisson(rate: $0) }),
    ("burst", { .burst(.init(rate: $0, factor: 10, quiet: 0.09, length: 0.01)) }),
    ("hawkes", { .hawkes(.init(rate: $0, branching: 0.8, decay: 0.001)) }),
  ]
  static let mostOperations = 20_000_000
  /// What an operation takes in memory at most, over a link too.
  private static let bytesPerOperation = 100
  private static let window: UInt64 = 100_000_000

  let scenario: Scenario
  let arrivals: String
  let process: ArrivalProcess
  let rate: Int
  let length: UInt64
  let seed: UInt64
  let link: LoadLink?

  init(_ arguments: Arguments) throws(Failure) {
    scenario = try arguments.choice(.scenario, of: MeasuredFlow.scenarios)
    let law = try arguments.choice(
      .arrivals, of: Self.arrivals.map { (name: $0.name, value: $0) })
    rate = try arguments.number(.rate, in: 1...Self.mostOperations)
    let seconds = try arguments.number(
      .seconds, in: 1...max(1, Self.mostOperations / rate), default: 1)
    arrivals = law.name
    process = law.process(Double(rate))
    length = UInt64(seconds) * 1_000_000_000
    seed = try arguments.seed()
    link =
      arguments.has(.link)
      ? try arguments.choice(.link, of: LoadLink.all.map { (name: $0.name, value: $0) }) : nil
  }

  func run() throws(Failure) {
    try Memory.require(rate * Int(length / 1_000_000_000) * Self.bytesPerOperation)
    let schedule = ArrivalSchedule(process, length: length, seed: seed)
    var generator = scenario.generator(seed: seed)
    let stream = generator.next(scenario.live + schedule.times.count)
    var book = OrderBook(largePages: true)
    var digest = TradeDigest()
    let recovery = link.map {
      LinkRecovery(schedule, over: $0.settings, seed: seed, roundTrip: LoadLink.roundTrip)
    }
    let outcome: LoadOutcome
    do throws(OrderRejection) {
      for message in stream[..<scenario.live] { try book.apply(message, to: &digest) }
      outcome = try Self.drive(
        schedule, recovery?.releases, stream[scenario.live...], &book, &digest)
    } catch {
      throw .rejected(error)
    }
    if digest != generator.digest { throw .digestsDiffer(generator.digest, digest) }
    try LoadResult(
      scenario: "\(scenario.rawValue)/\(arrivals)", seed: seed, arrivals: arrivals,
      rate: Double(rate), schedule: schedule, outcome: outcome, orphans: book.counters.orphans,
      digest: digest, unexplained: recovery.map(Self.unexplained)
    ).write()
    try Console.write(
      "\(scenario.rawValue), \(arrivals), seed \(seed): \(outcome.offered) operations, "
        + "\(millions(outcome.throughput)) M msg/s, response \(Self.text(outcome.response)), "
        + "service \(Self.text(outcome.service)), \(book.counters.orphans) orphans, "
        + "digest \(digest)\n")
    if let link, let recovery {
      try Console.write("link \(link.name): \(Self.text(recovery))\n")
    }
  }

  /// How many numbers are in only one of the drop log and the gap log.
  private static func unexplained(_ recovery: LinkRecovery) -> Int {
    let drops = recovery.record.log.filter { $0.kind == .loss }.map(\.number)
    return Set(drops).symmetricDifference(recovery.gaps).count
  }

  private static func text(_ recovery: LinkRecovery) -> String {
    let record = recovery.record
    return "\(record.offered) offered, \(record.count(.loss)) dropped, "
      + "\(recovery.gaps.count) asked for again, \(unexplained(recovery)) in one log only, "
      + "\(record.count(.reorder)) reordered, \(record.count(.duplicate)) twice"
  }

  /// Waits on the clock for each operation, or for its release by the link's receiver, and applies
  /// it; whoever is late catches up.
  private static func drive(
    _ schedule: ArrivalSchedule, _ releases: [LinkRecovery.Release]?,
    _ messages: ArraySlice<OrderMessage>, _ book: inout OrderBook,
    _ digest: inout TradeDigest
  ) throws(OrderRejection) -> LoadOutcome {
    var ledger = LoadLedger(schedule, window: window)
    let origin = now()
    while let due = ledger.nextStart {
      let release = releases?[ledger.next]
      let start = release?.time ?? due
      var time = now() - origin
      while time < start { time = now() - origin }
      let number = ledger.send(at: time)
      let place = messages.startIndex + (release.map { Int($0.number) } ?? number)
      try book.apply(messages[place], to: &digest)
      ledger.answer(UInt64(number), at: now() - origin)
    }
    return ledger.finish()
  }

  private static func text(_ histogram: Histogram) -> String {
    [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)].map { name, fraction in
      switch histogram.percentile(fraction) {
      case .value(let value): "\(name) \(value) ns"
      case .notEstimable: "\(name) not estimable"
      }
    }.joined(separator: " ")
  }
}
