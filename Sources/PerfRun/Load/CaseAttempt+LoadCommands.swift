internal import PerfLoad
internal import PerfModel
internal import PerfProcess

extension CaseAttempt {
  /// Runs the command once for every operation, one after the other: an operation that is due while
  /// another one runs waits, and its latency counts from when it was due.
  func performCommands(
    _ load: Load, _ schedule: ArrivalSchedule, _ attempt: inout Attempt, tick: (Duration) -> Void
  ) throws(RunError) -> [UInt8] {
    var ledger = LoadLedger(schedule, window: load.window.inNanoseconds)
    var total = ResourceUsage()
    var own = substitution
    let start = ContinuousClock.now
    func now() -> UInt64 { (ContinuousClock.now - start).inNanoseconds }
    let end = schedule.length + load.drain.inNanoseconds
    while let due = ledger.nextStart, now() < end {
      let pause = due - min(due, now())
      if pause > 0, !Pause.sleep(nanoseconds: pause) { break }
      own.values[LoadDeclaration.operationName] = String(ledger.next)
      var (command, program) = try command(planned.declaration.command, own)
      command.joinsStreams = true
      command.outputCap = 64 << 10
      if ledger.next == 0 { attempt.inputs = try inputs(program) }
      let number = ledger.send(at: now())
      let finished: Finished
      do throws(SpawnError) {
        finished = try Launcher.run(command, onTick: tick)
      } catch {
        throw .spawn(error, caseName: planned.name)
      }
      if number == 0 { attempt.startedNanoseconds = finished.startedNanoseconds }
      total.add(finished.usage)
      attempt.leftBehind = max(attempt.leftBehind, finished.leftBehind)
      let expected = settings.expectExit ?? [0]
      if case .exited(let status) = finished.termination {
        ledger.answer(UInt64(number), failed: !expected.contains(status), at: now())
        continue
      }
      attempt.end(
        finished.termination, expected: expected, timeout: timeout,
        tail: Self.tail(finished.standardOutput.bytes))
      attempt.reason = "operation \(number) " + attempt.reason
      return finished.standardOutput.bytes
    }
    if let signal = Interruption.signal {
      attempt.end(.interrupted(signal), expected: [], timeout: timeout, tail: nil)
      return []
    }
    attempt.exit = 0
    attempt.usage = total
    let outcome = ledger.finish(at: now())
    attempt.demandAnswers(outcome)
    guard attempt.outcome == .passed else { return [] }
    let tables = LoadTables(
      scenario: planned.name, seed: planned.seed, load: load, schedule: schedule,
      outcome: outcome)
    try take(tables, &attempt)
    return []
  }
}
