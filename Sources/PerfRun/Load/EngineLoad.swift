internal import Glibc
internal import PerfLoad
internal import PerfModel
internal import PerfProcess

/// An engine that runs while a driver loads it: the engine is watched here, the load has a thread.
struct EngineLoad {
  /// How the engine was made to end.
  enum Stop: Int, Comparable {
    /// It ended by itself.
    case none
    case terminated
    case killed

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// What came of it.
  struct Ended {
    var finished: Finished
    /// Nil if the engine was not started.
    var result: Result<LoadOutcome, LoadFailure>?
    var usages: [TreeUsage] = []
    var stop = Stop.none
    /// What the engine printed, before and after restarts.
    var printed: [UInt8] = []
    /// How often it was started again.
    var restarts = 0
    /// Whether a fault killed it, and it was not started again.
    var staysKilled = false
  }

  /// What a run that cannot be driven throws.
  enum Failure: Error {
    case spawn(SpawnError)
    case own(reason: String)
  }

  private static let patience: Duration = .seconds(2)

  let settings: LoadDriver.Settings
  /// The server's address; nil: lines over the standard streams.
  let server: (address: SocketAddress, connections: Int)?
  /// Whether the server speaks HTTP, and not lines.
  let isHTTP: Bool
  /// What the engine suffers; nil: nothing.
  let fault: Fault?

  func run(_ command: Command, tick: (Duration) -> Void) throws(Failure) -> Ended {
    var command = command
    var ends: [Int32] = []
    var target: LoadDriver.Target
    if let server {
      command.joinsStreams = true
      target = .server(server.address, connections: server.connections)
    } else {
      ends = try Self.pipes()
      target = .streams(reading: ends[0], writing: ends[3])
      command.input = .descriptor(ends[2])
      command.standardOutput = .descriptor(ends[1])
    }
    var watch = Watch(isServer: server != nil)
    var thread: LoadThread?
    let handle = EngineHandle()
    var rounds = Rounds(timeout: command.timeout)
    var finished: Finished
    var isKilledByFault = false
    repeat {
      command.timeout = rounds.rest
      let before = rounds.elapsed
      do throws(SpawnError) {
        finished = try Launcher.run(
          command,
          onStart: { child in
            for end in ends.dropFirst().prefix(2) { close(end) }
            watch.child = child
            handle.set(child)
            if thread == nil { thread = start(target, handle.moments(of: fault?.signal)) }
            watch.look(at: thread, elapsed: before)
          },
          onTick: { elapsed in
            watch.look(at: thread, elapsed: before + elapsed)
            tick(before + elapsed)
          })
      } catch {
        handle.set(nil)
        thread?.cancel()
        if thread?.join() == nil { for end in ends { close(end) } }
        throw .spawn(error)
      }
      handle.set(nil)
      rounds.add(&finished)
      isKilledByFault =
        finished.termination == .signalled(SIGKILL) && handle.takeKill() && watch.stop == .none
    } while isKilledByFault && thread?.isOver == false && pause()
    thread?.cancel()
    let result = thread?.join()
    if watch.child != nil, thread == nil {
      throw .own(reason: "no thread could be made for the load")
    }
    return Ended(
      finished: finished, result: result, usages: watch.usages, stop: watch.stop,
      printed: rounds.printed, restarts: rounds.count - 1, staysKilled: isKilledByFault)
  }

  /// Waits until the engine is to be started again; false if perfkit is interrupted meanwhile.
  private func pause() -> Bool {
    guard case .kill(_, let pause) = fault?.signal else { return false }
    return Pause.sleep(nanoseconds: pause.inNanoseconds)
  }

  /// Starts the load on a thread.
  private func start(_ target: LoadDriver.Target, _ moments: [LoadMoment]) -> LoadThread? {
    guard isHTTP, case .server(.port(let port), let connections) = target else {
      return LoadThread(LoadDriver(settings, target: target, moments: moments))
    }
    let driver = HTTPDriver(settings, port: port, connections: connections, moments: moments)
    return LoadThread(
      { Result { () throws(LoadFailure) in try driver.run() } }, giveUp: { driver.cancel() })
  }

  /// Reading and writing end of the pipe from the engine, then of the pipe to it.
  private static func pipes() throws(Failure) -> [Int32] {
    var all: [Int32] = []
    for _ in 0..<2 {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        let reason = String(cString: strerror(errno))
        for end in all { close(end) }
        throw .own(reason: "cannot make a pipe: \(reason)")
      }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      all += ends
    }
    return all
  }

  /// Watches the engine while it is loaded, and ends it afterwards.
  private struct Watch {
    let isServer: Bool
    var child: RunningChild?
    var usages: [TreeUsage] = []
    var stop = Stop.none
    private var overSince: Duration?

    init(isServer: Bool) { self.isServer = isServer }

    /// Takes a sample; an engine that has not ended some time after its load is ended.
    mutating func look(at thread: LoadThread?, elapsed: Duration) {
      guard let child else { return }
      let usage = TreeUsage(of: child.pid)
      if usage.processes > 0 { usages.append(usage) }
      guard thread?.isOver ?? true else { return }
      let since = overSince ?? elapsed
      overSince = since
      if stop == .none, isServer || elapsed - since >= EngineLoad.patience {
        overSince = elapsed
        if child.send(SIGTERM) {
          stop = .terminated
          child.sendToTree(SIGCONT)
        }
      } else if stop == .terminated, elapsed - since >= EngineLoad.patience {
        if child.send(SIGKILL) { stop = .killed }
      }
    }
  }
}
