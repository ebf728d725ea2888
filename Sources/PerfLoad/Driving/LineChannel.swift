internal import Glibc

/// One connection to an engine, or the two pipes of its standard streams; closed at the end of its
/// life.
final class LineChannel {
  private static let chunk = 64 << 10
  /// Bytes of a line above which a peer is not one that speaks the protocol.
  private static let longestLine = 1 << 20

  let reading: Int32
  private(set) var writing: Int32
  /// Operations sent on this channel and not answered.
  var open = 0
  /// Whether nothing will be read any more.
  private(set) var hasEnded = false
  private var outgoing: [UInt8] = []
  private var written = 0
  private var incoming: [UInt8] = []

  init(reading: Int32, writing: Int32) {
    self.reading = reading
    self.writing = writing
  }

  deinit {
    close(reading)
    if writing != reading, writing >= 0 { close(writing) }
  }

  /// Whether bytes wait for room.
  var isWaiting: Bool { written < outgoing.count && writing >= 0 }

  /// Adds a request, to be flushed.
  func append(_ request: LoadRequest, _ number: Int) {
    LineProtocol.append(request, number, to: &outgoing)
    open += 1
  }

  /// Writes as much as there is room for.
  func flush() {
    while isWaiting {
      let count = outgoing.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
        return reading == writing
          ? send(writing, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
          : write(writing, rest.baseAddress, rest.count)
      }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        if errno != EAGAIN { written = outgoing.count }
        break
      }
    }
    if written == outgoing.count {
      outgoing.removeAll(keepingCapacity: true)
      written = 0
    }
  }

  /// Reads what is there, and tells each whole line.
  func read(_ tell: (LineProtocol.Line) -> Void) {
    guard !hasEnded else { return }
    let kept = incoming.count
    var count = 0
    incoming.reserveCapacity(kept + Self.chunk)
    incoming.append(addingCapacity: Self.chunk) { buffer in
      count = Glibc.read(reading, buffer, Self.chunk)
      return max(0, count)
    }
    if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { hasEnded = true }
    guard count > 0 else { return }
    var start = 0
    incoming.withUnsafeBytes { bytes in
      while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
        tell(LineProtocol.line(bytes[start..<end]))
        start = end + 1
      }
    }
    incoming.removeFirst(start)
    if incoming.count > Self.longestLine {
      tell(.nonsense)
      incoming.removeAll()
    }
  }

  /// Tells the engine that nothing more will come.
  func finishWriting() {
    guard writing >= 0 else { return }
    if reading == writing {
      shutdown(writing, Int32(SHUT_WR))
    } else {
      close(writing)
      writing = -1
    }
  }
}

extension [UInt8] {
  /// Appends bytes that `fill` writes into fresh memory; it returns how many.
  fileprivate mutating func append(
    addingCapacity room: Int, _ fill: (UnsafeMutableRawPointer?) -> Int
  ) {
    append(
      contentsOf: [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        count = fill(buffer.baseAddress)
      })
  }
}
