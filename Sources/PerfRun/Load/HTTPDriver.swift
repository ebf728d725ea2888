internal import PerfHTTP
internal import PerfLoad
internal import Synchronization

/// An open-loop load over HTTP/1.1: every operation is a request, each connection carries one at a
/// time.
final class HTTPDriver: Sendable {
  /// A request in words: `GET /path`, `POST /path BODY`.
  struct Words: Equatable {
    var method = "GET"
    var path = "/"
    var body: [UInt8]?

    init(_ request: [UInt8]) {
      let parts = request.split(separator: UInt8(ascii: " "), maxSplits: 2)
      let words = parts.prefix(2).map { String(decoding: $0, as: UTF8.self) }
      if words.count > 0 { method = words[0] }
      if words.count > 1 { path = words[1].hasPrefix("/") ? words[1] : "/" + words[1] }
      if parts.count > 2 { body = Array(parts[2]) }
    }
  }

  private static let longestPause: UInt64 = 50_000_000
  private static let retryPause: UInt64 = 2_000_000

  private let settings: LoadDriver.Settings
  private let port: UInt16
  private let connections: Int
  private let moments: [LoadMoment]
  private let cancelled = Atomic<Bool>(false)
  private let start = ContinuousClock.now

  init(
    _ settings: LoadDriver.Settings, port: UInt16, connections: Int, moments: [LoadMoment] = []
  ) {
    self.moments = moments
    self.settings = settings
    self.port = port
    self.connections = connections
  }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  private var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
  private func now() -> UInt64 { (ContinuousClock.now - start).inNanoseconds }

  func run() throws(LoadFailure) -> LoadOutcome {
    let deadline = now() + settings.patience
    let address = SocketAddress.port(port)
    while let refusal = try address.refusal() {
      if isCancelled { throw .cancelled }
      guard now() < deadline else {
        throw .notReady(
          seconds: Double(settings.patience) / 1e9, reason: .connection(address, errno: refusal))
      }
      _ = Pause.sleep(nanoseconds: Self.retryPause)
    }
    let load: HTTPLoad
    do throws(HTTPError) {
      load = try HTTPLoad(port: port, connections: connections)
    } catch {
      throw .cannotSend(reason: "\(error)")
    }
    return try drive(load)
  }

  private func drive(_ load: consuming HTTPLoad) throws(LoadFailure) -> LoadOutcome {
    var watch = ReturnWatch(.port(port), patience: settings.returnPatience)
    var ledger = LoadLedger(settings.schedule, window: settings.window)
    var moments = LoadMoments(moments)
    let origin = now()
    let end = settings.schedule.length + settings.drain
    var time: UInt64 = 0
    // Whether an engine that is away comes back is waited for, also beyond the load's end.
    while !ledger.isComplete || moments.next != nil || watch.isAway, time < end || watch.isAway,
      !isCancelled, !watch.isLost(at: time)
    {
      moments.perform(at: time, before: ledger.next)
      try watch.look(at: time, &moments)
      while let due = ledger.nextStart, due <= time, ledger.open < connections {
        let words = Words(settings.request.bytes(of: ledger.next))
        let number = UInt64(ledger.send(at: now() - origin))
        let rest = Int((max(end, time) - time) / 1_000_000) + 1
        let isStarted = load.start(
          number, method: words.method, path: words.path, body: words.body,
          timeoutMilliseconds: rest)
        if !isStarted { ledger.answer(number, failed: true, at: now() - origin) }
      }
      var wake = min(time < end ? end : .max, time + Self.longestPause, watch.wake(moments))
      if let due = ledger.nextStart, ledger.open < connections { wake = min(wake, due) }
      if let moment = moments.next { wake = min(wake, moment) }
      load.wait(milliseconds: wake > time ? Int((wake - time) / 1_000_000) : 0)
      time = now() - origin
      while let answer = load.take() {
        let failed = (answer.status ?? 999) >= 400
        ledger.answer(answer.number, failed: failed, at: time)
        if answer.status != nil { moments.noteAnswer(answer.number, failed: failed, at: time) }
      }
    }
    var outcome = ledger.finish(at: time, endingEarly: !ledger.isComplete && time < end)
    outcome.outages = moments.outages
    outcome.failedMoments = moments.failures
    outcome.stayedAway = watch.isAway
    return outcome
  }
}
