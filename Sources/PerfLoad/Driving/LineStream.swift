internal import CPerfLoad
internal import Glibc

/// Lines over one connection, or over a pipe each way; closed at the end of its life.
final class LineStream {
  /// How lines are cut.
  enum Kind {
    /// A stream of bytes with line ends.
    case bytes
    /// A packet a line, over a connection that can end.
    case packets
    /// A datagram a line, to a peer that may come and go.
    case datagrams
  }

  private static let chunk = 64 << 10
  /// Bytes of a line above which a peer is not one that speaks the protocol.
  static let longestLine = 1 << 20
  /// Packets read at once, so that a flood does not keep its reader from everything else.
  private static let mostPackets = 64

  let reading: Int32
  private(set) var writing: Int32
  let kind: Kind
  /// Whether nothing will be read any more.
  private(set) var hasEnded = false
  /// Why a datagram could not be sent, an errno; 0: all could.
  private(set) var sendFailure: Int32 = 0
  /// Bytes to be written by `flush`: whole lines.
  var outgoing: [UInt8] = []
  private var written = 0
  private var incoming: [UInt8] = []

  init(reading: Int32, writing: Int32, kind: Kind = .bytes) {
    self.reading = reading
    self.writing = writing
    self.kind = kind
    if kind == .datagrams { perf_load_widen(reading) }
  }

  deinit {
    close(reading)
    if writing != reading, writing >= 0 { close(writing) }
  }

  /// Datagrams that arrived and were dropped, because they were not read fast enough.
  var overflow: Int { kind == .datagrams ? Int(perf_load_overflow(reading)) : 0 }

  /// Whether bytes wait for room.
  var isWaiting: Bool { written < outgoing.count && writing >= 0 }

  /// Writes as much as there is room for.
  func flush() {
    while isWaiting {
      let count = writeNext()
      if count > 0 {
        written += count
      } else if errno == EAGAIN {
        break
      } else if errno != EINTR {
        // A peer that is away refuses datagrams; anything else kept this one from being sent at all.
        if kind == .datagrams, errno != ECONNREFUSED { sendFailure = errno }
        written = kind == .datagrams ? endOfLine : outgoing.count
      }
    }
    if written == outgoing.count {
      outgoing.removeAll(keepingCapacity: true)
      written = 0
    }
  }

  private var endOfLine: Int {
    outgoing[written...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? outgoing.count
  }

  private func writeNext() -> Int {
    let end = kind == .bytes ? outgoing.count : endOfLine
    return outgoing.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written..<end])
      return reading == writing
        ? send(writing, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        : write(writing, rest.baseAddress, rest.count)
    }
  }

  /// Reads what is there, and tells each whole line, without its end; a line that is too long is told
  /// as nil.
  func read(_ tell: (Slice<UnsafeRawBufferPointer>?) -> Void) {
    guard !hasEnded else { return }
    if kind == .bytes {
      if readChunk() > 0 { tellLines(tell) }
    } else {
      for _ in 0..<Self.mostPackets {
        guard readChunk() > 0 else { break }
        if incoming.last != UInt8(ascii: "\n") { incoming.append(UInt8(ascii: "\n")) }
        tellLines(tell)
      }
    }
  }

  private func readChunk() -> Int {
    var count = 0
    incoming.reserveCapacity(incoming.count + Self.chunk)
    incoming.append(addingCapacity: Self.chunk) { buffer in
      count = Glibc.read(reading, buffer, Self.chunk)
      return max(0, count)
    }
    let isOver = count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
    if isOver, kind != .datagrams { hasEnded = true }
    return count
  }

  private func tellLines(_ tell: (Slice<UnsafeRawBufferPointer>?) -> Void) {
    var start = 0
    incoming.withUnsafeBytes { bytes in
      while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
        tell(bytes[start..<end])
        start = end + 1
      }
    }
    incoming.removeFirst(start)
    if incoming.count > Self.longestLine {
      tell(nil)
      incoming.removeAll()
    }
  }

  /// Tells the peer that nothing more will come.
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
