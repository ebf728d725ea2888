import Glibc
import Synchronization
import Testing

@testable import PerfLoad

/// A server on a thread of its own that answers every line with its number.
final class EchoServer: Sendable {
  enum Kind: CaseIterable {
    case port, path, datagrams
  }

  let address: SocketAddress
  private let isOver = Atomic<Bool>(false)
  private let seen = Mutex<[String]>([])
  private let thread: Mutex<Background?> = Mutex(nil)

  init(_ kind: Kind) throws {
    switch kind {
    case .port: address = .port(try #require(SocketAddress.freePort()))
    case .path:
      address = .path("/tmp/perfkit-echo-\(getpid())-\(UInt32.random(in: 0 ... .max))")
    case .datagrams:
      address = .datagrams(try #require(SocketAddress.freePort(forDatagrams: true)))
    }
    let listener = kind == .datagrams ? try Self.datagrams(address) : nil
    let server = kind == .datagrams ? nil : try LoopbackServer(address)
    let connections = Mutex<LoopbackServer?>(server)
    let work = Background { [self] in
      if let listener {
        answerDatagrams(listener)
        close(listener)
      } else if let server = connections.withLock({ $0.take() }) {
        answer(server)
      }
    }
    thread.withLock { $0 = work }
  }

  /// Stops, and tells the lines that came.
  func finish() -> [String] {
    isOver.store(true, ordering: .relaxed)
    thread.withLock { $0.take() }?.join()
    return seen.withLock { $0 }
  }

  private func take(_ bytes: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    let line = String(decoding: bytes, as: UTF8.self)
    seen.withLock { $0.append(line) }
    return Array((line.prefix { $0 != " " } + " ok\n").utf8)
  }

  private func answer(_ server: LoopbackServer) {
    var streams: [LineStream] = []
    while !isOver.load(ordering: .relaxed) {
      var entries = [pollfd(fd: server.number, events: Int16(POLLIN), revents: 0)]
      entries += streams.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
      guard poll(&entries, nfds_t(entries.count), 5) > 0 else { continue }
      if entries[0].revents != 0, let connection = try? server.accept() {
        _ = fcntl(connection, F_SETFL, O_NONBLOCK)
        streams.append(LineStream(reading: connection, writing: connection))
      }
      for stream in streams {
        stream.read { bytes in if let bytes { stream.outgoing += take(bytes) } }
        stream.flush()
      }
      streams.removeAll { $0.hasEnded }
    }
  }

  static func datagrams(_ address: SocketAddress) throws -> Int32 {
    let number = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    guard case .datagrams(let port) = address else { return number }
    var internet = LoopbackServer.internet(port)
    try #require(LoopbackServer.bind(number, &internet))
    return number
  }

  private func answerDatagrams(_ number: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !isOver.load(ordering: .relaxed) {
      var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 5) > 0 else { continue }
      var peer = sockaddr_storage()
      var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
      withUnsafeMutablePointer(to: &peer) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { peer in
          let count = recvfrom(number, &buffer, buffer.count, 0, peer, &size)
          guard count > 0 else { return }
          let answer = buffer.withUnsafeBytes { take($0[..<(count - 1)]) }
          sendto(number, answer, answer.count, 0, peer, size)
        }
      }
    }
  }
}
