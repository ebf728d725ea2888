internal import Glibc

extension SHA256 {
  /// The digest of some bytes as 64 lower-case hexadecimal digits.
  public static func hex(of bytes: some Collection<UInt8>) throws(CryptoError) -> String {
    var hash = try SHA256()
    try hash.update(Array(bytes).span)
    return hexadecimal(hash.finish())
  }

  /// The digest of a file's bytes, read in pieces, as 64 lower-case hexadecimal digits.
  public static func hex(ofFile path: String) throws(CryptoError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .unreadable(path: path, number: errno) }
    defer { close(descriptor) }
    var hash = try SHA256()
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, number: errno) }
      if count == 0 { return hexadecimal(hash.finish()) }
      try hash.update(piece.span.extracting(first: count))
    }
  }

  /// Ends the message: its digest as 64 lower-case hexadecimal digits.
  public consuming func finishHex() -> String { Self.hexadecimal(finish()) }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
