import PerfJSON
import Testing

@Suite struct ReferenceTests {
  @Test func everyCommandHasItsSection() throws {
    let project = try PreparedProject("sum")
    let page = try #require(Repository.pages.first { $0.path == "docs/reference/commands.md" })
    let top = Self.names(in: project.run("perfkit --help").output)
    try #require(top.contains("smoke") && top.contains("baseline"))
    for name in top where name != "help" {
      #expect(page.anchors.contains("perfkit-\(name)"), "\(name)")
      for inner in Self.names(in: project.run("perfkit help \(name)").output) {
        #expect(page.anchors.contains("perfkit-\(name)-\(inner)"), "\(name) \(inner)")
      }
    }
  }

  @Test func everyExitCodeHasItsRow() throws {
    let project = try PreparedProject("sum")
    let text = Repository.text(of: "docs/reference/exit-codes.md")
    let codes = project.run("perfkit --help").output.matches(of: /\n  ([0-9]+) {2,}\S/).map(\.1)
    try #require(codes.contains("64"))
    for code in codes { #expect(text.contains("\n| \(code) |"), "\(code)") }
  }

  @Test func theReadmeShowsTheDigestsOfTheBaseline() throws {
    let readme = try #require(Repository.pages.first { $0.path == "README.md" })
    let shown = try #require(readme.fences.first).lines.joined(separator: "\n")
    let baseline = try JSON.parse(
      Array(Repository.text(of: "release/baselines/main/smoke.json").utf8))
    let cases = try #require(baseline["cases"]?.elements)
    try #require(!cases.isEmpty)
    for entry in cases {
      let name = entry["name"]?.text ?? ""
      let digest = entry["digests"]?.members?.first?.value.text ?? ""
      #expect(
        shown.split(separator: "\n").contains {
          $0.contains(name) && $0.contains(digest.prefix(8))
        }, "\(name) \(digest.prefix(8))")
    }
  }

  @Test func everySchemaIsListed() {
    let text = Repository.text(of: "docs/reference/documents.md")
    for name in Repository.schemas { #expect(text.contains("schemas/\(name))"), "\(name)") }
  }

  /// The command names of a help page: the first words of its indented lines before the options.
  private static func names(in help: String) -> [String] {
    let body = help.prefix(upTo: help.firstRange(of: "ptions:")?.lowerBound ?? help.endIndex)
    return body.matches(of: /\n  ([a-z]+) {2,}\S/).map { String($0.1) }
  }
}
