internal import Glibc

/// Writes text at once and in full, so that a full disk or a closed pipe is noticed.
enum Console {
  static var error: Int32 { STDERR_FILENO }

  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) throws(Failure) {
    try writeAll(Array(text.utf8), to: descriptor, path: "standard output")
  }
}

/// Writes all bytes to a descriptor.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(Failure) {
  var done = 0
  while done < bytes.count {
    let count = bytes.withUnsafeBytes { rest in
      Glibc.write(descriptor, rest.baseAddress?.advanced(by: done), rest.count - done)
    }
    if count >= 0 {
      done += count
    } else if errno != EINTR {
      throw .file(path, doing: "write", code: errno)
    }
  }
}
