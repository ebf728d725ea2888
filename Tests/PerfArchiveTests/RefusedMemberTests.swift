import Glibc
import PerfArchive
import Testing

/// What must not be packed.
@Suite struct RefusedMemberTests {
  private static func refusal(
    _ members: [ArchiveMember], as format: ArchiveFormat = .tarGzip, modified: Int = 1_700_000_000
  ) throws -> ArchiveError? {
    let folder = try TemporaryFolder()
    defer { #expect((try? folder.names) == [], "a refused archive is left") }
    do throws(ArchiveError) {
      try ArchiveWriter.write(members, as: format, modified: modified, to: folder.path + "/a")
    } catch {
      return error
    }
    _ = try folder.output(of: "rm a")
    return nil
  }

  private static func named(_ names: String...) -> [ArchiveMember] {
    names.map { ArchiveMember($0, .bytes([1])) }
  }

  @Test(
    arguments: [
      ("", .empty), ("/etc/passwd", .absolute), ("../x", .climbing), ("a/../b", .climbing),
      ("a//b", .climbing), ("./a", .climbing), ("a/", .climbing), ("a\nb", .unprintable),
      ("a\u{1B}[31mb", .unprintable), ("a\0b", .unprintable), ("a\\b", .unprintable),
      ("a\u{85}b", .unprintable), ("a\u{202E}gnp.exe", .deceptive), ("a\u{200B}b", .deceptive),
      ("a\u{2028}b", .deceptive), ("a\u{A0}b", .deceptive),
      (String(repeating: "x", count: 256), .long(255)),
    ] as [(String, ArchiveError.NameFault)])
  func names(_ name: String, _ fault: ArchiveError.NameFault) throws {
    #expect(try Self.refusal(Self.named(name)) == .name(name, fault))
    #expect(try Self.refusal(Self.named("ok", name)) == .name(name, fault))
  }

  @Test func twins() throws {
    #expect(try Self.refusal(Self.named("a", "b", "a")) == .name("a", .duplicate))
    #expect(try Self.refusal(Self.named("README", "readme")) == .name("readme", .twin("README")))
    #expect(try Self.refusal(Self.named("a/x", "A/y")) == .name("a/x", .twin("A")))
    #expect(
      try Self.refusal(Self.named("caf\u{E9}", "cafe\u{301}")) == .name("caf\u{E9}", .duplicate))
    #expect(try Self.refusal(Self.named("a", "a/b")) == .name("a/b", .below("a")))
    #expect(try Self.refusal(Self.named("a/b", "a")) == .name("a/b", .below("a")))
    #expect(try Self.refusal(Self.named("a/b", "a/c", "ab")) == nil)
  }

  @Test(
    arguments: [
      ("/etc/passwd", false), ("..", false), ("../../x", false), ("", false),
      ("b/../../../x", false),
      ("b/../c", false), ("c\nd", false), ("c\u{202E}d", false), ("c", true), ("./c", true),
      ("../c", true), ("b/c", true),
    ])
  func links(_ target: String, _ isSound: Bool) throws {
    let found = try Self.refusal([ArchiveMember("a/link", .link(target))])
    #expect(found == (isSound || target == ".." ? nil : .link(name: "a/link", target: target)))
    #expect(
      try Self.refusal([ArchiveMember("link", .link("../c"))])
        == .link(name: "link", target: "../c"))
  }

  @Test func namesInOtherScriptsHaveNoPlaceInZip() throws {
    let refusal = try Self.refusal(Self.named("Größe"), as: .zip)
    #expect(refusal == .name("Größe", .foreign))
    #expect(refusal?.hint == "pack a tar.gz, or rename the file")
    #expect(try Self.refusal(Self.named("Größe")) == nil)
  }

  @Test func nothingAndNoTime() throws {
    #expect(try Self.refusal([]) == .nothing)
    for moment in [0, -1, 315_532_799, 4_354_819_200] {
      #expect(try Self.refusal(Self.named("a"), modified: moment) == .time(moment))
    }
    #expect(try Self.refusal(Self.named("a"), modified: 315_532_800) == nil)
  }

  @Test func whatIsNoFile() throws {
    let folder = try TemporaryFolder()
    _ = try folder.output(of: "echo x > f; ln -s f link; mkdir d; mkfifo pipe")
    for name in ["link", "d", "pipe"] {
      let path = folder.path + "/" + name
      #expect(try Self.refusal([ArchiveMember("m", .file(path))]) == .notAFile(path: path))
    }
    let none = folder.path + "/none"
    #expect(
      try Self.refusal([ArchiveMember("m", .file(none))])
        == .file(operation: "read", path: none, number: ENOENT))
  }

  /// A file of the kernel's says that it holds nothing, and then gives bytes.
  @Test func aFileThatHoldsMoreThanItSaid() throws {
    #expect(
      try Self.refusal([ArchiveMember("m", .file("/proc/self/maps"))])
        == .changed(path: "/proc/self/maps"))
  }

  @Test func aFolderThatCannotBeWritten() throws {
    let folder = try TemporaryFolder()
    #expect(
      throws: ArchiveError.file(
        operation: "write", path: folder.path + "/no/a", number: ENOENT)
    ) {
      try ArchiveWriter.write(
        Self.named("a"), as: .zip, modified: 1_700_000_000, to: folder.path + "/no/a")
    }
  }

  @Test func errorsShowNoControlCharacters() {
    let error = ArchiveError.name("a\u{1B}[31m\n\u{202E}b", .unprintable)
    #expect(
      error.description
        == "the member name 'a\\u{1b}[31m\\u{a}\\u{202e}b' has a control character, "
        + "a backslash or bytes that are not UTF-8")
  }
}
