/// What an operation asks of the engine: texts that are the same for all, with the operation's number
/// between them, or texts that take turns.
public enum LoadRequest: Sendable, Hashable {
  /// The pieces, joined by the number of the operation, from 0.
  case pieces([String])
  /// The requests of the operations one after the other, and then again from the first; not empty.
  case turns([[UInt8]])

  /// The bytes that a datagram over IPv4 takes.
  public static let longestDatagram = 65_507
  /// The bytes of a line that a link takes, its end included.
  public static let longestLinkedLine = LineStream.longestLine

  /// The request of an operation.
  public func bytes(of number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(number, to: &bytes)
    return bytes
  }

  /// The bytes of the longest line that so many operations send, its number and end included, and the
  /// operation that sends it.
  public func longestLine(of operations: Int) -> (bytes: Int, operation: Int) {
    let candidates =
      switch self {
      case .pieces: [max(0, operations - 1)]
      case .turns(let texts):
        texts.indices.prefix(operations).sorted { texts[$0].count > texts[$1].count }.prefix(1)
          .map { $0 }
      }
    let operation = candidates.first ?? 0
    // Each operation of a turn may have as many digits as the last one.
    let digits = String(max(0, operations - 1)).utf8.count
    return (digits + 1 + bytes(of: operation).count + 1, operation)
  }

  /// Appends the request of an operation.
  func append(_ number: Int, to bytes: inout [UInt8]) {
    switch self {
    case .pieces(let pieces):
      for (index, piece) in pieces.enumerated() {
        if index > 0 { bytes.append(decimal: number) }
        bytes.append(contentsOf: piece.utf8)
      }
    case .turns(let texts):
      guard !texts.isEmpty else { return }
      bytes.append(contentsOf: texts[number % texts.count])
    }
  }
}

extension [UInt8] {
  /// Appends a number from 0 in decimal digits.
  mutating func append(decimal number: Int) {
    let start = count
    var rest = number
    repeat {
      append(UInt8(48 + rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }
}
