/// The text protocol of a load: `NUMBER REQUEST` a line to the engine, `NUMBER`, `NUMBER ANSWER` or
/// `NUMBER error REASON` a line back, in any order.
enum LineProtocol {
  /// What a line of the engine says.
  enum Line: Equatable {
    case ready
    case answer(UInt64, failed: Bool)
    /// An empty line, or one that begins with `#`.
    case comment
    case nonsense
  }

  static func append(_ request: LoadRequest, _ number: Int, to bytes: inout [UInt8]) {
    bytes.append(decimal: number)
    bytes.append(UInt8(ascii: " "))
    request.append(number, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Reads a line without its end.
  static func line(_ bytes: Slice<UnsafeRawBufferPointer>) -> Line {
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
    guard let first = bytes.first, first != UInt8(ascii: "#") else { return .comment }
    var number: UInt64 = 0
    var place = bytes.startIndex
    while place < bytes.endIndex, bytes[place] >= 48, bytes[place] <= 57 {
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(bytes[place] - 48))
      guard !overflow, !carry else { return .nonsense }
      number = sum
      place += 1
    }
    guard place > bytes.startIndex else {
      return bytes.elementsEqual("ready".utf8) ? .ready : .nonsense
    }
    if place == bytes.endIndex { return .answer(number, failed: false) }
    guard bytes[place] == UInt8(ascii: " ") else { return .nonsense }
    let word = bytes[(place + 1)...].prefix { $0 != UInt8(ascii: " ") }
    return .answer(number, failed: word.elementsEqual("error".utf8))
  }
}
