internal import Glibc
internal import PerfLoad
internal import PerfModel
internal import PerfProcess
internal import Synchronization

/// The engine's process as it is now, for the load's thread, which signals it at moments of the
/// schedule.
final class EngineHandle: Sendable {
  private struct State {
    var child: RunningChild?
    /// How often the engine was killed and not started again.
    var kills = 0
  }

  private let state = Mutex(State())

  /// Tells which process the engine is; nil: none.
  func set(_ child: RunningChild?) { state.withLock { $0.child = child } }

  /// Whether the engine died since it was killed; once for each time.
  func takeKill() -> Bool {
    state.withLock { state in
      guard state.kills > 0 else { return false }
      state.kills -= 1
      return true
    }
  }

  /// What a signal does to the engine, and when.
  func moments(of signal: Fault.Signal?) -> [LoadMoment] {
    switch signal {
    case nil: []
    case .stop(let at, let length):
      [
        LoadMoment(at: at.inNanoseconds, .stops) { self.send(SIGSTOP) },
        LoadMoment(at: (at + length).inNanoseconds, .returns) { self.send(SIGCONT) },
      ]
    case .kill(let at, _):
      [
        LoadMoment(at: at.inNanoseconds, .dies) {
          self.state.withLock { state in
            if state.child?.sendToGroup(SIGKILL) == true { state.kills += 1 }
          }
        }
      ]
    }
  }

  private func send(_ number: Int32) {
    state.withLock { state in _ = state.child?.sendToGroup(number) }
  }
}
