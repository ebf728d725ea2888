internal import Glibc
internal import PerfFiles
internal import PerfLoad
internal import PerfModel
internal import PerfProcess

extension CaseAttempt {
  /// Runs the engine under its load and takes up what was measured; returns what it printed.
  func perform(
    _ load: Load, _ attempt: inout Attempt, tick: (Duration) -> Void
  ) throws(RunError) -> [UInt8] {
    let schedule = ArrivalSchedule(
      load.process, length: load.duration.inNanoseconds, seed: planned.seed)
    if load.drive == .command {
      return try performCommands(load, schedule, &attempt, tick: tick)
    }
    let (substitution, server) = try server(load)
    var (command, program) = try command(planned.declaration.command, substitution)
    attempt.inputs = try inputs(program)
    let request = try request(load)
    try checkLines(request, load, schedule)
    if let address = server?.address { try checkNobodyServes(address) }
    var settings = LoadDriver.Settings(schedule: schedule, request: request)
    settings.window = load.window.inNanoseconds
    settings.outstanding = load.outstanding
    settings.drain = load.drain.inNanoseconds
    settings.patience = load.ready.inNanoseconds
    settings.links = fault?.link.map { LinkPair($0, seed: planned.seed) }
    settings.listsGaps = fault?.link != nil
    if case .kill(_, let pause) = fault?.signal {
      settings.returnPatience = (pause + load.ready).inNanoseconds
    }
    let disk = try disk()
    command.supervisor = disk?.descriptor
    var writes: FaultyDisk.Counts?
    let ended: EngineLoad.Ended
    do throws(EngineLoad.Failure) {
      defer { writes = disk?.finish() }
      ended = try EngineLoad(
        settings: settings, server: server, isHTTP: load.drive == .http, fault: fault
      ).run(command, tick: tick)
    } catch {
      switch error {
      case .spawn(.cannotStart(_, let number, .supervision)):
        attempt.refuseFault(
          fault, "the kernel refuses to let file writes be supervised (seccomp)", number)
        return []
      case .spawn(let error): throw .spawn(error, caseName: planned.name)
      case .own(let reason): throw .cannotLoad(reason: reason, caseName: planned.name)
      }
    }
    let finished = ended.finished
    let printed = ended.printed
    attempt.startedNanoseconds = finished.startedNanoseconds
    attempt.usage = finished.usage
    attempt.leftBehind = finished.leftBehind
    if let writes, writes.failure != 0 {
      attempt.refuseFault(fault, "a write of the engine could not be looked at", writes.failure)
      return printed
    }
    try conclude(ended, load, schedule, writes, &attempt)
    if case .success(let outcome) = ended.result, attempt.outcome == .passed {
      let tables = LoadTables(
        scenario: planned.name, seed: planned.seed, load: load, schedule: schedule,
        outcome: outcome, usages: ended.usages,
        faults: FaultTables(fault, outcome: outcome, writes: writes))
      try take(tables, &attempt)
    }
    return printed
  }

  /// Judges how engine and load ended.
  private func conclude(
    _ ended: EngineLoad.Ended, _ load: Load, _ schedule: ArrivalSchedule,
    _ writes: FaultyDisk.Counts?, _ attempt: inout Attempt
  ) throws(RunError) {
    let tail = Self.tail(ended.printed)
    let termination = ended.finished.termination
    guard !ended.staysKilled else {
      attempt.outcome = Interruption.signal == nil ? .missing : .interrupted
      attempt.reason = "the load was over before the engine that the fault had killed was back"
      return
    }
    var expected = settings.expectExit ?? [0]
    if ended.stop >= .terminated {
      if ended.stop == .terminated, termination == .signalled(15) {
        attempt.signal = 15
      } else if ended.stop == .killed, termination == .signalled(9) {
        attempt.signal = 9
        attempt.outcome = .timedOut
        attempt.reason = "did not end within 2 s of SIGTERM\n\(tail)"
      } else {
        expected.append(128 + 15)
        attempt.end(termination, expected: expected, timeout: timeout, tail: tail)
      }
    } else {
      attempt.end(termination, expected: expected, timeout: timeout, tail: tail)
    }
    guard attempt.outcome == .passed else { return }
    switch ended.result {
    case .failure(let failure) where failure.isOwn:
      throw .cannotLoad(reason: failure.description, caseName: planned.name)
    case .failure(var failure):
      // The load is given up where the engine has ended, perhaps before the driver saw it.
      if failure == .cancelled { failure = .endedBeforeReady }
      attempt.outcome = .failed
      attempt.reason = failure.description + (tail.isEmpty ? "" : "\n\(tail)")
    case .success(let outcome) where outcome.overflow > 0:
      throw .cannotLoad(
        reason: "\(outcome.overflow) answers came faster than this machine let them be read",
        caseName: planned.name)
    case .success(let outcome) where outcome.stayedAway:
      attempt.outcome = .failed
      attempt.reason =
        "took no connection within \(load.ready.shortText) of its restart"
        + (tail.isEmpty ? "" : "\n\(tail)")
    case .success(let outcome) where outcome.endedEarly:
      attempt.outcome = .failed
      let hangup = load.drive == .lines ? "closed its output" : "closed its connections"
      let end = ended.stop == .none ? "ended" : hangup
      attempt.reason =
        "\(end) before its load was over, with \(outcome.lost) of \(outcome.offered) operations "
        + "unanswered" + (tail.isEmpty ? "" : "\n\(tail)")
    case .success(let outcome):
      let tables = FaultTables(fault, outcome: outcome, writes: writes)
      if let reason = tables.wrong(schedule, load) {
        attempt.outcome = .failed
        attempt.reason = reason + (tail.isEmpty ? "" : "\n\(tail)")
      } else if let reason = tables.unseen {
        attempt.outcome = .missing
        attempt.reason = "nothing was seen of the fault '\(fault?.name ?? "")': \(reason)"
      } else {
        attempt.demandAnswers(outcome)
      }
    case nil: break
    }
  }

