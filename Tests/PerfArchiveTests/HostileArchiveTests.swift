import PerfArchive
import Testing

/// What must not be believed.
@Suite struct HostileArchiveTests {
  private static func refusal(
    of tar: TarBytes, limits: ArchiveLimits = ArchiveLimits()
  ) throws -> ArchiveError? {
    let folder = try TemporaryFolder()
    try folder.write(tar.whole, to: "a.tar")
    _ = try folder.output(of: "gzip -n a.tar")
    do throws(ArchiveError) {
      try ArchiveReader.read(folder.path + "/a.tar.gz", as: .tarGzip, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  private static func tar(_ build: (inout TarBytes) -> Void) -> TarBytes {
    var tar = TarBytes()
    tar.add("good", content: [1])
    build(&tar)
    return tar
  }

  @Test func aSoundOneIsRead() throws {
    #expect(
      try Self.refusal(
        of: Self.tar {
          $0.add("d/", kind: "5", mode: 0o755)
          $0.add("d/link", kind: "2", link: "../good")
          $0.add("d/f", content: [UInt8](repeating: 1, count: 513))
        }) == nil)
  }

  @Test(
    arguments: [
      ("/etc/cron.d/x", .absolute), ("../x", .climbing), ("a/../../x", .climbing),
      ("a\u{1B}x", .unprintable), ("a\\..\\x", .unprintable), ("good", .duplicate),
      ("GOOD", .twin("good")), ("good/x", .below("good")), ("a\u{202E}x", .deceptive),
    ] as [(String, ArchiveError.NameFault)])
  func names(_ name: String, _ fault: ArchiveError.NameFault) throws {
    #expect(
      try Self.refusal(of: Self.tar { $0.add(name, content: [1]) }) == .name(name, fault))
  }

  @Test func aNameThatIsNotUTF8() throws {
    let refusal = try Self.refusal(
      of: Self.tar { $0.add([0x61, 0xFF], content: [1]) })
    #expect(refusal == .name("a\u{FFFD}", .unprintable))
  }

  @Test(arguments: ["1", "3", "4", "6"] as [Character])
  func hardLinksAndDevices(_ kind: Character) throws {
    #expect(
      try Self.refusal(of: Self.tar { $0.add("odd", kind: kind, link: "good") })
        == .kind(name: "odd"))
  }

  @Test(arguments: ["/etc/passwd", "../x", "a/../../x"])
  func linksOut(_ target: String) throws {
    #expect(
      try Self.refusal(of: Self.tar { $0.add("link", kind: "2", link: target) })
        == .link(name: "link", target: target))
  }

  /// A link to a folder, and then a member below the link.
  @Test func writingThroughALink() throws {
    #expect(
      try Self.refusal(
        of: Self.tar {
          $0.add("d", kind: "2", link: "good")
          $0.add("d/x", content: [1])
        }) == .name("d/x", .below("d")))
  }

  @Test(arguments: [0o4755, 0o2755, 0o1644])
  func privilegedModes(_ mode: Int) throws {
    #expect(
      try Self.refusal(of: Self.tar { $0.add("root", mode: mode) })
        == .privileged(name: "root", mode: mode))
  }

  @Test func bombs() throws {
    let zeros = [UInt8](repeating: 0, count: 100_000)
    let tar = Self.tar {
      $0.add("a", content: zeros)
      $0.add("b", content: zeros)
    }
    #expect(try Self.refusal(of: tar) == nil)
    #expect(
      try Self.refusal(of: tar, limits: ArchiveLimits(memberSize: 99_999))
        == .size(name: "a", limit: 99_999))
    #expect(
      try Self.refusal(of: tar, limits: ArchiveLimits(totalSize: 150_000))
        == .size(name: "b", limit: 150_000))
    #expect(try Self.refusal(of: tar, limits: ArchiveLimits(members: 2)) == .members(limit: 2))
  }

  @Test func aTornOne() throws {
    let torn = Self.tar { $0.add("a", content: [1], size: 1 << 20) }
    guard case .malformed(_, let reason) = try Self.refusal(of: torn) else {
      Issue.record("a torn archive was read")
      return
    }
    #expect(reason.contains("Truncated"))
  }

  @Test(arguments: ArchiveFormat.allCases)
  func anotherForm(_ format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    try ArchiveWriter.write(
      [ArchiveMember("a", .bytes([1]))], as: format, modified: 1_700_000_000,
      to: folder.path + "/a")
    for other in ArchiveFormat.allCases where other != format {
      #expect(throws: ArchiveError.self) { try ArchiveReader.read(folder.path + "/a", as: other) }
    }
  }

  /// Bytes that are changed here and there: an error or a list, never a crash.
  @Test(arguments: ArchiveFormat.allCases)
  func changedBytes(_ format: ArchiveFormat) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    try ArchiveWriter.write(
      (0..<20).map { ArchiveMember("d/f\($0)", .bytes([UInt8](repeating: $0, count: 100))) },
      as: format, modified: 1_700_000_000, to: path)
    let sound = try folder.bytes("a")
    var state: UInt64 = 42
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var errors = 0
    for _ in 0..<400 {
      var bytes = sound
      for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
      if next(8) == 0 { bytes.removeLast(next(bytes.count)) }
      do throws(ArchiveError) {
        let entries = try ArchiveReader.read(bytes: bytes, as: format)
        #expect(entries.allSatisfy { !$0.name.hasPrefix("/") && !$0.name.contains("..") })
      } catch {
        #expect(!error.description.isEmpty)
        errors += 1
      }
    }
    #expect(errors > 50)
  }
}
