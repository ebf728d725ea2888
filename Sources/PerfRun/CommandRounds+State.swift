internal import PerfModel
internal import PerfProcess

extension CommandRounds {
  /// What the rounds have brought so far.
  struct State {
    var order: SeededOrder
    var rounds = 0
    var runs = 0
    var planned = 0
    private var records: [CaseRecord]
    private var collectors: [SampleCollector]
    private(set) var isOver = false

    init(commands: [MeasuredCommand], seed: UInt64) {
      order = SeededOrder(seed: seed)
      records = commands.map { CaseRecord(name: $0.name, suite: "run", seed: seed) }
      collectors = commands.map { _ in SampleCollector(hasTables: false) }
    }

    /// Takes one run of a command.
    mutating func take(
      _ finished: Finished, of index: Int, measured: Bool, expected: [Int32]?
    ) {
      var attempt = Attempt()
      let accepted: [Int32]
      if case .exited(let status) = finished.termination, expected == nil {
        accepted = [status]
      } else {
        accepted = expected ?? []
      }
      attempt.end(
        finished.termination, expected: accepted,
        timeout: .seconds(finished.usage.wallTime), tail: nil)
      if attempt.outcome != .passed { end(index, attempt.outcome, attempt.reason) }
      guard measured else { return }
      attempt.startedNanoseconds = finished.startedNanoseconds
      records[index].runs.append(attempt.run(index: records[index].runs.count, order: runs))
      records[index].leftBehind = max(records[index].leftBehind, finished.leftBehind)
      runs += 1
      if attempt.outcome == .passed { collectors[index].add(finished.usage) }
    }

    /// Ends everything if what surrounds a command failed.
    mutating func check(_ finished: Finished, role: String, command: MeasuredCommand) {
      var attempt = Attempt()
      attempt.end(
        finished.termination, expected: [0], timeout: .seconds(finished.usage.wallTime), tail: nil)
      guard attempt.outcome != .passed,
        let index = records.firstIndex(where: { $0.name == command.name })
      else { return }
      end(index, attempt.outcome, "`\(role)` " + attempt.reason)
    }

    private mutating func end(_ index: Int, _ outcome: CaseRecord.Outcome, _ reason: String) {
      isOver = true
      records[index].outcome = outcome
      records[index].reason = reason
    }

    func finished() -> [CaseRecord] {
      zip(records, collectors).map { record, collector in
        var record = record
        record.samples = collector.all
        return record
      }
    }
  }
}
