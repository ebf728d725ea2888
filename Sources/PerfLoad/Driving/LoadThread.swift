internal import Glibc
internal import Synchronization

/// A load at work on a thread of its own.
public final class LoadThread: Sendable {
  private final class Work: Sendable {
    let run: @Sendable () -> Result<LoadOutcome, LoadFailure>
    let result = Mutex<Result<LoadOutcome, LoadFailure>?>(nil)

    init(_ run: @escaping @Sendable () -> Result<LoadOutcome, LoadFailure>) { self.run = run }

    func perform() {
      let outcome = run()
      result.withLock { $0 = outcome }
    }
  }

  private let work: Work
  private let thread: pthread_t
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
    let work = Work(run)
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(work)
    let failure = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().perform()
        return nil
      }, argument.toOpaque())
    guard failure == 0 else {
      argument.release()
      return nil
    }
    self.work = work
    self.thread = thread
    self.giveUp = giveUp
  }

  /// Whether the load is over.
  public var isOver: Bool { work.result.withLock { $0 != nil } }

  /// Gives the load up.
  public func cancel() { giveUp() }

  /// Waits for the end of the load, once.
  public func join() -> Result<LoadOutcome, LoadFailure> {
    pthread_join(thread, nil)
    return work.result.withLock { $0 } ?? .failure(.cancelled)
  }
}
