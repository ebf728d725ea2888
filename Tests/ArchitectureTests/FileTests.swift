import PerfFiles
import Testing

@Suite struct FileTests {
  private static let places = ["Sources", "Plugins", "Tests"]

  private static func code() throws -> [String] {
    try places.flatMap { try Repository.files(below: $0) }.filter { path in
      [".swift", ".c", ".h", ".hpp", ".cpp"].contains { path.hasSuffix($0) }
    }
  }

  @Test func noFileIsLong() throws {
    let files = try Self.code()
    #expect(files.count > 200)
    for path in files {
      let count =
        try Repository.read(path).split(separator: "\n", omittingEmptySubsequences: false)
        .count - 1
      #expect(count <= 400, "\(path) has \(count) lines")
    }
  }

  @Test func namesSayWhatIsInside() throws {
    let vague = [
      "Utilities", "Utility", "Utils", "Util", "Common", "Helpers", "Helper", "Extensions", "Misc",
    ]
    for path in try Self.places.flatMap({ try Repository.files(below: $0) }) {
      for part in path.split(separator: "/") {
        let words = part.split { "+.".contains($0) }.map(String.init)
        #expect(!vague.contains { words.contains($0) }, "\(path)")
      }
    }
  }

  @Test func thePluginIsAShim() throws {
    let files = try Repository.files(below: "Plugins").filter { $0.hasSuffix(".swift") }
    #expect(files.count == 1)
    let lines = try files.flatMap { try Repository.read($0).split(separator: "\n") }
    #expect(lines.count < 40)
  }

  @Test func everyModuleHasItsTests() throws {
    let manifest = try Repository.read("Package.swift")
    let tests = try Folder.list(Repository.folder + "/Tests").map(\.name)
      .filter { $0.hasSuffix("Tests") }
    #expect(tests.count > 10)
    for name in tests {
      let isDeclared = manifest.contains("\"\(name)\"")
      #expect(isDeclared, "\(name) is not in Package.swift")
    }
  }
}
