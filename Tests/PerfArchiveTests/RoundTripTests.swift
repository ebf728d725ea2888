import PerfArchive
import Testing

@Suite struct RoundTripTests {
  private static let moment = 1_700_000_001
  private static let deep = String(repeating: "folder-with-a-long-name/", count: 8) + "file"

  private static let members: [ArchiveMember] = [
    ArchiveMember("demo-v1/lib/libdemo.so", .link("libdemo.so.1")),
    ArchiveMember("demo-v1/bin/demo", .bytes(Array("#!/bin/sh\n".utf8)), isExecutable: true),
    ArchiveMember("demo-v1/lib/libdemo.so.1", .bytes([UInt8](repeating: 7, count: 300_000))),
    ArchiveMember("demo-v1/empty", .bytes([])),
    ArchiveMember("demo-v1/" + deep, .bytes([4])),
  ]

  /// All of them, and where the form can hold it a name in another script.
  private static func members(of format: ArchiveFormat) -> [ArchiveMember] {
    format == .zip
      ? members : members + [ArchiveMember("demo-v1/Größe 测.md", .bytes([1, 2, 3]))]
  }

  @Test(arguments: ArchiveFormat.allCases)
  func whatIsPackedIsRead(_ format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a." + format.rawValue
    let members = Self.members(of: format)
    try ArchiveWriter.write(members, as: format, modified: Self.moment, to: path)
    var contents: [String: [UInt8]] = [:]
    let entries = try ArchiveReader.read(path, as: format) { entry, piece in
      contents[entry.name, default: []] += piece.withUnsafeBytes { Array($0) }
    }
    let sorted = members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    #expect(entries.map(\.name) == sorted.map(\.name))
    for (entry, member) in zip(entries, sorted) {
      #expect(entry.modified == Self.moment, "\(entry)")
      switch member.content {
      case .bytes(let bytes):
        #expect(entry.kind == .file)
        #expect(entry.mode == (member.isExecutable ? 0o755 : 0o644))
        #expect(entry.size == bytes.count)
        #expect(contents[entry.name] == bytes)
      case .link(let target): #expect(entry.kind == .link(target))
      case .file: Issue.record("no such member")
      }
    }
    #expect(try folder.names == ["a." + format.rawValue])
    #expect(try folder.output(of: "stat -c %a a.*") == "644\n")
  }

  @Test(arguments: ArchiveFormat.allCases)
  func theOrderOfTheMembersHasNoPart(_ format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    let members = Self.members(of: format)
    for (name, members) in [("a", members), ("b", members.reversed())] {
      try ArchiveWriter.write(
        members, as: format, modified: Self.moment, to: "\(folder.path)/\(name)")
    }
    #expect(try folder.bytes("a") == folder.bytes("b"))
  }

  @Test(arguments: ArchiveFormat.allCases)
  func filesArePackedAsTheirBytes(_ format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    _ = try folder.output(of: "printf hello > f; chmod 4751 f; touch -d @5 f")
    try ArchiveWriter.write(
      [ArchiveMember("f", .file(folder.path + "/f"))], as: format, modified: Self.moment,
      to: folder.path + "/a")
    try ArchiveWriter.write(
      [ArchiveMember("f", .bytes(Array("hello".utf8)))], as: format, modified: Self.moment,
      to: folder.path + "/b")
    #expect(try folder.bytes("a") == folder.bytes("b"))
  }

  @Test func tarSeesNoUserAndNoName() throws {
    let folder = try TemporaryFolder()
    try ArchiveWriter.write(
      Self.members, as: .tarGzip, modified: Self.moment, to: folder.path + "/a.tar.gz")
    let listing = try folder.output(
      of:
        "TZ=UTC LC_ALL=C.UTF-8 tar --full-time --numeric-owner --quoting-style=literal -tvf a.tar.gz"
    ).split(separator: "\n")
    #expect(listing.count == Self.members.count)
    for line in listing {
      #expect(line.contains(" 0/0 "), "\(line)")
      #expect(line.contains(" 2023-11-14 22:13:21 "), "\(line)")
    }
    #expect(listing[0] == "-rwxr-xr-x 0/0              10 2023-11-14 22:13:21 demo-v1/bin/demo")
    let bytes = try folder.bytes("a.tar.gz")
    #expect(bytes[3..<8] == [0, 0, 0, 0, 0], "gzip: no name, no time")
  }

  @Test func zipTimesAreUTC() throws {
    let folder = try TemporaryFolder()
    try ArchiveWriter.write(
      [ArchiveMember("f", .bytes([1]))], as: .zip, modified: Self.moment, to: folder.path + "/a.zip"
    )
    let bytes = try folder.bytes("a.zip")
    // 22:13:21 and 2023-11-14 in the words of MS-DOS: 0xB1AA and 0x576E
    let clock: [UInt8] = [0xAA, 0xB1, 0x6E, 0x57]
    #expect(Array(bytes[10..<14]) == clock)
    let end = bytes.suffix(22)
    let directory = end.dropFirst(16).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(Array(bytes[directory + 12..<directory + 16]) == clock)
  }
}
