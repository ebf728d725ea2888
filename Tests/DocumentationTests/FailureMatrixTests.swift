import PerfFiles
import Testing

/// The table of failures names tests: they must be there.
@Suite struct FailureMatrixTests {
  private static let page = Repository.text(of: "docs/design/release-failures.md")

  @Test func everyCaseHasOneRow() {
    let cases = Self.page.matches(of: #/(?m)^\| F([0-9]+) /#).compactMap { Int($0.1) }
    #expect(cases == Array(1...63))
  }

  @Test func everyTestThatIsNamedIsThere() throws {
    let sources = Self.sources(below: "Tests")
    let names = Self.page.matches(of: #/`([A-Za-z]+Tests)(?:\.([A-Za-z]+))?`/#)
    try #require(names.count > 80)
    for name in names {
      let suite = sources.filter { $0.contains("struct \(name.1) ") }
      #expect(!suite.isEmpty, "\(name.0)")
      guard let function = name.2 else { continue }
      #expect(suite.contains { $0.contains("func \(function)(") }, "\(name.0)")
    }
  }

  private static func sources(below folder: String) -> [String] {
    let entries = (try? Folder.list(Repository.folder + "/" + folder)) ?? []
    return entries.flatMap { entry -> [String] in
      let path = folder + "/" + entry.name
      if entry.kind == .folder { return entry.name == "Fuzz" ? [] : sources(below: path) }
      return path.hasSuffix(".swift") ? [Repository.text(of: path)] : []
    }
  }
}
