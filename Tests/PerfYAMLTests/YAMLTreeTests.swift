import PerfYAML
import Testing

@Suite struct YAMLTreeTests {
  private func tree(_ text: String) throws(YAMLError) -> YAMLNode {
    try YAMLDocument.parse(Array(text.utf8), file: "f").root
  }

  @Test func keysAndValuesHavePlaces() throws {
    let root = try tree("version: 1\nsuites:\n  - name: \"a b\"\n    list: [x, 'y']\n")
    let pairs = try #require(root.pairs)
    #expect(pairs.map(\.key) == ["version", "suites"])
    #expect(pairs[0].position == YAMLPosition(line: 1, column: 1, length: 7))
    #expect(pairs[0].value.position == YAMLPosition(line: 1, column: 10, length: 1))
    #expect(pairs[0].value.scalar == YAMLScalar(text: "1", style: .plain))
    let entry = try #require(pairs[1].value.elements?.first?.pairs)
    #expect(entry[0].value.position == YAMLPosition(line: 3, column: 11, length: 5))
    #expect(entry[0].value.scalar == YAMLScalar(text: "a b", style: .quoted))
    #expect(entry[1].value.position == YAMLPosition(line: 4, column: 11, length: 1))
    let list = try #require(entry[1].value.elements)
    #expect(list.map(\.position.column) == [12, 15])
    #expect(list.map(\.scalar?.style) == [.plain, .quoted])
  }

  @Test(arguments: [
    ("a: [x,\ty]", 8), ("ä: [日本, y]", 9), ("e\u{301}: [👩‍👩‍👧, y]", 8), ("\u{FEFF}a: [x, y]", 8),
  ])
  func columnsCountCharacters(_ text: String, _ column: Int) throws {
    let list = try #require(try tree(text).pairs?.first?.value.elements)
    #expect(list[1].position.column == column)
  }

  @Test(arguments: [
    "a: 1\nb: 2\n", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2", "---\na: 1\nb: 2\n...\n# end\n",
  ])
  func lineBreaksAndMarkersDoNotMatter(_ text: String) throws {
    let document = try YAMLDocument.parse(Array(text.utf8), file: "f")
    #expect(document.root.pairs?.map(\.key) == ["a", "b"])
    let line = try #require(document.root.pairs?.last?.position.line)
    #expect(document.line(line) == "b: 2")
    #expect(document.lines[line - 1] == "b: 2")
    #expect(document.line(0).isEmpty && document.line(99).isEmpty)
  }

  @Test func absentValuesAreKnownFromEmptyOnes() throws {
    let root = try tree("a:\nb: ''\nc: {}\n")
    #expect(root.pairs?.map { $0.value.scalar?.isAbsent } == [true, false, nil])
    #expect(root.pairs?[0].value.position.column == 3)
  }

  @Test func blocksAndFoldedTextAreRead() throws {
    let root = try tree("a: |\n  x\n  y\nb: >-\n  x\n  y\nc: 'it''s'\n")
    #expect(root.pairs?.map { $0.value.scalar?.text } == ["x\ny\n", "x y", "it's"])
  }
}
