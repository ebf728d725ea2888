internal import Glibc

/// Memory of this process.
enum Memory {
  /// The bytes that are resident now.
  static func resident() throws(Failure) -> Int {
    let words = try readAll("/proc/self/statm").split(separator: UInt8(ascii: " "))
    guard words.count > 1, let pages = Int(String(decoding: words[1], as: UTF8.self)) else {
      return 0
    }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}
