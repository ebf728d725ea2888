import Glibc

/// What a shell command prints, errors included, and the status it ends with.
func shell(_ command: String) -> (output: String, status: Int32) {
  guard let stream = popen("{ \(command)\n} 2>&1", "r") else { return ("", -1) }
  var bytes: [UInt8] = []
  while case let byte = getc(stream), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
  let status = pclose(stream)
  return (String(decoding: bytes, as: UTF8.self), status >> 8 & 0xFF)
}

extension String {
  /// The text as one word of a shell command.
  var quoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
