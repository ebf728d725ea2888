internal import Glibc
internal import Synchronization

/// A driver at work on a thread of its own.
public final class LoadThread: Sendable {
  private final class Work: Sendable {
    let driver: LoadDriver
    let result = Mutex<Result<LoadOutcome, LoadFailure>?>(nil)

    init(_ driver: LoadDriver) { self.driver = driver }

    func perform() {
      do throws(LoadFailure) {
        let outcome = try driver.run()
        result.withLock { $0 = .success(outcome) }
      } catch {
        result.withLock { $0 = .failure(error) }
      }
    }
  }

  private let work: Work
  private let thread: pthread_t

  /// Starts the driver; nil if the machine has no room for another thread.
  public init?(_ driver: LoadDriver) {
    let work = Work(driver)
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
  }

  /// Whether the load is over.
  public var isOver: Bool { work.result.withLock { $0 != nil } }

  /// Gives the load up.
  public func cancel() { work.driver.cancel() }

  /// Waits for the end of the load, once.
  public func join() -> Result<LoadOutcome, LoadFailure> {
    pthread_join(thread, nil)
    return work.result.withLock { $0 } ?? .failure(.cancelled)
  }
}
