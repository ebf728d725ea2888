/// The program headers of an ELF file.
struct ELFSegments {
  private enum Kind {
    static let load: UInt64 = 1
    static let dynamic: UInt64 = 2
    static let interpreter: UInt64 = 3
    static let note: UInt64 = 4
  }

  private struct Segment {
    var kind: UInt64
    var offset: UInt64
    var address: UInt64
    var size: UInt64
  }

  private static let what = "a program header"
  private let file: ELFBytes
  private var segments: [Segment] = []

  init(_ file: ELFBytes) throws(ELFError) {
    self.file = file
    let table = try file.word(file.is64 ? 32 : 28, "the file header")
    let size = try file.number(file.is64 ? 54 : 42, 2, "the file header")
    let count = try file.number(file.is64 ? 56 : 44, 2, "the file header")
    for index in 0..<count {
      let place = try ELFBytes.sum(table, index * size, Self.what)
      let fields: (offset: UInt64, address: UInt64, size: UInt64) =
        file.is64 ? (8, 16, 32) : (4, 8, 16)
      func field(_ offset: UInt64) throws(ELFError) -> UInt64 {
        try file.word(try ELFBytes.sum(place, offset, Self.what), Self.what)
      }
      segments.append(
        Segment(
          kind: try file.number(place, 4, Self.what), offset: try field(fields.offset),
          address: try field(fields.address), size: try field(fields.size)))
    }
  }

  /// Where in the file an address lies.
  func offset(of address: UInt64, _ what: String) throws(ELFError) -> UInt64 {
    for segment in segments where segment.kind == Kind.load && address >= segment.address {
      let within = address - segment.address
      if within < segment.size { return try ELFBytes.sum(segment.offset, within, what) }
    }
    throw ELFError(what, at: address)
  }

  /// The dynamic section, if there is one.
  var dynamic: (offset: UInt64, size: UInt64)? {
    segments.first { $0.kind == Kind.dynamic }.map { ($0.offset, $0.size) }
  }

  func interpreter() throws(ELFError) -> String? {
    guard let segment = segments.first(where: { $0.kind == Kind.interpreter }) else { return nil }
    return try file.text(segment.offset, "the interpreter's name")
  }

  func buildID() throws(ELFError) -> String? {
    for segment in segments where segment.kind == Kind.note {
      if let id = try ELFNotes(file, segment.offset, segment.size).buildID() { return id }
    }
    return nil
  }
}
