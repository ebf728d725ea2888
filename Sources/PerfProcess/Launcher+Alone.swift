internal import Synchronization

extension Launcher {
  /// Runs a body that starts programs by other means, such as a library that does so by itself.
  ///
  /// A command that ran meanwhile would adopt what such a program leaves, and end it as remains of
  /// its own. No command may be run in the body.
  public static func alone<Value: ~Copyable, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try oneAtATime.withLock { (_: inout State) throws(Failure) -> Value in try body() }
  }
}
