internal import Glibc

/// Why a load could not begin.
public enum LoadFailure: Error, Sendable, Hashable {
  /// The engine did not say `ready`, or took no connection, in time.
  case notReady(seconds: Double, reason: Reason)
  /// The engine ended before it was ready.
  case endedBeforeReady
  /// A socket could not be made.
  case noSocket(errno: Int32)
  /// Requests cannot be sent at all, such as for want of a library.
  case cannotSend(reason: String)
  /// The load was given up, since perfkit ends.
  case cancelled

  /// What the load waited for.
  public enum Reason: Sendable, Hashable {
    /// A line `ready` on standard output.
    case line
    /// A connection; the kernel's last refusal.
    case connection(SocketAddress, errno: Int32)
  }
}

extension LoadFailure: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    switch self {
    case .notReady(let seconds, .line):
      "did not print `ready` within \(fixed(seconds, seconds == seconds.rounded() ? 0 : 1)) s"
    case .notReady(let seconds, .connection(let address, let number)):
      "took no connection at \(address) within \(fixed(seconds, seconds == seconds.rounded() ? 0 : 1)) s: "
        + String(cString: strerror(number))
    case .endedBeforeReady: "ended before it was ready"
    case .noSocket(let number):
      "perfkit could not make a socket: \(String(cString: strerror(number)))"
    case .cannotSend(let reason): "requests cannot be sent: \(reason)"
    case .cancelled: "the load was given up"
    }
  }
}
