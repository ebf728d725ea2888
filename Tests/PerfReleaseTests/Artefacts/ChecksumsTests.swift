import PerfFiles
import PerfRelease
import Testing

@Suite struct ChecksumsTests {
  private static let one = String(repeating: "1", count: 64)
  private static let two = String(repeating: "2", count: 64)

  @Test func sha256sumAcceptsIt() throws {
    let folder = try Shell.Folder()
    try folder.run("printf a > b.tar.gz; printf b > A+_x-1.zip; printf c > a")
    let listed = try folder.run("sha256sum *").split(separator: "\n").map {
      (name: String($0.dropFirst(66)), sha256: String($0.prefix(64)))
    }
    let checksums = try Checksums(listed.reversed())
    try File.write(checksums.text.utf8, to: folder.path + "/SHA256SUMS")
    #expect(
      try folder.run("LC_ALL=C sha256sum --check --strict SHA256SUMS")
        == "A+_x-1.zip: OK\na: OK\nb.tar.gz: OK\n")
    #expect(try folder.run("rm SHA256SUMS; LC_ALL=C sha256sum *") == checksums.text)
    #expect(try Checksums(reading: checksums.text) == checksums)
  }

  @Test(
    arguments: [
      "", "a b", "a\nb", "a\\b", "a/b", "..", ".hidden", "dot.", "-rf", "ü",
      String(repeating: "x", count: 129),
    ])
  func oddNames(_ name: String) {
    #expect(throws: ArtefactError.self) { try Checksums([(name, Self.one)]) }
  }

  @Test func twice() {
    #expect(throws: ArtefactError.name("a", fault: "occurs twice")) {
      try Checksums([("a", Self.one), ("a", Self.two)])
    }
  }

  /// What `sha256sum --check` skips, or takes in another form.
  @Test(
    arguments: [
      ("garbage\n", 1), ("\(one)  a", 1), ("\(one) *a\n", 1), ("\(one)  a\r\n", 1),
      ("\(one)  a\n\n", 2), ("\\\(one)  a\\\\n\n", 1), ("SHA256 (a) = \(one)\n", 1),
      ("\(one)  a\n\(two)  a\n", 2), ("\(one)  b\n\(two)  a\n", 2), ("\(one)  ../a\n", 1),
      ("\(one.replacing("1", with: "A"))  a\n", 1), ("# note\n", 1),
    ])
  func whatIsNotTheText(_ text: String, _ line: Int) {
    let error = #expect(throws: ArtefactError.self) { try Checksums(reading: text) }
    guard case .checksums(line, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func differences() throws {
    let checksums = try Checksums([("a", Self.one), ("b", Self.one), ("c", Self.one)])
    let found = checksums.differences(from: ["b": Self.one, "c": Self.two, "d": Self.one])
    #expect(found.missing == ["d"])
    #expect(found.extra == ["a"])
    #expect(found.different == ["c"])
  }
}
