internal import Glibc

/// The ports at which somebody waits for datagrams, as the kernel lists them: asking by a datagram
/// would be an operation that nobody ordered.
enum BoundPorts {
  private static let lists = ["/proc/net/udp", "/proc/net/udp6"]

  /// Whether a socket of this machine is bound to a port.
  static func contain(_ port: UInt16) -> Bool {
    lists.contains { list in ports(in: text(of: list)).contains(port) }
  }

  /// The local ports of a list: the second word of each line but the first is `ADDRESS:PORT`.
  static func ports(in list: String) -> [UInt16] {
    list.split(separator: "\n").dropFirst().compactMap { line in
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count > 1, let port = words[1].split(separator: ":").last else { return nil }
      return UInt16(port, radix: 16)
    }
  }

  private static func text(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while case let count = read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
