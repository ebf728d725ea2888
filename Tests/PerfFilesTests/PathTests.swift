import PerfFiles
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    ("/a/b", "c", "/a/b/c"), ("/a/b", "/c", "/c"), ("/a/b", "../c", "/a/c"), ("a", ".", "a"),
    ("/a", "../../..", "/"), ("a", "../..", ".."), ("", "x", "/x"), ("/", "x", "/x"),
    ("/a/", "./b//c/", "/a/b/c"),
  ])
  func joining(_ base: String, _ part: String, _ whole: String) {
    #expect(Path.join(base, part) == whole)
  }

  @Test(arguments: [
    ("/", "/"), ("", "."), (".", "."), ("//a///b/", "/a/b"), ("/..", "/"), ("/../a", "/a"),
    ("a/..", "."), ("../a", "../a"), ("../../a/../b", "../../b"), ("a/./b", "a/b"),
    ("/a/b/../../..", "/"), ("...", "..."), ("a/...", "a/..."),
  ])
  func normalizing(_ path: String, _ plain: String) {
    #expect(Path.normalize(path) == plain)
    #expect(Path.normalize(plain) == plain)
  }

  @Test(arguments: [
    ("/a/b.csv", "b.csv", "/a", "csv"), ("b", "b", ".", ""), ("/b", "b", "/", ""),
    ("/", "/", "/", ""), ("a/.hidden", ".hidden", "a", ""), ("a.tar.GZ", "a.tar.GZ", ".", "gz"),
    ("x.d/name", "name", "x.d", ""), ("end.", "end.", ".", ""),
    ("a/.b.JSON", ".b.JSON", "a", "json"),
  ])
  func parts(_ path: String, _ name: String, _ folder: String, _ fileExtension: String) {
    #expect(Path.name(of: path) == name)
    #expect(Path.folder(of: path) == folder)
    #expect(Path.fileExtension(of: path) == fileExtension)
  }

  @Test(arguments: [
    ("/a/b/c", "/a", "b/c"), ("/a/b", "/a/b", "."), ("/a/bc", "/a/b", "/a/bc"), ("/a", "/", "a"),
    ("/x/../a/b", "/a/", "b"), ("/", "/", "."), ("/a", "/a/b", "/a"),
  ])
  func relative(_ path: String, _ folder: String, _ seen: String) {
    #expect(Path.relative(path, to: folder) == seen)
  }

  @Test func theCurrentFolderExists() {
    #expect(Path.current.hasPrefix("/"))
    #expect(Folder.exists(Path.current))
  }
}
