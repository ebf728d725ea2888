internal import CPerfSystem

/// SIGINT, SIGTERM and SIGHUP as perfkit takes them: the first ends the running child and lets
/// perfkit tidy up, another one 200 ms later or more ends everything at once.
public enum Interruption {
  /// Installs the handlers, for the rest of the process; SIGPIPE is ignored from then on.
  ///
  /// An inherited `nohup` is honoured. With PERFKIT_DIE_WITH_PARENT in the environment the process
  /// gets SIGTERM when its parent dies. Returns an errno, or nil.
  @discardableResult public static func install() -> Int32? {
    let error = perf_interrupt_install()
    return error == 0 ? nil : error
  }

  /// The first signal that came, or nil.
  public static var signal: Int32? {
    let number = perf_interrupt_signal()
    return number == 0 ? nil : number
  }

  /// A descriptor that becomes readable with the first signal, for other poll loops; nil before
  /// `install()`.
  public static var descriptor: Int32? {
    let number = perf_interrupt_fd()
    return number < 0 ? nil : number
  }
}
