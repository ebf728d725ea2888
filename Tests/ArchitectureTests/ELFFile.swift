import Testing

/// The dynamic section of a 64-bit little-endian ELF file (System V ABI, chapter 5).
struct ELFFile {
  private struct Segment {
    var kind: UInt32
    var offset: Int
    var address: UInt64
    var size: Int
  }

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) throws {
    try #require(bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]))
    self.bytes = bytes
  }

  /// The names of the libraries that the file says it needs.
  func needed() throws -> [String] {
    let segments = self.segments()
    let dynamic = try #require(segments.first { $0.kind == 2 })
    var names: [UInt64] = []
    var strings: UInt64?
    for place in stride(from: dynamic.offset, to: dynamic.offset + dynamic.size, by: 16) {
      let tag = number(at: place, 8)
      if tag == 0 { break }
      if tag == 1 { names.append(number(at: place + 8, 8)) }
      if tag == 5 { strings = number(at: place + 8, 8) }
    }
    let table = try #require(strings)
    let home = try #require(
      segments.first { $0.kind == 1 && table >= $0.address && table < $0.address + UInt64($0.size) }
    )
    let start = home.offset + Int(table - home.address)
    return names.map { name in
      String(decoding: bytes[(start + Int(name))...].prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  private func segments() -> [Segment] {
    let table = Int(number(at: 32, 8))
    let size = Int(number(at: 54, 2))
    return (0..<Int(number(at: 56, 2))).map { index in
      let place = table + index * size
      return Segment(
        kind: UInt32(number(at: place, 4)), offset: Int(number(at: place + 8, 8)),
        address: number(at: place + 16, 8), size: Int(number(at: place + 32, 8)))
    }
  }

  private func number(at place: Int, _ count: Int) -> UInt64 {
    bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
