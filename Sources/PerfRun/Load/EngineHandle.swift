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
        LoadMoment(at: at.inNanoseconds, .stops) {
          self.state.withLock { $0.child?.stopTree() ?? false }
        },
        LoadMoment(at: (at + length).inNanoseconds, .returns) {
          self.state.withLock { $0.child?.sendToTree(SIGCONT) ?? false }
        },
      ]
    case .kill(let at, _):
      [
        LoadMoment(at: at.inNanoseconds, .dies) {
          self.state.withLock { state in
            let isSent = state.child?.sendToTree(SIGKILL) ?? false
            if isSent { state.kills += 1 }
            return isSent
          }
        }
      ]
    }
  }
}
