import Glibc
import PerfFiles
import Testing

@Suite struct FileTests {
  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func whatIsWrittenIsRead() throws {
    let scratch = try ScratchFolder()
    let file = scratch.file("data")
    for size in [0, 1, 65535, 65536, 65537, 300_000] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
      try File.write(bytes, to: file)
      #expect(try File.read(file) == bytes)
      #expect(File.size(file) == size)
    }
    #expect(try scratch.names() == ["data"])
  }

  @Test func theModeIsTheOneAskedFor() throws {
    let scratch = try ScratchFolder()
    for wanted: UInt32 in [0o600, 0o640, 0o755, 0o500] {
      let file = scratch.file("mode-\(wanted)")
      try File.write([1], to: file, mode: wanted)
      #expect(mode(file) == wanted)
      try File.copy(file, to: scratch.file("copy-\(wanted)"))
      #expect(mode(scratch.file("copy-\(wanted)")) == wanted)
    }
    try File.write([2], to: scratch.file("plain"))
    #expect(mode(scratch.file("plain")) == 0o644)
    try File.write([3], to: scratch.file("plain"), mode: 0o600)
    #expect(mode(scratch.file("plain")) == 0o600)
  }

  @Test func aFailedWriteLeavesNothing() throws {
    let scratch = try ScratchFolder()
    try Folder.create(scratch.file("taken/inside"))
    let error = try #require(throws: FileError.self) {
      try File.write([1, 2], to: scratch.file("taken"))
    }
    #expect(error.operation == "write")
    #expect(error.path == scratch.file("taken"))
    #expect(try scratch.names() == ["taken"])
    #expect(throws: FileError("write", scratch.file("no/file"), number: ENOENT)) {
      try File.write([1], to: scratch.file("no/file"))
    }
    #expect(try scratch.names() == ["taken"])
  }

  @Test func aFullDeviceIsAnError() throws {
    let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    #expect(throws: FileError("write", "name", number: ENOSPC)) {
      try File.writeAll([1], to: descriptor, path: "name")
    }
  }

  @Test func aReaderKeepsTheOldFile() throws {
    let scratch = try ScratchFolder()
    let file = scratch.file("data")
    try File.write("old".utf8, to: file)
    let reader = open(file, O_RDONLY | O_CLOEXEC)
    defer { close(reader) }
    try File.write("newer".utf8, to: file)
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(reader, &bytes, bytes.count)
    #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "old")
    #expect(try File.read(file) == Array("newer".utf8))
  }

  @Test func aLinkIsReplacedAndItsTargetKept() throws {
    let scratch = try ScratchFolder()
    try File.write("target".utf8, to: scratch.file("target"))
    #expect(symlink("target", scratch.file("link")) == 0)
    #expect(try File.linkTarget(scratch.file("link")) == "target")
    #expect(File.resolved(scratch.file("link")) == File.resolved(scratch.file("target")))
    try File.write("new".utf8, to: scratch.file("link"))
    #expect(try File.read(scratch.file("target")) == Array("target".utf8))
    #expect(throws: FileError.self) { try File.linkTarget(scratch.file("link")) }
  }

  @Test func readingSaysWhatIsWrong() throws {
    let scratch = try ScratchFolder()
    let missing = try #require(throws: FileError.self) { try File.read(scratch.file("none")) }
    #expect(missing == FileError("read", scratch.file("none"), number: ENOENT))
    #expect(missing.isMissing)
    #expect(missing.reason == "No such file or directory")
    let folder = try #require(throws: FileError.self) { try File.read(scratch.path) }
    #expect(folder.number == EISDIR && !folder.isMissing)
    try File.write([1, 2, 3], to: scratch.file("three"))
    #expect(try File.read(scratch.file("three"), limit: 3).count == 3)
    let large = try #require(throws: FileError.self) {
      try File.read(scratch.file("three"), limit: 2)
    }
    #expect(large.number == EFBIG)
    let below = try #require(throws: FileError.self) { try File.read(scratch.file("three/x")) }
    #expect(below.isMissing)
  }

  @Test func questionsFollowLinks() throws {
    let scratch = try ScratchFolder()
    try File.write([1], to: scratch.file("tool"), mode: 0o755)
    try File.write([1, 2], to: scratch.file("text"))
    #expect(symlink("tool", scratch.file("link")) == 0)
    #expect(symlink("nowhere", scratch.file("dangling")) == 0)
    #expect(File.isExecutable(scratch.file("link")) && File.isRegular(scratch.file("link")))
    #expect(!File.isExecutable(scratch.file("text")) && File.size(scratch.file("text")) == 2)
    #expect(!File.exists(scratch.file("dangling")) && File.exists(scratch.path))
    #expect(!File.isRegular(scratch.path) && !File.isExecutable(scratch.path))
    #expect(File.size(scratch.file("none")) == nil && File.modified(scratch.file("none")) == nil)
    #expect(File.resolved(scratch.file("dangling")) == nil)
    #expect(File.modified(scratch.file("text")) != nil)
  }

  @Test func removingWhatIsNotThereIsNoError() throws {
    let scratch = try ScratchFolder()
    try File.write([1], to: scratch.file("a"))
    try File.remove(scratch.file("a"))
    try File.remove(scratch.file("a"))
    #expect(try scratch.names().isEmpty)
    #expect(throws: FileError.self) { try File.remove(scratch.path) }
  }
}
