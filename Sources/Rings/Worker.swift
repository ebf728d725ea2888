internal import Glibc

/// A thread that computes something.
public final class Worker<Output: Sendable>: @unchecked Sendable {
  private final class Work: WorkerTask {
    let run: @Sendable () -> Output
    var output: Output?

    init(_ run: @escaping @Sendable () -> Output) { self.run = run }

    override func perform() { output = run() }
  }

  private let work: Work
  private let thread: pthread_t

  /// Starts a thread, which must be joined; nil if the machine has no room for another one.
  public init?(_ run: @escaping @Sendable () -> Output) {
    let work = Work(run)
    var thread = pthread_t()
    let argument = Unmanaged<WorkerTask>.passRetained(work)
    let failure = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<WorkerTask>.fromOpaque(pointer).takeRetainedValue().perform()
        return nil
      }, argument.toOpaque())
    guard failure == 0 else {
      argument.release()
      return nil
    }
    self.work = work
    self.thread = thread
  }

  /// Waits for the thread's end, once, and returns what it computed.
  public func join() -> Output {
    pthread_join(thread, nil)
    guard let output = work.output else { preconditionFailure("a thread ended without a result") }
    return output
  }
}

/// What a thread calls, of whatever type its output is.
private class WorkerTask {
  func perform() {}
}
