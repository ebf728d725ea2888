import Glibc
import PerfFiles
import Testing

@Suite struct RemovalTests {
  @Test func everythingGoes() throws {
    let scratch = try ScratchFolder()
    try Folder.create(scratch.file("tree/a/b/c"))
    try Folder.create(scratch.file("tree/empty"))
    try File.write([1], to: scratch.file("tree/a/file"))
    #expect(mkfifo(scratch.file("tree/pipe"), 0o600) == 0)
    try Folder.remove(scratch.file("tree"))
    #expect(try scratch.names().isEmpty)
    try Folder.remove(scratch.file("tree"))
  }

  @Test func whatLinksPointToStays() throws {
    let scratch = try ScratchFolder()
    try Folder.create(scratch.file("kept/inner"))
    try File.write([1], to: scratch.file("kept/file"))
    try Folder.create(scratch.file("tree/sub"))
    #expect(symlink("../kept", scratch.file("tree/link")) == 0)
    #expect(symlink(scratch.file("kept/file"), scratch.file("tree/sub/file")) == 0)
    #expect(symlink("nowhere", scratch.file("tree/dangling")) == 0)
    try Folder.remove(scratch.file("tree"))
    #expect(try scratch.names() == ["kept"])
    #expect(try Folder.list(scratch.file("kept")).map(\.name) == ["file", "inner"])
  }

  @Test func aLinkGivenAsTheFolderIsNotFollowed() throws {
    let scratch = try ScratchFolder()
    try Folder.create(scratch.file("kept/inner"))
    try File.write([1], to: scratch.file("kept/file"))
    #expect(symlink("kept", scratch.file("link")) == 0)
    try? Folder.remove(scratch.file("link"))
    #expect(try Folder.list(scratch.file("kept")).map(\.name) == ["file", "inner"])
  }

  @Test func readOnlyFoldersGo() async {
    await #expect(processExitsWith: .success) {
      try leaveRoot()
      for mode: UInt32 in [0o500, 0o300, 0o000] {
        let scratch = try ScratchFolder()
        let tree = scratch.file("tree")
        try Folder.create(tree)
        try File.write([1], to: tree + "/file", mode: 0o400)
        try File.write([1], to: tree + "/other")
        try require(chmod(tree, mode) == 0)
        try Folder.remove(tree)
        try require(!Folder.exists(tree))
      }
    }
  }

  @Test func readOnlyFoldersOfFoldersGo() async {
    await #expect(processExitsWith: .success) {
      try leaveRoot()
      let scratch = try ScratchFolder()
      let tree = scratch.file("tree")
      try Folder.create(tree + "/one/two")
      try Folder.create(tree + "/other")
      try File.write([1], to: tree + "/one/two/file", mode: 0o400)
      try require(chmod(tree + "/one", 0o500) == 0 && chmod(tree, 0o500) == 0)
      try Folder.remove(tree)
      try require(!Folder.exists(tree))
    }
  }

  @Test func whatCannotGoIsNamed() async {
    await #expect(processExitsWith: .success) {
      try leaveRoot()
      let error = #expect(throws: FileError.self) { try Folder.remove("/proc/self") }
      try require(error != nil)
    }
  }
}

/// Permissions bind only those who are not root.
private func leaveRoot() throws {
  guard geteuid() == 0 else { return }
  try require(setregid(65534, 65534) == 0 && setreuid(65534, 65534) == 0)
}

private func require(_ condition: Bool) throws {
  guard condition else { throw FileError("require", "") }
}
