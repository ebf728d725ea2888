import Glibc
import PerfFiles
import PerfRelease
import Testing

/// The reader of ELF files, beside binutils' `readelf`.
@Suite struct ELFImageTests {
  private static let readable = [
    "/bin/sh", "/usr/bin/env", "/usr/bin/git", "/usr/bin/readelf", "/lib64/ld-linux-x86-64.so.2",
    "/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libm.so.6", "/proc/self/exe",
  ].filter { File.exists($0) }

  private static func image(_ path: String) throws -> ELFImage {
    try ELFImage(try File.read(File.resolved(path) ?? path))
  }

  @Test(arguments: readable)
  func agreesWithReadelf(_ path: String) throws {
    let real = try #require(File.resolved(path))
    let image = try Self.image(real)
    let dynamic = try Shell.output("LC_ALL=C readelf -dW '\(real)'")
    #expect(image.needed == Shell.bracketed(dynamic, after: "Shared library: "))
    #expect(image.name.map { [$0] } ?? [] == Shell.bracketed(dynamic, after: "Library soname: "))
    #expect(
      image.searchPaths
        == Shell.bracketed(dynamic, after: "path: ").flatMap { $0.split(separator: ":") }
        .map(String.init))
    let programs = try Shell.output("LC_ALL=C readelf -lW '\(real)'")
    #expect(
      image.interpreter.map { [$0] } ?? []
        == Shell.bracketed(programs, after: "Requesting program interpreter: ", from: ""))
    let versions = try Shell.output("LC_ALL=C readelf -VW '\(real)'")
    #expect(image.requiredVersions == Self.needs(versions))
    let notes = try Shell.output("LC_ALL=C readelf -nW '\(real)'")
    #expect(image.buildID == Shell.word(notes, after: "Build ID: "))
    let sections = try Shell.output("LC_ALL=C readelf -SW '\(real)'")
    #expect(image.hasSymbolTable == sections.contains(" .symtab "))
    #expect(image.hasDebugInformation == sections.contains(" .debug_info "))
    #expect(image.machine == "x86_64" || image.machine == "aarch64")
    #expect(image.is64)
  }

  /// The version needs section of `readelf -V`.
  private static func needs(_ text: String) -> [ELFImage.RequiredVersion] {
    guard let needs = text.rest(after: "Version needs section") else { return [] }
    var found: [ELFImage.RequiredVersion] = []
    var library = ""
    for line in needs.split(separator: "\n") {
      if let name = Shell.word(String(line), after: "File: ") { library = name }
      if let version = Shell.word(String(line), after: "Name: ") {
        found.append(ELFImage.RequiredVersion(library: library, version: version))
      }
    }
    return found
  }

  @Test func theHighestGlibcIsByNumber() throws {
    var image = try Self.image("/bin/sh")
    image.requiredVersions = ["GLIBC_2.4", "GLIBC_2.34", "GLIBC_2.2.5", "GLIBC_PRIVATE", "X_9"].map
    {
      ELFImage.RequiredVersion(library: "libc.so.6", version: $0)
    }
    #expect(image.glibc == "2.34")
    image.requiredVersions = []
    #expect(image.glibc == nil)
  }

  @Test func aProgramOf32Bits() throws {
    let folder = try Shell.Folder()
    try folder.run(
      """
      printf '.globl _start\\n_start: int $0x80\\n' > a.s
      as --32 -o a.o a.s; ld -m elf_i386 --build-id=sha1 -o a a.o
      """)
    let image = try ELFImage(try File.read(folder.path + "/a"))
    #expect(image.machine == "i686")
    #expect(!image.is64)
    #expect(image.kind == .executable)
    #expect(image.needed == [])
    #expect(image.interpreter == nil)
    #expect(image.hasSymbolTable)
    #expect(image.buildID?.count == 40)
    let object = try ELFImage(try File.read(folder.path + "/a.o"))
    #expect(object.kind == .relocatable)
  }

  @Test func aHeaderWithTheOtherByteOrder() throws {
    var bytes = [UInt8](repeating: 0, count: 64)
    bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 2])
    (bytes[17], bytes[19]) = (2, 22)
    let image = try ELFImage(bytes)
    #expect(image.machine == "s390x")
    #expect(image.kind == .executable)
  }

  @Test func whatIsNoELF() {
    for bytes in [[], [0x7F], Array("#!/bin/sh\necho hello, world\n".utf8)] as [[UInt8]] {
      #expect(throws: ELFError("the file header", at: 0)) { try ELFImage(bytes) }
    }
    #expect(
      ELFError("a note", at: 7).description == "a note at byte 7 is torn or makes no sense")
  }

  /// Programs cut at every place, and with bytes changed: an error or an image, never a crash.
  @Test func hostileBytes() throws {
    let folder = try Shell.Folder()
    try folder.run("echo 'int main(void) { return 0; }' > a.c; cc -o a a.c")
    let sound = try File.read(folder.path + "/a")
    _ = try ELFImage(sound)
    for count in stride(from: 0, to: sound.count, by: 61) {
      _ = try? ELFImage(Array(sound.prefix(count)))
    }
    var state: UInt64 = 42
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var errors = 0
    for round in 0..<3000 {
      var bytes = sound
      let reach = round % 2 == 0 ? 1024 : bytes.count
      for _ in 0...next(8) {
        bytes[next(reach)] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(next(256))][next(6)]
      }
      do { _ = try ELFImage(bytes) } catch { errors += 1 }
    }
    #expect(errors > 300)
  }
}