  /// The disk of the fault; nil without.
  private func disk() throws(RunError) -> FaultyDisk? {
    guard let disk = fault?.disk else { return nil }
    do throws(SpawnError) {
      return try FaultyDisk(folder: folder, delay: disk.delay, limit: disk.limit)
    } catch {
      throw .spawn(error, caseName: planned.name)
    }
  }

  private func server(
    _ load: Load
  ) throws(RunError) -> (Substitution, (address: SocketAddress, connections: Int)?) {
    guard [.socket, .http].contains(load.drive), let text = load.connect else {
      return (substitution, nil)
    }
    var known = substitution
    guard let port = SocketAddress.freePort(forDatagrams: text.hasPrefix("udp:")) else {
      throw .cannotLoad(reason: "there is no free port on 127.0.0.1", caseName: planned.name)
    }
    known.values[LoadDeclaration.portName] = String(port)
    let expanded = known.expand(text)
    let word = planned.declaration.load?.values["connect"]?.first
    guard let address = SocketAddress(text: expanded) else {
      throw badLoad(
        "'connect' expects tcp:PORT, udp:PORT or unix:PATH, found '\(expanded)'", at: word,
        hint: "write \"tcp:${port}\", \"udp:${port}\" or \"unix:${scratch}/engine.sock\"")
    }
    if case .port = address { return (known, (address, load.connections)) }
    guard load.drive == .socket else {
      throw badLoad(
        "'drive: http' takes a port, found '\(expanded)'", at: word,
        hint: "write connect: \"tcp:${port}\"")
    }
    guard case .path(let path) = address else { return (known, (address, load.connections)) }
    let whole = Path.join(folder, path)
    guard whole.utf8.count <= SocketAddress.longestPath else {
      throw badLoad(
        "the path of the socket has more than \(SocketAddress.longestPath) bytes: '\(whole)'",
        at: word, hint: "use a shorter name, or \"tcp:${port}\"")
    }
    return (known, (.path(whole), load.connections))
  }
}

extension Attempt {
  /// Says that nothing was measured, where no operation was answered.
  mutating func demandAnswers(_ outcome: LoadOutcome) {
    guard outcome.response.count == 0 else { return }
    self.outcome = .missing
    let failed = outcome.failed > 0 ? ", \(outcome.failed) failed" : ""
    reason =
      outcome.offered == 0
      ? "the schedule has no operation: choose a longer 'duration' or a higher 'rate'"
      : "nothing was measured: of \(outcome.offered) operations \(outcome.lost) had no answer"
        + failed
  }

  /// Says that a fault cannot be made on this machine.
  fileprivate mutating func refuseFault(_ fault: Fault?, _ reason: String, _ number: Int32) {
    outcome = .notComparable
    self.reason =
      "the fault '\(fault?.name ?? "")' is not available here: \(reason): "
      + String(cString: strerror(number))
  }
}

extension LoadFailure {
  /// Whether perfkit or the machine is at fault, and not the engine.
  fileprivate var isOwn: Bool {
    switch self {
    case .noSocket, .cannotSend: true
    case .notReady, .endedBeforeReady, .cancelled: false
    }
  }
}
