extension HistogramLog {
  /// The histogram of all intervals of a log as perfkit writes it; nil of another text, also of a
  /// log whose histograms are squeezed.
  public static func histogram(in text: String) -> Histogram? {
    guard text.hasPrefix("#[Histogram log format version 1.") else { return nil }
    var whole: Histogram?
    for line in text.split(separator: "\n") where !line.hasPrefix("#") && !line.hasPrefix("\"") {
      guard let field = line.split(separator: ",").last, whole?.count ?? 0 < 1 << 60,
        let bytes = [UInt8](base64: String(field)), let part = Histogram(compressed: bytes)
      else { return nil }
      whole = whole ?? Histogram()
      whole?.merge(part)
    }
    return whole
  }
}

extension Histogram {
  /// One slot that holds something.
  public struct Slot: Sendable, Hashable {
    /// The smallest and the largest value that count as the same.
    public var range: ClosedRange<UInt64>
    /// How many values it holds.
    public var count: UInt64
  }

  /// The slots that hold something, by rising values.
  public var slots: [Slot] {
    counts.enumerated().filter { $0.element > 0 }.map { index, times in
      Slot(range: Self.value(at: index)...Self.lastValue(at: index), count: times)
    }
  }

  /// Reads the encoding V2 within a zlib stream of stored blocks, of this histogram's layout.
  init?(compressed bytes: [UInt8]) {
    guard bytes.count > 8, bytes.number(at: 0, length: 4) == UInt64(Self.compressedCookie),
      let encoded = Self.content(ofStored: bytes[8...]),
      encoded.number(at: 0, length: 4) == UInt64(Self.cookie),
      encoded.number(at: 8, length: 4) == 0,
      encoded.number(at: 12, length: 4) == UInt64(Self.digits),
      encoded.number(at: 16, length: 8) == 1,
      let length = encoded.number(at: 4, length: 4), Int(length) == encoded.count - Self.headLength
    else { return nil }
    self.init()
    var position = Self.headLength
    var index = 0
    while position < encoded.count {
      guard let number = encoded.zigzag(at: &position), number <= 1 << 40,
        number > -Int64(counts.count)
      else { return nil }
      if number < 0 {
        guard -number < Int64(counts.count - index) else { return nil }
        index += Int(-number)
      } else {
        guard index < counts.count else { return nil }
        record(Self.lastValue(at: index), times: UInt64(number))
        index += 1
      }
    }
  }

  private static let headLength = 40

  /// What a zlib stream (RFC 1950) of stored blocks holds; nil if a block is squeezed or cut off.
  private static func content(ofStored stream: ArraySlice<UInt8>) -> [UInt8]? {
    var rest = stream.dropFirst(2)
    var content: [UInt8] = []
    var isLast = false
    while !isLast {
      let head = Array(rest.prefix(5))
      guard head.count == 5, head[0] <= 1 else { return nil }
      let size = Int(head[1]) | Int(head[2]) << 8
      rest = rest.dropFirst(5)
      guard rest.count >= size else { return nil }
      content += rest.prefix(size)
      rest = rest.dropFirst(size)
      isLast = head[0] == 1
    }
    return content
  }
}

extension [UInt8] {
  /// A big-endian number; nil beyond the end.
  fileprivate func number(at start: Int, length: Int) -> UInt64? {
    guard start + length <= count else { return nil }
    return self[start..<(start + length)].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A ZigZag LEB128 number, whose ninth byte, if there is one, holds eight bits.
  fileprivate func zigzag(at position: inout Int) -> Int64? {
    var value: UInt64 = 0
    for place in 0..<9 {
      guard position < count else { return nil }
      let byte = UInt64(self[position])
      position += 1
      if place == 8 {
        value |= byte << 56
      } else {
        value |= (byte & 0x7F) << UInt64(7 * place)
        guard byte & 0x80 != 0 else { break }
      }
    }
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// The bytes of a text in Base64 (RFC 4648); nil if it is none.
  fileprivate init?(base64 text: String) {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for letter in text.utf8 where letter != UInt8(ascii: "=") && letter != 0x0D {
      let six: UInt8
      switch letter {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): six = letter - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): six = letter - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): six = letter + 4
      case UInt8(ascii: "+"): six = 62
      case UInt8(ascii: "/"): six = 63
      default: return nil
      }
      bits = bits << 6 | UInt32(six)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    self = bytes
  }
}
