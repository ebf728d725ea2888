import Glibc
import Synchronization
import Testing

/// A server on loopback that answers one connection after another with what the test gives it.
final class LoopbackServer: @unchecked Sendable {
  private let descriptor: Int32
  let port: UInt16
  private var thread = pthread_t()
  private let answers: [String]
  private var requests: [String] = []
  private let answered = Atomic<Int>(0)

  init(answers: [String]) throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, generic, &length) == 0
      }
    }
    try #require(bound)
    self.answers = answers
    self.descriptor = descriptor
    port = UInt16(bigEndian: address.sin_port)
    let own = Unmanaged.passRetained(self)
    pthread_create(
      &thread, nil,
      { context in
        if let context {
          Unmanaged<LoopbackServer>.fromOpaque(context).takeRetainedValue().serve()
        }
        return nil
      }, own.toOpaque())
  }

  /// Whether every answer was given.
  var hasAnswered: Bool { answered.load(ordering: .acquiring) == answers.count }

  /// Waits until every answer was given and returns what was asked.
  func finish() -> [String] {
    pthread_join(thread, nil)
    close(descriptor)
    return requests
  }

  private func serve() {
    for answer in answers {
      let connection = accept(descriptor, nil, nil)
      requests.append(read(connection))
      var bytes = Array(answer.utf8)
      while !bytes.isEmpty {
        let count = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard count > 0 else { break }
        bytes.removeFirst(count)
      }
      close(connection)
      answered.add(1, ordering: .releasing)
    }
  }

  private func read(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end].lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.split(separator: " ").last ?? "") }
        if text[end...].utf8.count - 4 >= length ?? 0 { return text }
      }
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return text }
      bytes += piece.prefix(count)
    }
  }
}

extension String {
  fileprivate func range(of part: String) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(part) { return index }
      index = self.index(after: index)
    }
    return nil
  }
}
