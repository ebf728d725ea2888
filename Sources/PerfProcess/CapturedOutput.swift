/// The output of one stream, bounded in memory: its head and its tail.
public struct CapturedOutput: Sendable, Equatable {
  /// The bytes kept; where some were dropped, a line between head and tail says how many.
  public let bytes: [UInt8]
  /// How many bytes the program wrote.
  public let total: Int
  /// How many of them were not kept.
  public let dropped: Int

  static let empty = CapturedOutput(bytes: [], total: 0, dropped: 0)

  /// The bytes as text, with U+FFFD for what is not UTF-8.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Collects a stream's head and, in a ring, its tail.
struct OutputCollector {
  private let headCap: Int
  private let tailCap: Int
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var oldest = 0
  private var total = 0

  init(cap: Int) {
    headCap = max(0, cap) / 2
    tailCap = max(0, cap) - headCap
  }

  mutating func append(_ chunk: UnsafeRawBufferPointer) {
    total += chunk.count
    let intoHead = min(chunk.count, headCap - head.count)
    head.append(contentsOf: chunk[..<intoHead])
    var rest = chunk[intoHead...].suffix(tailCap)
    let intoFreeTail = min(rest.count, tailCap - tail.count)
    tail.append(contentsOf: rest.prefix(intoFreeTail))
    rest = rest.dropFirst(intoFreeTail)
    while !rest.isEmpty {
      let run = min(rest.count, tailCap - oldest)
      tail.replaceSubrange(oldest..<(oldest + run), with: rest.prefix(run))
      oldest = (oldest + run) % tailCap
      rest = rest.dropFirst(run)
    }
  }

  consuming func finish() -> CapturedOutput {
    let dropped = total - head.count - tail.count
    var bytes = head
    if dropped > 0 { bytes += "\n[perfkit: \(dropped) bytes dropped]\n".utf8 }
    bytes += tail[oldest...]
    bytes += tail[..<oldest]
    return CapturedOutput(bytes: bytes, total: total, dropped: dropped)
  }
}
