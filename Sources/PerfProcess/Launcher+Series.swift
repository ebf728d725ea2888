internal import CPerfSystem
internal import Glibc
internal import Synchronization

extension Launcher {
  /// Runs a command up to once for each padding, in direct succession, and sleeps meanwhile: only the
  /// spawner, which is tiny, wakes between two runs.
  ///
  /// For commands that `isPlain` holds of. A run that fails, is interrupted or leaves processes is the
  /// last one, and at most 64 are made.
  /// - Parameters:
  ///   - paddings: the lengths of PERFKIT_PAD.
  ///   - limit: after this time no further run starts.
  ///   - onTick: called about every 100 ms with the time since the start of the series.
  public static func runSeries(
    _ command: Command, paddings: [Int], within limit: Duration,
    onTick: (_ elapsed: Duration) -> Void = { _ in }
  ) throws(SpawnError) -> [Finished] {
    try oneAtATime.withLock { _ throws(SpawnError) -> [Finished] in
      if let signal = Interruption.signal { return [.notStarted(signal)] }
      let failure = perf_adopt_orphans(1)
      guard failure == 0 else { throw .cannotPrepare(errno: failure) }
      defer { perf_adopt_orphans(0) }
      let series = try Series(command, paddings: paddings, within: limit)
      let cause = series.watch(grace: command.grace, onTick: onTick)
      return try series.finish(path: command.executable, cause: cause)
    }
  }
}

extension Command {
  /// Whether it can be run in a series: it reads nothing, captures nothing, counts nothing, and has no
  /// limit of time.
  public var isPlain: Bool {
    let outputs = [standardOutput, standardError]
    return input == .null && outputs.allSatisfy { $0 == .discard || $0 == .inherit }
      && !joinsStreams && timeout == nil && counts == nil && supervisor == nil && endsRemains
  }
}

/// Runs that the spawner makes by itself.
private struct Series {
  private static let tickNanoseconds: UInt64 = 100_000_000
  private let scope = RunScope()

  init(_ command: Command, paddings: [Int], within limit: Duration) throws(SpawnError) {
    var command = command
    command.padding = paddings.max() ?? 0
    let lengths = paddings.map { Int($0) }
    let until = MonotonicClock.now() + limit.clampedNanoseconds
    let output = command.standardOutput == .inherit ? STDOUT_FILENO : -1
    let error = command.standardError == .inherit ? STDERR_FILENO : -1
    _ = try Spawner.post(command, streams: .init(input: -1, output: output, error: error)) {
      perf_series_start($0, lengths, Int32(clamping: lengths.count), until, $1)
    }
  }

  /// Sleeps until the spawner is done; ends the run that goes on if perfkit is interrupted, and then
  /// says when it began to.
  func watch(grace: Duration, onTick: (Duration) -> Void) -> (signal: Int32, at: UInt64)? {
    let started = MonotonicClock.now()
    var nextTick = started + Self.tickNanoseconds
    var cause: (signal: Int32, at: UInt64)?
    var asked: pid_t = 0
    while true {
      let now = MonotonicClock.now()
      let wake = cause == nil ? nextTick : now + 5_000_000
      let interruption = cause == nil ? Interruption.descriptor ?? -1 : -1
      let ready = perf_wait_readable(
        [perf_series_fd(), -1, -1, interruption], wake > now ? wake - now : 0)
      if ready & 1 != 0 { return cause }
      if cause == nil, let signal = Interruption.signal {
        perf_series_stop()
        cause = (signal, MonotonicClock.now())
      }
      if let cause { end(by: cause.at + grace.clampedNanoseconds, &asked) }
      let after = MonotonicClock.now()
      if after >= nextTick {
        onTick(Duration(nanosecondsSince: started, until: after))
        nextTick = after + Self.tickNanoseconds
      }
    }
  }

  /// Asks the run that goes on to end, once, or makes it.
  private func end(by due: UInt64, _ asked: inout pid_t) {
    let child = perf_series_child()
    guard child > 1 else { return }
    if MonotonicClock.now() >= due {
      kill(-child, SIGKILL)
    } else if asked != child {
      asked = child
      kill(-child, SIGTERM)
      kill(-child, SIGCONT)
    }
  }

  @discardableResult private func endRemains(of child: pid_t) -> Int {
    var scope = scope
    scope.child = child
    return ProcessTree.endRemains(of: scope)
  }

  func finish(
    path: String, cause: (signal: Int32, at: UInt64)?
  ) throws(SpawnError) -> [Finished] {
    var answer = perf_spawn_answer()
    var count: Int32 = 0
    var left: Int32 = 0
    var gone: Int32 = 0
    let child = perf_series_child()
    let runs = [perf_series_run](unsafeUninitializedCapacity: Int(PERF_MOST_RUNS)) { buffer, size in
      gone = perf_series_finish(&answer, buffer.baseAddress, &count, &left)
      size = Int(count)
    }
    guard gone == 0 else {
      if child > 1 {
        // It dies with the spawner and passes on to perfkit; only then does what it started.
        kill(-child, SIGKILL)
        while waitpid(child, nil, 0) < 0 && errno == EINTR {}
        endRemains(of: child)
      }
      throw .spawnerGone(errno: gone)
    }
    var finished = runs.map(Finished.init)
    if left != 0, let last = finished.indices.last {
      // What the run left passes on to perfkit.
      perf_spawner_end()
      finished[last].leftBehind = endRemains(of: runs[last].pid)
    }
    try Spawner.check(answer, path: path)
    if let cause, let last = runs.indices.last, runs[last].ended_ns >= cause.at {
      finished[last].termination = .interrupted(cause.signal)
    } else if let cause, finished.isEmpty {
      finished = [.notStarted(cause.signal)]
    }
    return finished
  }
}

extension Finished {
  fileprivate init(_ run: perf_series_run) {
    self.init(
      termination: run.end.signal != 0 ? .signalled(run.end.signal) : .exited(run.end.status),
      usage: ResourceUsage(run.end, wallNanoseconds: run.ended_ns - run.started_ns),
      standardOutput: .empty, standardError: .empty, startedNanoseconds: run.started_ns,
      leftBehind: 0)
  }
}
