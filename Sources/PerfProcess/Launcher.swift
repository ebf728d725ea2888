internal import CPerfSystem
internal import Synchronization

/// Which of a child's streams a chunk of output came from.
public enum OutputStream: Sendable, Equatable {
  /// Standard output, or both streams if they were joined.
  case standardOutput
  /// Standard error.
  case standardError
}

/// Runs commands on this machine, one at a time.
public struct Launcher: Sendable {
  struct State: ~Copyable {
    var counter: EventCounter?
  }

  static let oneAtATime = Mutex(State())

  /// Runs the command to its end, and ends whatever of its process tree outlives it.
  ///
  /// A failing program is a result, not an error. Calls from several threads wait for each other, so
  /// neither closure may call `run` again. After the first interruption signal nothing is started:
  /// the result then says `.interrupted` with nothing used.
  /// - Parameters:
  ///   - onStart: called once with the child, right after it was started.
  ///   - onTick: called about every 100 ms with the time since the start.
  ///   - onOutput: called with each chunk of captured output, before the cap applies.
  public static func run(
    _ command: Command,
    onStart: (RunningChild?) -> Void = { _ in },
    onTick: (_ elapsed: Duration) -> Void = { _ in },
    onOutput: (OutputStream, RawSpan) -> Void = { _, _ in }
  ) throws(SpawnError) -> Finished {
    try oneAtATime.withLock { state throws(SpawnError) -> Finished in
      if let signal = Interruption.signal { return .notStarted(signal) }
      let failure = command.endsRemains ? perf_adopt_orphans(1) : 0
      guard failure == 0 else { throw .cannotPrepare(errno: failure) }
      defer { if command.endsRemains { perf_adopt_orphans(0) } }
      if let event = command.counts { try state.open(event) }
      let before = command.counts == nil ? nil : state.reading()
      var child = try Child(starting: command)
      onStart(child.running())
      child.watch(command, onTick: onTick, onOutput: onOutput)
      var finished = try child.finish()
      if let before { finished.usage.counted = state.reading()?.count(since: before) }
      return finished
    }
  }
}

extension Launcher.State {
  /// Sees to it that an event is counted in whatever the spawner starts, if it can be.
  fileprivate mutating func open(_ event: CountedEvent) throws(SpawnError) {
    let started = perf_spawner_start()
    guard started == 0 else { throw .spawnerGone(errno: started) }
    let spawner = perf_spawner_pid()
    guard counter?.spawner != spawner || counter?.event != event else { return }
    counter = EventCounter(event, spawner: spawner)
  }

  fileprivate func reading() -> CounterReading? { counter?.read() }
}

extension Finished {
  static func notStarted(_ signal: Int32) -> Finished {
    Finished(
      termination: .interrupted(signal), usage: ResourceUsage(), standardOutput: .empty,
      standardError: .empty, startedNanoseconds: MonotonicClock.now(), leftBehind: 0)
  }
}
