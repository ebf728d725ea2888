internal import Glibc

/// What signals mean, as the C library says it.
enum SignalName {
  static func of(_ number: Int32) -> String {
    strsignal(number).map { String(cString: $0) } ?? "unknown signal"
  }
}
