internal import Journal
internal import OrderBook

/// A stream through the exchange, each batch durable before it is acknowledged on standard output.
struct DurableRun {
  static let syncPolicies = SyncPolicy.allCases.map { (name: $0.rawValue, value: $0) }

  let path: String
  let folder: String
  let batch: Int
  let settings: JournaledExchange.Settings

  init(_ arguments: Arguments) throws(Failure) {
    path = try arguments.file()
    folder = try arguments.required(.folder)
    batch = try arguments.number(.batch, in: 1...1_000_000, default: 64)
    let every = try arguments.number(.snapshots, in: 0...GenerateCommand.most, default: 10_000)
    settings = JournaledExchange.Settings(
      sync: arguments.has(.sync)
        ? try arguments.choice(.sync, of: Self.syncPolicies) : .batch,
      snapshotEvery: every == 0 ? nil : every)
  }

  /// `refengine journal`: from the first operation.
  func begin() throws(Failure) {
    let requests = try DurableRequests(readingFrom: path).requests
    try finish(requests, on: created())
  }

  /// `refengine recover`: from where the journal ends.
  func recover() throws(Failure) {
    let recovery = try restored()
    try explain(recovery)
    let text =
      "recovered \(recovery.sequence) replayed=\(recovery.replayed) "
      + "replay_ns=\(recovery.replayNanoseconds) restore_ns=\(recovery.restoreNanoseconds) "
      + "torn=\(recovery.torn?.bytes ?? 0)\n"
    let engine = try continuing(recovery)
    try Console.write(text)
    let requests = try DurableRequests(readingFrom: path).requests
    guard engine.sequence <= UInt64(requests.count) else {
      throw .shortStream(path, operations: requests.count, recovered: engine.sequence)
    }
    try finish(requests, on: engine)
  }

  private func created() throws(Failure) -> JournaledExchange {
    do throws(JournalError) {
      return try JournaledExchange(
        creatingIn: folder, FullPasses.exchange(), settings: settings)
    } catch {
      throw .journal(error)
    }
  }

  private func restored() throws(Failure) -> Recovery {
    do throws(JournalError) {
      return try Recovery(from: folder, fresh: FullPasses.exchange)
    } catch {
      throw .journal(error)
    }
  }

  private func continuing(_ recovery: consuming Recovery) throws(Failure) -> JournaledExchange {
    do throws(JournalError) {
      return try JournaledExchange(continuing: recovery, settings: settings)
    } catch {
      throw .journal(error)
    }
  }

  private func finish(
    _ requests: [OrderRequest], on engine: consuming JournaledExchange
  ) throws(Failure) {
    while engine.sequence < UInt64(requests.count) {
      let start = Int(engine.sequence)
      do throws(JournalError) {
        let time = JournaledExchange.now()
        for request in requests[start..<min(start + batch, requests.count)] {
          try engine.apply(request, time: time)
        }
        try engine.commit()
      } catch {
        throw .journal(error)
      }
      try Console.write("\(engine.sequence)\n")
    }
    let result = ExchangeResult(engine)
    try result.write()
    try Console.write(result.text, to: Console.error)
  }

  /// Tells what was restored from where, for people.
  private func explain(_ recovery: borrowing Recovery) throws(Failure) {
    var lines: [String] = []
    for refused in recovery.refused {
      lines.append(
        "\(folder)/\(refused.name): not used: \(refused.reason); it is set aside as "
          + refused.nameAside)
    }
    let origin =
      recovery.snapshotSequence.map { "the snapshot after operation \($0)" } ?? "no snapshot"
    lines.append(
      "\(folder): restored \(recovery.sequence) operations: \(origin), "
        + "\(recovery.replayed) records replayed")
    if let torn = recovery.torn {
      lines.append(
        "\(folder): cut \(torn.bytes) bytes off the end of the journal, at byte offset "
          + "\(torn.offset): \(torn.reason)")
    }
    try Console.write(lines.map { $0 + "\n" }.joined(), to: Console.error)
  }
}
