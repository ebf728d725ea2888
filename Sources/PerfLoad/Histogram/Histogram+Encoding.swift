extension Histogram {
  static let cookie: UInt32 = 0x1C84_9313
  static let compressedCookie: UInt32 = 0x1C84_9314

  /// The histogram in HdrHistogram's encoding V2.
  var encoded: [UInt8] {
    let payload = encodedCounts
    var bytes: [UInt8] = []
    bytes.append(bigEndian: Self.cookie)
    bytes.append(bigEndian: UInt32(payload.count))
    bytes.append(bigEndian: UInt32(0))
    bytes.append(bigEndian: UInt32(Self.digits))
    bytes.append(bigEndian: UInt64(1))
    bytes.append(bigEndian: Self.highest)
    bytes.append(bigEndian: (1.0).bitPattern)
    return bytes + payload
  }

  /// The encoding V2 within a zlib stream, as histogram logs hold it in Base64.
  ///
  /// The blocks of the stream are stored, not squeezed: runs of empty slots are one number already.
  var compressed: [UInt8] {
    let stream = Self.stored(encoded)
    var bytes: [UInt8] = []
    bytes.append(bigEndian: Self.compressedCookie)
    bytes.append(bigEndian: UInt32(stream.count))
    return bytes + stream
  }

  /// Counts as ZigZag LEB128 numbers; a negative one stands for so many empty slots.
  private var encodedCounts: [UInt8] {
    var bytes: [UInt8] = []
    var empty: Int64 = 0
    let used = (counts.lastIndex { $0 > 0 } ?? 0) + 1
    for times in counts[..<used] {
      guard times > 0 else {
        empty += 1
        continue
      }
      if empty > 0 { bytes.append(zigzag: -empty) }
      empty = 0
      bytes.append(zigzag: Int64(clamping: times))
    }
    return bytes
  }

  /// A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4).
  private static func stored(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65535, content.count)
      let size = UInt16(end - start)
      bytes.append(end == content.count ? 1 : 0)
      for half in [size, ~size] { bytes += [UInt8(half & 0xFF), UInt8(half >> 8)] }
      bytes += content[start..<end]
      start = end
    } while start < content.count
    bytes.append(bigEndian: adler32(content))
    return bytes
  }

  private static func adler32(_ content: [UInt8]) -> UInt32 {
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in content {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  /// Seven bits a byte, the lowest first; the ninth byte, if there is one, holds eight.
  fileprivate mutating func append(zigzag number: Int64) {
    var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
    for _ in 0..<8 {
      if rest < 0x80 {
        append(UInt8(rest))
        return
      }
      append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// The bytes in Base64 (RFC 4648).
  var base64: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: count, by: 3) {
      let group = self[start..<Swift.min(start + 3, count)]
      let bits = group.enumerated().reduce(UInt32(0)) {
        $0 | UInt32($1.element) << (16 - 8 * UInt32($1.offset))
      }
      for place in 0..<4 {
        let isFilled = place <= group.count
        text.append(isFilled ? letters[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : 61)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
