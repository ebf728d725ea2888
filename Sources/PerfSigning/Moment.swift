internal import Glibc

/// A moment in UTC, for texts.
struct Moment {
  private let seconds: Int

  init(_ seconds: Int) { self.seconds = seconds }

  /// `YYYY-MM-DD HH:MM:SS UTC`.
  var text: String { format("%Y-%m-%d %H:%M:%S UTC") }

  /// `YYYYMMDDhhmmss`, as ssh-keygen takes it in the time zone UTC.
  var digits: String { format("%Y%m%d%H%M%S") }

  private func format(_ pattern: String) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let count = strftime(buffer.baseAddress, buffer.count, pattern, &parts)
      return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
