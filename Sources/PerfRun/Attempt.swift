internal import PerfModel
internal import PerfProcess

/// One run of a case's command: how it ended and what it left.
struct Attempt {
  var outcome = CaseRecord.Outcome.passed
  var reason = ""
  var exit: Int32?
  var signal: Int32?
  var startedNanoseconds: UInt64 = 0
  var usage: ResourceUsage?
  var output = ""
  var leftBehind = 0
  var entries: [CaseResults.Entry] = []
  var tables: [CaseRecord.TableFile] = []
  var files: [CaseRecord.KeptFile] = []
  /// What callgrind counted, if the run was under it.
  var total: Result<Int, Callgrind.Failure>?
  var inputs: [RunRecord.Artefact] = []
  /// Metrics for which there were too few samples.
  var absent: [CaseRecord.Absence] = []

  /// The entry in the record.
  func run(index: Int, order: Int) -> CaseRecord.Run {
    CaseRecord.Run(
      index: index, order: order, startedNanoseconds: startedNanoseconds, outcome: outcome,
      exit: exit, signal: signal, output: output)
  }

  /// Takes over how the program ended; no `tail` where its output was not captured.
  mutating func end(
    _ termination: Termination, expected: [Int32], timeout: Duration, tail: String?
  ) {
    switch termination {
    case .exited(let status):
      exit = status
      guard !expected.contains(status) else { return }
      outcome = .failed
      reason = "ended with status \(status)"
    case .signalled(let number):
      signal = number
      outcome = .crashed
      reason = "was killed by signal \(number) (\(SignalName.of(number)))"
    case .timedOut:
      outcome = .timedOut
      reason = "did not end within \(timeout.shortText)"
    case .interrupted(let number):
      signal = number
      outcome = .interrupted
      reason = "interrupted by signal \(number)"
      return
    }
    guard let tail else { return }
    reason += tail.isEmpty ? "; it printed nothing" : "; its last output:\n" + tail
  }
}
