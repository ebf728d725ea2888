internal import CPerfLoad
internal import Glibc

/// Where a server on this machine listens.
public enum SocketAddress: Sendable, Hashable {
  /// A port of 127.0.0.1.
  case port(UInt16)
  /// The path of a Unix socket.
  case path(String)
  /// A port of 127.0.0.1 for datagrams.
  case datagrams(UInt16)

  /// The longest path of a Unix socket, in bytes.
  public static let longestPath = 107

  /// Reads `tcp:PORT`, `udp:PORT` or `unix:PATH`; nil for anything else.
  public init?(text: String) {
    if text.hasPrefix("tcp:"), let port = UInt16(text.dropFirst(4)), port > 0 {
      self = .port(port)
    } else if text.hasPrefix("udp:"), let port = UInt16(text.dropFirst(4)), port > 0 {
      self = .datagrams(port)
    } else if text.hasPrefix("unix:"), text.utf8.count > 5 {
      self = .path(String(text.dropFirst(5)))
    } else {
      return nil
    }
  }

  /// A port of 127.0.0.1 that nobody listens at now; nil if there is none.
  public static func freePort(forDatagrams: Bool = false) -> UInt16? {
    let type = forDatagrams ? SOCK_DGRAM : SOCK_STREAM
    let number = socket(AF_INET, Int32(type.rawValue), 0)
    guard number >= 0 else { return nil }
    defer { close(number) }
    var address = internet(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, size) == 0 && getsockname(number, $0, &size) == 0
      }
    }
    return isBound ? UInt16(bigEndian: address.sin_port) : nil
  }

  /// Why nobody takes a connection here now, an errno; nil: somebody does.
  public func refusal() throws(LoadFailure) -> Int32? {
    switch connected(within: Self.shortPatience) {
    case .success(let number):
      close(number)
      return nil
    case .failure(let refusal):
      if refusal.isOwn { throw .noSocket(errno: refusal.number) }
      return refusal.number
    }
  }

  /// Connects once: a descriptor that does not block, or nil where nobody takes the connection.
  func connectedUnlessRefused() throws(LoadFailure) -> Int32? {
    switch connected(within: Self.shortPatience) {
    case .success(let number): return number
    case .failure(let refusal):
      if refusal.isOwn { throw .noSocket(errno: refusal.number) }
      return nil
    }
  }

  /// What a connection on this machine takes at the most unless its server takes none, in
  /// milliseconds.
  private static let shortPatience: Int32 = 5

  /// Connects once: a descriptor that does not block, or the kernel's reason.
  func connected(within milliseconds: Int32) -> Result<Int32, SocketRefusal> {
    let family = if case .path = self { AF_UNIX } else { AF_INET }
    var type = Int32(SOCK_STREAM.rawValue)
    if case .datagrams(let port) = self {
      guard BoundPorts.contain(port) else {
        return .failure(SocketRefusal(number: ECONNREFUSED, isOwn: false))
      }
      type = Int32(SOCK_DGRAM.rawValue)
    }
    let flags = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let number = socket(family, type | flags, 0)
    guard number >= 0 else { return .failure(SocketRefusal(number: errno, isOwn: true)) }
    var reason = connect(number) == 0 ? 0 : errno
    if reason == EINPROGRESS { reason = Self.outcome(of: number, within: milliseconds) }
    if reason == 0, case .port = self {
      if Self.isConnectedToItself(number) { reason = ECONNREFUSED }
      var on: Int32 = 1
      setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }
    guard reason == 0 else {
      close(number)
      return .failure(SocketRefusal(number: reason, isOwn: false))
    }
    return .success(number)
  }

  /// Why a connection that was begun did not come about, an errno; 0: it did.
  private static func outcome(of number: Int32, within milliseconds: Int32) -> Int32 {
    var entry = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0 else { return ETIMEDOUT }
    var reason: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(number, SOL_SOCKET, SO_ERROR, &reason, &size) == 0 ? reason : errno
  }

  /// Whether nobody listened, and the kernel happened to take the port that was asked for as the
  /// connection's own: TCP lets a socket meet itself.
  static func isConnectedToItself(_ number: Int32) -> Bool {
    func port(_ read: (Int32, UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Int32) -> UInt16?
    {
      var address = sockaddr_in()
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let result = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { read(number, $0, &size) }
      }
      return result == 0 ? address.sin_port : nil
    }
    return port { getsockname($0, $1, &$2) } == port { getpeername($0, $1, &$2) }
  }

  private func connect(_ number: Int32) -> Int32 {
    switch self {
    case .port(let port), .datagrams(let port):
      var address = Self.internet(port)
      return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    case .path(let path):
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { bytes in
        bytes.copyBytes(from: path.utf8.prefix(Self.longestPath))
      }
      return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }
  }

  private static func internet(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}

/// Why there is no connection.
struct SocketRefusal: Error {
  var number: Int32
  /// Whether perfkit itself could not make the socket.
  var isOwn: Bool
}

extension SocketAddress: CustomStringConvertible {
  /// As perfkit.yaml writes it.
  public var description: String {
    switch self {
    case .port(let port): "tcp:\(port)"
    case .datagrams(let port): "udp:\(port)"
    case .path(let path): "unix:\(path)"
    }
  }
}
