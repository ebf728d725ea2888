/// The bytes of an ELF file, with every access checked.
struct ELFBytes {
  let bytes: [UInt8]
  /// Whether addresses have 64 bits.
  let is64: Bool
  private let isLittle: Bool

  /// Strings longer than this are taken for nonsense.
  private static let longestText = 4096

  init(_ bytes: [UInt8]) throws(ELFError) {
    guard bytes.count >= 20, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]),
      (1...2).contains(bytes[4]), (1...2).contains(bytes[5])
    else { throw ELFError("the file header", at: 0) }
    self.bytes = bytes
    is64 = bytes[4] == 2
    isLittle = bytes[5] == 1
  }

  /// An unsigned number of 1 to 8 bytes.
  func number(_ place: UInt64, _ count: Int, _ what: String) throws(ELFError) -> UInt64 {
    guard let start = Int(exactly: place), start <= bytes.count - count else {
      throw ELFError(what, at: place)
    }
    let field = bytes[start..<start + count]
    return isLittle
      ? field.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      : field.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A number of the size of an address.
  func word(_ place: UInt64, _ what: String) throws(ELFError) -> UInt64 {
    try number(place, is64 ? 8 : 4, what)
  }

  /// A text that ends with a zero byte; what is not UTF-8 becomes U+FFFD.
  func text(_ place: UInt64, _ what: String) throws(ELFError) -> String {
    guard let start = Int(exactly: place), start < bytes.count else {
      throw ELFError(what, at: place)
    }
    let rest = bytes[start...].prefix(Self.longestText)
    guard let end = rest.firstIndex(of: 0) else { throw ELFError(what, at: place) }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  /// The sum of an offset and what a file says, which may be anything.
  static func sum(_ left: UInt64, _ right: UInt64, _ what: String) throws(ELFError) -> UInt64 {
    let (sum, overflows) = left.addingReportingOverflow(right)
    guard !overflows else { throw ELFError(what, at: left) }
    return sum
  }
}
