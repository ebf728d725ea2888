internal import MarketData
internal import OrderBook
internal import PerfProbe
internal import Variants

/// `refengine variant`: one scenario on another form of the engine, measured into benchmark.csv.
struct VariantCommand {
  /// The forms, one of which `REFENGINE_VARIANT` names.
  enum Form: String, CaseIterable {
    case single, concurrent, spinlock, segmented, pooled, allocated
  }

  static let passes = 5
  /// The messages whose single times are taken.
  static let timed = 10_000
  static let defaultRingSize = 65_536
  static let defaultBatch = 64
  static let defaultProducers = 2

  private let form: Form
  private let flow: MeasuredFlow
  private let passes: Int
  private let ringSize: Int
  private let batch: Int
  private let producers: Int

  init(_ arguments: Arguments) throws(Failure) {
    let name = environment("REFENGINE_VARIANT") ?? Form.single.rawValue
    guard let form = Form(rawValue: name) else {
      throw .unknownVariant(name, known: Form.allCases.map(\.rawValue))
    }
    self.form = form
    flow = try MeasuredFlow(arguments)
    passes = try arguments.number(.runs, in: 1...10_000, default: Self.passes)
    ringSize = try arguments.number(.ring, in: 1...1 << 24, default: Self.defaultRingSize)
    batch = try arguments.number(.batch, in: 1...1 << 24, default: Self.defaultBatch)
    producers = try arguments.number(.producers, in: 1...64, default: Self.defaultProducers)
  }

  func run() throws(Failure) {
    var generator = try flow.generator()
    let stream = generator.next(flow.prefill + flow.messages)
    let measured = try measure(stream, expected: generator.digest)
    let result = VariantResult(
      scenario: flow.name, seed: flow.seed, messages: flow.messages, passes: measured.passes,
      latencies: Percentiles(measured.latencies), digest: generator.digest)
    do throws(ResultError) {
      try result.write()
      try measured.write()
    } catch {
      throw .result(error)
    }
    let notes = measured.notes.map { "; \($0)" }.joined()
    try Console.write("\(form.rawValue), \(result)\(notes)\n")
  }

  private func measure(
    _ stream: [OrderMessage], expected: TradeDigest
  ) throws(Failure) -> VariantMeasurement {
    do throws(RunFailure) {
      switch form {
      case .single:
        return try inline(stream, expected) { OrderBook(largePages: true) }
      case .concurrent:
        return try concurrent(stream, expected)
      case .spinlock:
        return try queued(.spinlock, stream, expected)
      case .segmented:
        return try queued(.segmented, stream, expected)
      case .pooled:
        return try kept(stream, expected) { SortedBook<Int64, PooledOrders<Int64>>() }
      case .allocated:
        return try kept(stream, expected) { SortedBook<Int64, AllocatedOrders<Int64>>() }
      }
    } catch {
      throw .variant(error)
    }
  }

  private func inline<Book: MatchingBook & ~Copyable>(
    _ stream: [OrderMessage], _ expected: TradeDigest, book make: @escaping () -> Book
  ) throws(RunFailure) -> VariantMeasurement {
    let runs = BookPasses(
      messages: stream, prefill: flow.prefill, expected: expected, book: make)
    var measured = VariantMeasurement()
    for _ in 0..<passes { measured.passes.append(try runs.time()) }
    measured.latencies = try runs.times(Self.timed)
    return measured
  }

  /// The memory is that of the first pass, before the heap has grown.
  private func kept<Book: MatchingBook & ~Copyable>(
    _ stream: [OrderMessage], _ expected: TradeDigest, book make: @escaping () -> Book
  ) throws(RunFailure) -> VariantMeasurement {
    let memory = try BookPasses(
      messages: stream, prefill: flow.prefill, expected: expected, book: make
    ).memory()
    var measured = try inline(stream, expected, book: make)
    measured.add(memory, scenario: flow.name, seed: flow.seed)
    return measured
  }

  private func concurrent(
    _ stream: [OrderMessage], _ expected: TradeDigest
  ) throws(RunFailure) -> VariantMeasurement {
    let run = ConcurrentRun(
      messages: stream, prefill: flow.prefill, ringSize: ringSize, batch: batch)
    var measured = VariantMeasurement()
    for _ in 0..<passes {
      let outcome = try run.trades()
      if outcome.sink != expected { throw .otherTrades(outcome.sink, expected: expected) }
      measured.passes.append(outcome.nanoseconds)
    }
    measured.latencies = try run.roundTrips(Self.timed)
    return measured
  }

  private func queued(
    _ queue: QueueRun.Queue, _ stream: [OrderMessage], _ expected: TradeDigest
  ) throws(RunFailure) -> VariantMeasurement {
    let run = QueueRun(
      messages: stream, prefill: flow.prefill, producers: producers, queue: queue)
    var measured = VariantMeasurement()
    for _ in 0..<passes {
      let outcome = try run.run()
      if outcome.digest != expected { throw .otherTrades(outcome.digest, expected: expected) }
      measured.passes.append(outcome.nanoseconds)
    }
    let first = Array(stream.prefix(flow.prefill + Self.timed))
    measured.latencies = try QueueRun(
      messages: first, prefill: flow.prefill, producers: producers, queue: queue
    ).runTimingTheHops().hops
    if queue == .spinlock {
      let holds = try run.runTimingTheLock().holds
      measured.add(
        Percentiles(holds), scenario: flow.name, seed: flow.seed, producers: producers)
    }
    return measured
  }
}
