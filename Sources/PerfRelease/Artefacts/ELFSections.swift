/// The section headers of an ELF file, which a stripped one may lack.
struct ELFSections {
  private static let what = "a section header"
  private static let noteKind: UInt64 = 7
  private let file: ELFBytes
  private(set) var hasSymbolTable = false
  private(set) var hasDebugInformation = false
  private var notes: [(offset: UInt64, size: UInt64)] = []

  init(_ file: ELFBytes) throws(ELFError) {
    self.file = file
    let table = try file.word(file.is64 ? 40 : 32, "the file header")
    let size = try file.number(file.is64 ? 58 : 46, 2, "the file header")
    let count = try file.number(file.is64 ? 60 : 48, 2, "the file header")
    let names = try file.number(file.is64 ? 62 : 50, 2, "the file header")
    guard table != 0, count > 0 else { return }
    func field(_ index: UInt64, _ offset64: UInt64, _ offset32: UInt64) throws(ELFError) -> UInt64 {
      let place = try ELFBytes.sum(table, index * size, Self.what)
      return try file.word(
        try ELFBytes.sum(place, file.is64 ? offset64 : offset32, Self.what), Self.what)
    }
    let namesStart = names < count ? try field(names, 24, 16) : nil
    for index in 0..<count {
      let place = try ELFBytes.sum(table, index * size, Self.what)
      let kind = try file.number(try ELFBytes.sum(place, 4, Self.what), 4, Self.what)
      if kind == Self.noteKind {
        notes.append((try field(index, 24, 16), try field(index, 32, 20)))
      }
      guard let namesStart else { continue }
      let name = try file.number(place, 4, Self.what)
      let text = try file.text(try ELFBytes.sum(namesStart, name, Self.what), "a section's name")
      if text == ".symtab" { hasSymbolTable = true }
      if text == ".debug_info" || text == ".zdebug_info" { hasDebugInformation = true }
    }
  }

  func buildID() throws(ELFError) -> String? {
    for note in notes {
      if let id = try ELFNotes(file, note.offset, note.size).buildID() { return id }
    }
    return nil
  }
}
