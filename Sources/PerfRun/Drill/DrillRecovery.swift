internal import PerfFiles
internal import PerfModel
internal import PerfProcess

/// One kill of a drill: the engine is started, killed, torn and recovered in a fresh folder.
struct DrillRecovery {
  /// How it ended; anything but `passed` ends the drill.
  struct Ended {
    var trial: KillTrial
    var outcome = CaseRecord.Outcome.passed
    var reason = ""
    var signal: Int32?
    var leftBehind = 0
  }

  let attempt: CaseAttempt
  let drill: Drill
  let point: KillPoint
  let reference: DrillLines
  /// The tables of the undisturbed run.
  let entries: [CaseResults.Entry]

  /// What messages call a kill.
  static func name(of number: Int, _ trials: [KillTrial]) -> String {
    let after = trials.first { $0.point.number == number }?.point.after ?? 0
    return "kill \(number) (after \(after) acknowledgement\(after == 1 ? "" : "s"))"
  }

  func perform(tick: (Duration) -> Void) throws(RunError) -> Ended {
    var ended = Ended(trial: KillTrial(point: point))
    var output: [UInt8] = []
    do throws(FileError) {
      try ScratchFolder.prepare(attempt.folder)
    } catch {
      throw .file(error)
    }
    if let words = attempt.settings.prepare {
      try run(words, "`prepare`", &ended, &output, tick)
    }
    if ended.outcome == .passed { try kill(&ended, &output, tick) }
    if let words = attempt.settings.conclude, ended.outcome != .interrupted {
      var end = ended
      try run(words, "`conclude`", &end, &output, tick)
      ended.leftBehind = end.leftBehind
      if ended.outcome == .passed { ended = end }
    }
    let isWrong = ended.outcome != .passed || ended.trial.fault(drill) != nil
    if isWrong || attempt.context.overrides.kill != nil {
      _ = try attempt.write(output, as: "kill-\(point.number)/output.log")
    }
    if ended.outcome != .passed && ended.outcome != .interrupted {
      ended.reason =
        "\(Self.name(of: point.number, [ended.trial])): \(ended.reason)\n"
        + attempt.again(point.number)
    }
    return ended
  }

  private func kill(
    _ ended: inout Ended, _ output: inout [UInt8], _ tick: (Duration) -> Void
  ) throws(RunError) {
    var killed = DrillLines()
    let run = try attempt.start(
      attempt.planned.declaration.command, &killed, killAfter: point.after, tick: tick)
    output += run.finished.output
    ended.trial.wasKilled = run.wasKilled
    if !run.wasKilled {
      take(run.finished, of: "the engine", &ended)
      guard ended.outcome == .passed else { return }
    }
    guard try tear(&ended) else { return }
    let out = attempt.folder + "/out"
    do throws(FileError) {
      // Tables of an engine that ended before it was killed are not the recovery's.
      try Folder.remove(out)
      try Folder.create(out)
    } catch {
      throw .file(error)
    }
    var lines = DrillLines()
    let recovery = try attempt.start(drill.recover, &lines, tick: tick)
    output += recovery.finished.output
    take(recovery.finished, of: "`recover`", &ended)
    guard ended.outcome == .passed else { return }
    guard lines.recovered != nil else {
      ended.outcome = .incorrect
      ended.reason =
        "`recover` did not say `recovered NUMBER` before its first acknowledgement"
      return
    }
    ended.trial.take(killed: killed, recovered: lines, reference: reference)
    ended.trial.take(times: lines, startedAt: recovery.finished.startedNanoseconds)
    try compare(&ended)
  }

  /// Tears the file; false if it is not there.
  private func tear(_ ended: inout Ended) throws(RunError) -> Bool {
    guard let tear = drill.tear else { return true }
    let path = Path.join(attempt.folder, tear.file)
    do throws(FileError) {
      if let torn = try FileTear(kind: tear.kind, path: path).perform(point) {
        ended.trial.torn = torn
        if torn > 0 { return true }
        ended.outcome = .missing
        ended.reason = "the file '\(tear.file)' is empty: nothing can be torn off it"
        return false
      }
    } catch {
      throw .file(error)
    }
    ended.outcome = .missing
    ended.reason = "there is no file '\(tear.file)' to tear in the working folder"
    return false
  }

  private func compare(_ ended: inout Ended) throws(RunError) {
    let results = CaseResults(
      schemas: attempt.context.schemas, declaration: attempt.planned.declaration,
      substitution: attempt.substitution, caseName: attempt.planned.name)
    switch try results.read(out: attempt.folder + "/out", standardOutput: nil) {
    case .failure(let fault):
      ended.outcome = fault.outcome
      ended.reason = "`recover` left " + fault.reason
    case .success(let recovered):
      ended.trial.difference = RecoveryDifference(entries, recovered)
      let digests = recovered.map(\.digest)
      ended.trial.digest =
        digests.count == 1
        ? digests[0] : try attempt.hash(Array(digests.joined(separator: "\n").utf8))
    }
  }

  private func run(
    _ words: [Word], _ name: String, _ ended: inout Ended, _ output: inout [UInt8],
    _ tick: (Duration) -> Void
  ) throws(RunError) {
    var lines = DrillLines()
    let finished = try attempt.start(words, &lines, reads: false, tick: tick).finished
    output += finished.output
    take(finished, of: name, &ended, expected: [0])
  }

  /// Takes over how a program ended.
  private func take(
    _ finished: Finished, of name: String, _ ended: inout Ended, expected: [Int32]? = nil
  ) {
    var end = Attempt()
    end.end(
      finished.termination, expected: expected ?? attempt.settings.expectExit ?? [0],
      timeout: attempt.timeout, tail: CaseAttempt.tail(finished.output))
    ended.leftBehind = max(ended.leftBehind, finished.leftBehind)
    guard end.outcome != .passed else { return }
    ended.outcome = end.outcome
    ended.signal = end.signal
    ended.reason = end.outcome == .interrupted ? end.reason : "\(name) \(end.reason)"
  }
}

extension Finished {
  /// Both streams, one after the other.
  fileprivate var output: [UInt8] { standardOutput.bytes + standardError.bytes }
}
