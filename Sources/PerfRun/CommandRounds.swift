public import PerfModel
internal import PerfProcess

/// Measures commands of the caller's in rounds: every round runs each command once, in an order
/// that the seed decides, so that a machine that drifts drifts for all of them.
public struct CommandRounds: Sendable {
  /// How long, how often and with what around it.
  public struct Settings: Sendable {
    /// Rounds, or nil to choose from the first ones: at least ten, about three seconds a command.
    public var runs: Int?
    /// Rounds before the measured ones.
    public var warmup = 0
    /// Time for all rounds; no round starts after it.
    public var budget: Duration?
    /// Time a run may take.
    public var timeout: Duration?
    /// The seed of order and padding.
    public var seed: UInt64 = 1
    /// Exit statuses that are no failure; nil: all.
    public var expectedExits: [Int32]? = [0]
    /// A file given as standard input.
    public var input: String?
    /// Whether output goes to perfkit's own output.
    public var showsOutput = false
    /// The only processor runs may use.
    public var affinity: Int?
    /// How instructions are counted.
    public var counters = Counters.none
    /// Where folders for what is not to stay are made.
    public var scratchParent = "/tmp"
    /// Makes the standard settings.
    public init() {}
  }

  let commands: [MeasuredCommand]
  let settings: Settings
  let executor: CommandExecutor

  private static let leastRounds = 10
  private static let mostRounds = 10_000
  private static let secondsPerCommand = 3.0

  /// Makes rounds of commands in a folder and environment.
  public init(
    commands: [MeasuredCommand], settings: Settings, environment: [String], folder: String
  ) {
    self.commands = commands
    self.settings = settings
    executor = CommandExecutor(settings: settings, environment: environment, folder: folder)
  }

  /// Runs all rounds; the first failing command ends them.
  public func run(event: (RunEvent) -> Void) throws(RunError) -> [CaseRecord] {
    var state = State(commands: commands, seed: settings.seed, timeout: settings.timeout)
    let clock = ContinuousClock()
    for command in commands {
      try around(command.setup, of: command, "setup", &state)
    }
    for _ in 0..<settings.warmup where !state.isOver {
      try round(&state, measured: false, event: event)
    }
    let started = clock.now
    var planned = settings.runs ?? Self.leastRounds
    while !state.isOver && state.rounds < planned {
      if let budget = settings.budget, state.rounds > 0, clock.now - started > budget { break }
      state.planned = planned
      if settings.runs == nil, state.rounds == 0 {
        try round(&state, measured: true, event: event)
      } else {
        let left = settings.budget.map { $0 - (clock.now - started) }
        if try !series(&state, within: left, event: event) {
          try round(&state, measured: true, event: event)
        }
      }
      if settings.runs == nil, state.rounds == 1 {
        let seconds = (clock.now - started).inSeconds / Double(commands.count)
        planned = min(Self.mostRounds, max(planned, Int(Self.secondsPerCommand / seconds)))
      }
    }
    if settings.counters.callgrind != nil {
      for index in commands.indices where !state.isOver {
        try count(index, &state, event: event)
      }
    }
    for command in commands {
      try around(command.cleanup, of: command, "cleanup", &state)
    }
    return state.finished()
  }

  private func round(
    _ state: inout State, measured: Bool, event: (RunEvent) -> Void
  ) throws(RunError) {
    for index in state.order.permutation(of: commands.count) where !state.isOver {
      let command = commands[index]
      event(
        .started(
          caseName: command.name, run: state.rounds, of: state.planned, done: state.runs))
      try around(command.prepare, of: command, "prepare", &state)
      guard !state.isOver else { return }
      let finished = try executor.run(
        command.words, name: command.name, padding: state.order.below(4096),
        isMeasured: measured, tick: { event(.tick(elapsed: $0)) })
      state.take(finished, of: index, measured: measured, expected: settings.expectedExits)
      try around(command.conclude, of: command, "conclude", &state)
    }
    if measured { state.rounds += 1 }
  }

  /// Runs a command once more to count its instructions; what it takes is no sample.
  private func count(
    _ index: Int, _ state: inout State, event: (RunEvent) -> Void
  ) throws(RunError) {
    let command = commands[index]
    try around(command.prepare, of: command, "prepare", &state)
    guard !state.isOver,
      let (finished, total) = try executor.count(
        command.words, name: command.name, tick: { event(.tick(elapsed: $0)) })
    else { return }
    state.take(total, finished.termination, of: index, expected: settings.expectedExits)
    try around(command.conclude, of: command, "conclude", &state)
  }

  /// Runs what surrounds a command; its failure is the command's.
  private func around(
    _ words: [String]?, of command: MeasuredCommand, _ role: String, _ state: inout State
  ) throws(RunError) {
    guard let words, !state.isOver else { return }
    let finished = try executor.run(
      words, name: command.name, padding: state.order.below(4096), tick: { _ in })
    state.check(finished, role: role, command: command)
  }
}
