import Glibc
import Testing

@testable import PerfFiles

@Suite struct FolderTests {
  @Test func foldersAreCreatedWithThoseAbove() throws {
    let scratch = try ScratchFolder()
    try Folder.create(scratch.file("a/b/c"))
    try Folder.create(scratch.file("a/b/c"))
    try Folder.create(scratch.file("a/d/"))
    #expect(Folder.exists(scratch.file("a/b/c")) && Folder.exists(scratch.file("a/d")))
    try File.write([1], to: scratch.file("file"))
    #expect(throws: FileError.self) { try Folder.create(scratch.file("file")) }
    #expect(throws: FileError.self) { try Folder.create(scratch.file("file/below")) }
    #expect(throws: FileError.self) { try Folder.create("") }
  }

  @Test func aFolderThatCannotBeReadToItsEndIsAnError() throws {
    let scratch = try ScratchFolder()
    let folder = try #require(opendir(scratch.path))
    defer { closedir(folder) }
    // From here on reading fails.
    let file = open("/dev/null", O_RDONLY)
    dup2(file, dirfd(folder))
    close(file)
    #expect(throws: FileError("list", scratch.path, number: ENOTDIR)) {
      try Folder.list(scratch.path, from: folder)
    }
  }

  @Test func entriesAreSortedBytewiseAndLinksNotFollowed() throws {
    let scratch = try ScratchFolder()
    for name in ["b", "a", "B", "é", "a b", ".hidden"] {
      try File.write([], to: scratch.file(name))
    }
    try Folder.create(scratch.file("folder"))
    #expect(symlink("folder", scratch.file("link")) == 0)
    #expect(mkfifo(scratch.file("pipe"), 0o600) == 0)
    let entries = try Folder.list(scratch.path)
    #expect(
      entries.map(\.name) == [".hidden", "B", "a", "a b", "b", "folder", "link", "pipe", "é"])
    #expect(entries.first { $0.name == "folder" }?.kind == .folder)
    #expect(entries.first { $0.name == "link" }?.kind == .link)
    #expect(entries.first { $0.name == "pipe" }?.kind == .other)
    #expect(entries.first { $0.name == "b" }?.kind == .file)
    #expect(throws: FileError.self) { try Folder.list(scratch.file("none")) }
  }

  @Test func temporaryFoldersArePrivateAndDistinct() throws {
    let scratch = try ScratchFolder()
    let paths = try (0..<50).map { _ in
      try Folder.createTemporary(in: scratch.path, prefix: "t.")
    }
    #expect(Set(paths).count == 50)
    var status = stat()
    for path in paths {
      #expect(Path.name(of: path).count == 10 && Path.name(of: path).hasPrefix("t."))
      #expect(lstat(path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    }
    #expect(throws: FileError.self) {
      try Folder.createTemporary(in: scratch.file("none"), prefix: "t.")
    }
  }

  @Test func renamingKeepsTheContent() throws {
    let scratch = try ScratchFolder()
    try Folder.create(scratch.file("old"))
    try File.write([7], to: scratch.file("old/file"))
    try Folder.rename(scratch.file("old"), to: scratch.file("new"))
    #expect(try File.read(scratch.file("new/file")) == [7])
    #expect(throws: FileError.self) {
      try Folder.rename(scratch.file("old"), to: scratch.file("newer"))
    }
  }

  @Test func contentLeavesOutWhatIsNoSource() throws {
    let scratch = try ScratchFolder()
    for path in [
      "b.txt", "a/tool", "a/.git/config", ".build/x", ".perfkit/y", "node_modules/z", "out/kept",
      "out/left/one", "a/out/left", ".hidden",
    ] {
      try Folder.create(Path.folder(of: scratch.file(path)))
      try File.write([], to: scratch.file(path), mode: path == "a/tool" ? 0o755 : 0o644)
    }
    #expect(symlink("../b.txt", scratch.file("a/link")) == 0)
    let files = try FolderContent(excluding: ["out/left"]).files(below: scratch.path)
    #expect(
      files.map { $0.path + " " + $0.mode } == [
        ".hidden f", "a/link l", "a/out/left f", "a/tool x", "b.txt f", "out/kept f",
      ])
  }
}
