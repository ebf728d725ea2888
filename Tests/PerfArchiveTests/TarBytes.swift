/// A tar file put together byte by byte (POSIX.1-1988, ustar), as an attacker would.
struct TarBytes {
  private(set) var bytes: [UInt8] = []

  /// Adds a member; `kind` is its type flag.
  mutating func add(
    _ name: String, kind: Character = "0", link: String = "", mode: Int = 0o644,
    content: [UInt8] = [], size: Int? = nil
  ) {
    add(Array(name.utf8), kind: kind, link: link, mode: mode, content: content, size: size)
  }

  mutating func add(
    _ name: [UInt8], kind: Character = "0", link: String = "", mode: Int = 0o644,
    content: [UInt8] = [], size: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], at place: Int) {
      header.replaceSubrange(place..<place + text.count, with: text)
    }
    put(name, at: 0)
    put(Self.octal(mode, 7), at: 100)
    put(Self.octal(0, 7), at: 108)
    put(Self.octal(0, 7), at: 116)
    put(Self.octal(size ?? content.count, 11), at: 124)
    put(Self.octal(1_700_000_000, 11), at: 136)
    put([kind.asciiValue ?? 0], at: 156)
    put(Array(link.utf8), at: 157)
    put(Array("ustar\u{0}00".utf8), at: 257)
    put([UInt8](repeating: 0x20, count: 8), at: 148)
    put(Self.octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
    bytes += header + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// The whole file, with its end.
  var whole: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  private static func octal(_ value: Int, _ digits: Int) -> [UInt8] {
    let text = String(value, radix: 8)
    return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
  }
}
