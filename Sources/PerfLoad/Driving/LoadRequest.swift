/// What an operation asks of the engine: texts that are the same for all, with the operation's number
/// between them, or texts that take turns.
public enum LoadRequest: Sendable, Hashable {
  /// The pieces, joined by the number of the operation, from 0.
  case pieces([String])
  /// The requests of the operations one after the other, and then again from the first; not empty.
  case turns([String])

  /// The request of an operation.
  public func text(of number: Int) -> String {
    var bytes: [UInt8] = []
    append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
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
      bytes.append(contentsOf: texts[number % texts.count].utf8)
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
