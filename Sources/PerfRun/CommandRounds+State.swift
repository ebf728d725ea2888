internal import PerfModel
internal import PerfProcess

extension CommandRounds {
  /// What the rounds have brought so far.
  struct State {
    var order: SeededOrder
    private let timeout: Duration
    var rounds = 0
    var runs = 0
    var planned = 0
    private var records: [CaseRecord]
    private var collectors: [SampleCollector]
    private var instructions: [Int: CaseRecord.Samples] = [:]
    private(set) var isOver = false

    init(commands: [MeasuredCommand], seed: UInt64, timeout: Duration?) {
      self.timeout = timeout ?? .zero
      order = SeededOrder(seed: seed)
      records = commands.map { CaseRecord(name: $0.name, suite: "run", seed: seed) }
      collectors = commands.map { _ in SampleCollector(hasTables: false) }
    }

    /// Takes one run of a command.
    mutating func take(
      _ finished: Finished, of index: Int, measured: Bool, expected: [Int32]?
    ) {
      var attempt = Attempt()
      attempt.end(finished.termination, expected: expected, timeout: timeout)
      if attempt.outcome != .passed { end(index, attempt.outcome, attempt.reason) }
      guard measured else { return }
      attempt.startedNanoseconds = finished.startedNanoseconds
      records[index].runs.append(attempt.run(index: records[index].runs.count, order: runs))
      records[index].leftBehind = max(records[index].leftBehind, finished.leftBehind)
      runs += 1
      if attempt.outcome == .passed { collectors[index].add(finished.usage) }
    }

    /// Takes the count of the run under callgrind, which is no run of the record.
    mutating func take(
      _ total: Result<Int, Callgrind.Failure>, _ termination: Termination, of index: Int,
      expected: [Int32]?
    ) {
      var attempt = Attempt()
      attempt.end(termination, expected: expected, timeout: timeout)
      if attempt.outcome == .interrupted { return end(index, attempt.outcome, attempt.reason) }
      switch attempt.counted(total) {
      case .success(let count):
        instructions[index] = .instructions([Double(count)], source: .callgrind)
      case .failure(let reason): records[index].uncounted = reason.sentence
      }
    }

    /// Ends everything if what surrounds a command failed.
    mutating func check(_ finished: Finished, role: String, command: MeasuredCommand) {
      var attempt = Attempt()
      attempt.end(finished.termination, expected: [0], timeout: timeout, tail: nil)
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

    /// Whether a run left processes behind.
    var leavesProcesses: Bool { records.contains { $0.leftBehind > 0 } }

    func finished() -> [CaseRecord] {
      records.indices.map { index in
        var record = records[index]
        record.samples = collectors[index].all
        if let counted = instructions[index] { record.samples.append(counted) }
        return record
      }
    }
  }
}
