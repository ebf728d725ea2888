internal import Synchronization

/// A load at work on a thread of its own.
public final class LoadThread: Sendable {
  private final class Work: Sendable {
    let result = Mutex<Result<LoadOutcome, LoadFailure>?>(nil)
  }

  private let work = Work()
  private let thread: Background
  private let giveUp: @Sendable () -> Void

  /// Starts a driver; nil if the machine has no room for another thread.
  public convenience init?(_ driver: LoadDriver) {
    self.init(
      { Result { () throws(LoadFailure) in try driver.run() } }, giveUp: { driver.cancel() })
  }

  /// Starts a load; nil if the machine has no room for another thread.
  /// - Parameters:
  ///   - run: drives the load to its end.
  ///   - giveUp: makes `run` end soon.
  public init?(
    _ run: @escaping @Sendable () -> Result<LoadOutcome, LoadFailure>,
    giveUp: @escaping @Sendable () -> Void
  ) {
    let work = work
    let started = Background {
      let outcome = run()
      work.result.withLock { $0 = outcome }
    }
    guard let started else { return nil }
    thread = started
    self.giveUp = giveUp
  }

  /// Whether the load is over.
  public var isOver: Bool { work.result.withLock { $0 != nil } }

  /// Gives the load up.
  public func cancel() { giveUp() }

  /// Waits for the end of the load, once.
  public func join() -> Result<LoadOutcome, LoadFailure> {
    thread.join()
    return work.result.withLock { $0 } ?? .failure(.cancelled)
  }
}
