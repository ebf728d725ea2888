internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfResults

extension CaseAttempt {
  /// Runs the command undisturbed and takes up its tables; returns what it printed.
  func performUndisturbed(
    _ attempt: inout Attempt, _ reference: inout DrillLines, tick: (Duration) -> Void
  ) throws(RunError) -> [UInt8] {
    let run = try start(planned.declaration.command, &reference, tick: tick)
    let printed = run.finished.standardOutput.bytes
    attempt.startedNanoseconds = run.finished.startedNanoseconds
    attempt.usage = run.finished.usage
    attempt.leftBehind = run.finished.leftBehind
    attempt.inputs = try inputs(run.program)
    attempt.end(
      run.finished.termination, expected: settings.expectExit ?? [0], timeout: timeout,
      tail: Self.tail(printed))
    guard attempt.outcome == .passed else { return printed }
    guard reference.count > 0 else {
      attempt.outcome = .missing
      attempt.reason =
        "acknowledged nothing: a line that begins with a number says that the operations up to it "
        + "are durable"
      return printed
    }
    guard reference.count > 1 else {
      attempt.outcome = .missing
      attempt.reason =
        "acknowledged only once, at its end: nothing can be killed between; let it acknowledge in "
        + "smaller batches"
      return printed
    }
    try takeResults(&attempt, nil)
    guard attempt.outcome == .passed else { return printed }
    if !attempt.entries.contains(where: \.isCompared) {
      attempt.outcome = .missing
      attempt.reason =
        "left nothing that a recovery can be compared by: no result table has a row with a column "
        + "of role digest or class exact"
    }
    return printed
  }

  /// Kills and recovers the command as often as the drill says.
  ///
  /// Every kill has a fresh working folder. A recovery that goes wrong is noted, and the next kill
  /// follows; one that does not end as it should is the last.
  func perform(
    _ drill: Drill, _ reference: DrillLines, _ attempt: inout Attempt, tick: (Duration) -> Void,
    step: (_ number: Int, _ count: Int) -> Void
  ) throws(RunError) {
    var numbers = Array(0..<drill.kills)
    if let only = context.overrides.kill { numbers = numbers.filter { $0 == only } }
    guard !numbers.isEmpty else {
      attempt.outcome = .missing
      attempt.reason =
        "there is no kill \(context.overrides.kill ?? 0): the drill has \(drill.kills), from 0"
      return
    }
    var trials: [KillTrial] = []
    var wrong: [(number: Int, text: String)] = []
    for (done, number) in numbers.enumerated() {
      step(done, numbers.count)
      let point = KillPoint(
        number, of: drill, acknowledgements: reference.count, seed: planned.seed)
      let recovery = DrillRecovery(
        attempt: self, drill: drill, point: point, reference: reference, entries: attempt.entries)
      let ended = try recovery.perform(tick: tick)
      attempt.leftBehind = max(attempt.leftBehind, ended.leftBehind)
      guard ended.outcome == .passed else {
        attempt.outcome = ended.outcome
        attempt.signal = ended.signal
        attempt.reason = ended.reason
        break
      }
      trials.append(ended.trial)
      if let text = ended.trial.fault(drill) { wrong.append((number, text)) }
    }
    try conclude(drill, reference, trials, wrong, &attempt)
  }

  /// Judges the trials and leaves their tables.
  private func conclude(
    _ drill: Drill, _ reference: DrillLines, _ trials: [KillTrial],
    _ wrong: [(number: Int, text: String)], _ attempt: inout Attempt
  ) throws(RunError) {
    guard !trials.isEmpty else { return }
    let tables = DrillTables(
      scenario: planned.name, seed: planned.seed, operations: reference.last, trials: trials)
    let place = try take(tables, &attempt)
    guard attempt.outcome != .interrupted else { return }
    if let first = wrong.first {
      let later = attempt.outcome == .passed ? "" : "\nand later: " + attempt.reason
      attempt.outcome = .incorrect
      attempt.reason =
        "\(wrong.count) of \(trials.count) recoveries \(wrong.count == 1 ? "is" : "are") wrong, "
        + "see \(place); the first is "
        + DrillRecovery.name(of: first.number, trials) + ": \(first.text)\n"
        + again(first.number) + later
      return
    }
    let killed = trials.count(where: \.wasKilled)
    guard attempt.outcome == .passed, killed * 2 < trials.count || killed == 0 else { return }
    attempt.outcome = .missing
    attempt.reason =
      "it had ended before \(killed == 0 ? "each" : "\(trials.count - killed)") of "
      + "\(trials.count) kills: give it more operations, or let it acknowledge in smaller batches"
  }

  /// How one kill is repeated, and where the output of a wrong one is.
  func again(_ number: Int) -> String {
    "its output: \(context.shownFolder)/\(target)/kill-\(number)/output.log\n"
      + "once more: perfkit stress --suite \(planned.suite) --case '\(planned.name)' "
      + "--seed \(planned.seed) --kill \(number) --keep-scratch"
  }

  /// Starts a command, reads what it says, and kills it and its process group after so many
  /// acknowledgements; `reads` says whether it gets the declared standard input.
  func start(
    _ words: [Word], _ lines: inout DrillLines, killAfter: Int? = nil, reads: Bool = true,
    tick: (Duration) -> Void
  ) throws(RunError) -> (finished: Finished, program: ProgramResolver.Program, wasKilled: Bool) {
    var (command, program) = try command(words, substitution)
    if reads, let stdin = settings.stdin {
      command.input = .file(Path.join(context.planFolder, substitution.expand(stdin)))
    }
    // An engine that is to be killed cannot run ahead of what is read of it.
    command.pacesOutput = killAfter != nil
    var child: RunningChild?
    var isKilled = false
    do throws(SpawnError) {
      let finished = try Launcher.run(
        command, onStart: { child = $0 }, onTick: tick,
        onOutput: { stream, bytes in
          guard stream == .standardOutput else { return }
          lines.take(bytes, at: MonotonicClock.now())
          guard let killAfter, lines.count >= killAfter, !isKilled else { return }
          isKilled = child?.killGroup() ?? false
        })
      return (finished, program, isKilled && finished.termination == .signalled(9))
    } catch {
      throw .spawn(error, caseName: planned.name)
    }
  }
}
