/// The dynamic section of an ELF file: what the loader is told.
struct ELFDynamic {
  private enum Tag {
    static let end: UInt64 = 0
    static let needed: UInt64 = 1
    static let strings: UInt64 = 5
    static let name: UInt64 = 14
    static let searchPath: UInt64 = 15
    static let runPath: UInt64 = 29
    static let versions: UInt64 = 0x6FFF_FFFE
    static let versionCount: UInt64 = 0x6FFF_FFFF
  }

  private static let what = "an entry of the dynamic section"
  /// More entries than any linker writes.
  private static let mostEntries: UInt64 = 65536

  private(set) var needed: [String] = []
  private(set) var name: String?
  private(set) var searchPaths: [String] = []
  private(set) var requiredVersions: [ELFImage.RequiredVersion] = []

  init(_ file: ELFBytes, _ segments: ELFSegments) throws(ELFError) {
    guard let section = segments.dynamic else { return }
    let entries = try Self.entries(of: section, in: file)
    func value(_ tag: UInt64) -> UInt64? { entries.first { $0.tag == tag }?.value }
    guard let address = value(Tag.strings) else { return }
    let strings = try segments.offset(of: address, "the table of names")
    func text(_ offset: UInt64) throws(ELFError) -> String {
      try file.text(try ELFBytes.sum(strings, offset, "a name"), "a name")
    }
    for entry in entries {
      switch entry.tag {
      case Tag.needed: needed.append(try text(entry.value))
      case Tag.name: name = try text(entry.value)
      case Tag.searchPath, Tag.runPath:
        searchPaths += try text(entry.value).split(separator: ":").map(String.init)
      default: continue
      }
    }
    guard let versions = value(Tag.versions), let count = value(Tag.versionCount) else { return }
    requiredVersions = try Self.versions(
      at: try segments.offset(of: versions, "the needed versions"), count: count, in: file,
      text: text)
  }

  private static func entries(
    of section: (offset: UInt64, size: UInt64), in file: ELFBytes
  ) throws(ELFError) -> [(tag: UInt64, value: UInt64)] {
    let size: UInt64 = file.is64 ? 16 : 8
    var entries: [(tag: UInt64, value: UInt64)] = []
    for index in 0..<min(section.size / size, mostEntries) {
      let place = try ELFBytes.sum(section.offset, index * size, what)
      let tag = try file.word(place, what)
      if tag == Tag.end { break }
      entries.append((tag, try file.word(try ELFBytes.sum(place, size / 2, what), what)))
    }
    return entries
  }

  /// The libraries of the version section, each with its list of versions.
  private static func versions(
    at start: UInt64, count: UInt64, in file: ELFBytes,
    text: (UInt64) throws(ELFError) -> String
  ) throws(ELFError) -> [ELFImage.RequiredVersion] {
    let what = "a needed version"
    var found: [ELFImage.RequiredVersion] = []
    var place = start
    for _ in 0..<min(count, mostEntries) {
      let versions = try file.number(try ELFBytes.sum(place, 2, what), 2, what)
      let library = try text(try file.number(try ELFBytes.sum(place, 4, what), 4, what))
      var entry = try ELFBytes.sum(
        place, try file.number(try ELFBytes.sum(place, 8, what), 4, what), what)
      for _ in 0..<versions {
        guard found.count < Int(mostEntries) else { throw ELFError(what, at: entry) }
        found.append(
          ELFImage.RequiredVersion(
            library: library,
            version: try text(try file.number(try ELFBytes.sum(entry, 8, what), 4, what))))
        let next = try file.number(try ELFBytes.sum(entry, 12, what), 4, what)
        if next == 0 { break }
        entry = try ELFBytes.sum(entry, next, what)
      }
      let next = try file.number(try ELFBytes.sum(place, 12, what), 4, what)
      if next == 0 { break }
      place = try ELFBytes.sum(place, next, what)
    }
    return found
  }
}
