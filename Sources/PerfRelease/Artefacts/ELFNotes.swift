/// The notes in a part of an ELF file.
struct ELFNotes {
  private static let what = "a note"
  private static let buildIDKind: UInt64 = 3
  private let file: ELFBytes
  private let start: UInt64
  private let size: UInt64

  init(_ file: ELFBytes, _ start: UInt64, _ size: UInt64) {
    (self.file, self.start, self.size) = (file, start, size)
  }

  /// The linker's identity of the build, in hexadecimal.
  func buildID() throws(ELFError) -> String? {
    var place = start
    let end = try ELFBytes.sum(start, size, Self.what)
    let header: UInt64 = 12
    while place < end, end - place >= header {
      let nameSize = try file.number(place, 4, Self.what)
      let size = try file.number(place + 4, 4, Self.what)
      let kind = try file.number(place + 8, 4, Self.what)
      let content = place + header + (nameSize + 3) / 4 * 4
      if kind == Self.buildIDKind, nameSize == 4, try file.text(place + header, Self.what) == "GNU"
      {
        guard size <= 64 else { throw ELFError(Self.what, at: place) }
        var digits = ""
        for offset in 0..<size {
          let byte = try file.number(try ELFBytes.sum(content, offset, Self.what), 1, Self.what)
          digits += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return digits
      }
      place = try ELFBytes.sum(content, (size + 3) / 4 * 4, Self.what)
    }
    return nil
  }
}
