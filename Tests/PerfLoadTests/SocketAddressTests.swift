import Glibc
import Testing

@testable import PerfLoad

@Suite struct SocketAddressTests {
  /// A socket of TCP, bound to a free port.
  private static func bound() throws -> (number: Int32, address: sockaddr_in) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, size) == 0 && getsockname(number, $0, &size) == 0
      }
    }
    try #require(isBound)
    return (number, address)
  }

  private static func connect(_ number: Int32, _ address: inout sockaddr_in) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  @Test func aSocketThatMeetsItselfIsSeen() throws {
    var (number, address) = try Self.bound()
    defer { close(number) }
    // Nobody listens, and yet: a simultaneous open with itself.
    #expect(Self.connect(number, &address) == 0)
    #expect(SocketAddress.isConnectedToItself(number))
  }

  @Test func aSocketThatMeetsAnotherIsNot() throws {
    let (listener, address) = try Self.bound()
    defer { close(listener) }
    let server = SocketAddress.port(UInt16(bigEndian: address.sin_port))
    #expect(try server.refusal() == ECONNREFUSED)
    #expect(listen(listener, 1) == 0)
    let number = try server.connected(within: 1000).get()
    defer { close(number) }
    #expect(!SocketAddress.isConnectedToItself(number))
    #expect(try server.refusal() == nil)
  }

  @Test func aServerThatAcceptsNothingRefuses() throws {
    let (listener, address) = try Self.bound()
    defer { close(listener) }
    #expect(listen(listener, 0) == 0)
    let server = SocketAddress.port(UInt16(bigEndian: address.sin_port))
    var taken: [Int32] = []
    defer { for number in taken { close(number) } }
    while taken.count < 16, case .success(let number) = server.connected(within: 1) {
      taken.append(number)
    }
    #expect(taken.count < 16)
    #expect(try server.refusal() == ETIMEDOUT)
  }
}
