internal import MarketData
internal import OrderBook

/// `refengine audit`: the invariants of a stream, or the two books against each other.
struct AuditCommand {
  /// The messages of a random stream.
  static let randomLength = 120

  private enum Subject {
    case file(String, every: Int?)
    case random(streams: Int, seed: UInt64)
  }

  private let subject: Subject
  private let json: Bool
  private let full: Bool

  init(_ arguments: Arguments) throws(Failure) {
    json = arguments.has(.json)
    full = arguments.has(.full)
    if arguments.has(.differential) {
      for option in [Command.Option.every, .full] {
        try arguments.refuse(option, beside: .differential)
      }
      try arguments.refuseFile(beside: .differential)
      subject = .random(
        streams: try arguments.number(.differential, in: 1...100_000_000),
        seed: try arguments.seed())
    } else {
      try arguments.refuse(.seed, without: .differential)
      let every = try arguments.number(.every, in: 0...GenerateCommand.most, default: 0)
      subject = .file(try arguments.file(), every: every == 0 ? nil : every)
    }
  }

  func run() throws(Failure) {
    switch subject {
    case .file(let path, let every): try audit(path, every: every)
    case .random(let streams, let seed): try compare(streams, seed: seed)
    }
  }

  private func audit(_ path: String, every: Int?) throws(Failure) {
    let stream = try readStream(path)
    let interval = every ?? max(stream.messages.count / 100, 1)
    if full { return try auditExchange(path, stream, interval: interval) }
    var auditor = StreamAuditor()
    var book = OrderBook()
    var log = EventLog()
    var digest = EventDigest()
    for (place, message) in stream.messages.enumerated() {
      log.removeAll()
      do throws(OrderRejection) {
        try book.apply(message, to: &log)
      } catch {
        throw .rejected(error)
      }
      for event in log.events { digest.receive(event) }
      auditor.observe(message, log.events)
      if (place + 1) % interval == 0 { auditor.inspect(book) }
    }
    auditor.conclude(book)
    auditor.compare(stream.eventDigest, digest)
    try conclude(path, AuditText(auditor.report, messages: stream.messages.count))
  }

  private func conclude<Invariant: AuditedInvariant>(
    _ path: String, _ text: AuditText<Invariant>
  ) throws(Failure) {
    try Console.write(json ? text.json : text.text)
    let violated = text.report.violated.map(\.description)
    if !violated.isEmpty { throw .violated(path, violated) }
  }

  private func auditExchange(
    _ path: String, _ stream: OrderStream, interval: Int
  ) throws(Failure) {
    let audited = try AuditedExchange(stream.messages)
    var exchange = audited.exchange()
    var auditor = ExchangeAuditor(of: exchange)
    var log = ReportLog()
    var digest = ReportDigest()
    for (place, request) in audited.requests.enumerated() {
      log.removeAll()
      exchange.apply(request, to: &log)
      for report in log.reports { digest.receive(report) }
      auditor.observe(request, log.reports)
      if (place + 1) % interval == 0 { auditor.inspect(exchange) }
    }
    auditor.inspect(exchange)
    auditor.compare(inOneBatch(audited), digest)
    try conclude(
      path,
      AuditText(
        auditor.report, messages: audited.requests.count,
        counts: AuditCount.all(of: auditor.traffic)))
  }

  private func inOneBatch(_ audited: AuditedExchange) -> ReportDigest {
    var exchange = audited.exchange()
    var digest = ReportDigest()
    exchange.apply(audited.requests.span, to: &digest)
    return digest
  }

  private func compare(_ streams: Int, seed: UInt64) throws(Failure) {
    for number in 0..<UInt64(streams) {
      let messages = RandomStream.messages(seed: seed &+ number, count: Self.randomLength)
      guard Difference.first(on: messages) != nil else { continue }
      let small = Difference.shrink(messages)
      throw .booksDiffer(
        seed: seed &+ number, Difference.first(on: small)?.text ?? "", messages: small)
    }
    try Console.write(
      json
        ? "{\"streams\":\(streams),\"messages\":\(streams * Self.randomLength),\"seed\":\(seed),"
          + "\"differences\":0}\n"
        : "\(streams) streams of \(Self.randomLength) messages, seeds from \(seed): "
          + "both books agree after every message\n")
  }
}
