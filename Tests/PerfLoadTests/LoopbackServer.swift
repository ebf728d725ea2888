import Glibc
import PerfLoad
import Testing

/// A listening socket of a test.
final class LoopbackServer {
  let number: Int32
  private let path: String?

  init(_ address: SocketAddress) throws {
    switch address {
    case .port(let port), .datagrams(let port):
      path = nil
      number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var on: Int32 = 1
      setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &on, 4)
      var internet = Self.internet(port)
      try #require(Self.bind(number, &internet))
    case .path(let name):
      path = name
      number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var local = sockaddr_un()
      local.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &local.sun_path) { $0.copyBytes(from: name.utf8) }
      try #require(Self.bind(number, &local))
    }
    try #require(listen(number, 8) == 0)
  }

  deinit {
    close(number)
    if let path { unlink(path) }
  }

  func accept() throws -> Int32 {
    let connection = Glibc.accept(number, nil, nil)
    try #require(connection >= 0)
    return connection
  }

  static func internet(_ port: UInt16) -> sockaddr_in {
    var internet = sockaddr_in()
    internet.sin_family = sa_family_t(AF_INET)
    internet.sin_port = port.bigEndian
    internet.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return internet
  }

  static func bind<Address>(_ number: Int32, _ address: inout Address) -> Bool {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(number, $0, socklen_t(MemoryLayout<Address>.size)) == 0
      }
    }
  }
}
