import PerfJSON
import Testing

@Suite struct DocumentTests {
  @Test func membersAreSortedBytewiseWithFormatFirst() {
    let value = JSON.object([
      ("b", .int(1)), ("é", .null), ("B", .bool(true)), ("format", .string("x/1")),
      ("a", .object([("format", .int(2)), ("a", .int(3)), ("nothing", nil)])), ("", .bool(false)),
    ])
    #expect(
      value.document == """
        {
          "format": "x/1",
          "": false,
          "B": true,
          "a": {
            "format": 2,
            "a": 3
          },
          "b": 1,
          "é": null
        }

        """)
    #expect(
      value.line == #"{"format": "x/1", "": false, "B": true, "a": {"format": 2, "a": 3}, "#
        + #""b": 1, "é": null}"#)
  }

  @Test func arraysOfPlainValuesStandOnOneLine() {
    #expect(JSON.array([.int(1), .number(0.5), .null]).document == "[1, 0.5, null]\n")
    #expect(JSON.array([]).document == "[]\n")
    #expect(JSON.object([JSON.Member]()).document == "{}\n")
    #expect(
      JSON.array([
        .array([.int(1), .int(2)]), .object([JSON.Member]()), .object([("a", .array([]))]),
      ]).document
        == "[\n  [1, 2],\n  {},\n  {\n    \"a\": []\n  }\n]\n")
  }

  @Test func equalContentIsEqualBytes() {
    let names = ["zeta", "alpha", "format", "Mid", "a", "aa"]
    let members = names.enumerated().map { JSON.Member($1, .int(Int64($0))) }
    let documents = Set((0..<20).map { _ in JSON.object(members.shuffled()).document })
    #expect(documents.count == 1)
  }

  @Test func textIsEscapedWhereItMustBe() {
    #expect(JSON.string("q\" b\\ n\n r\r t\t").line == #""q\" b\\ n\n r\r t\t""#)
    #expect(JSON.string("\u{0}\u{1}\u{1F}\u{7F}").line == #""\u0000\u0001\u001f\u007f""#)
    #expect(JSON.string("/ ü € 😀 \u{2028} \u{301}").line == "\"/ ü € 😀 \u{2028} \u{301}\"")
    #expect(JSON.object([("a\"b", .null)]).line == #"{"a\"b": null}"#)
  }

  @Test(arguments: [
    "", "plain", "q\" b\\ / n\n r\r t\t", "\u{1}\u{8}\u{C}\u{1F}\u{7F}\u{80}", "ü€😀", "e\u{301}",
    "\u{301}first", "\r\n", "\u{FEFF}mark", "\u{FFFF}\u{10FFFF}", "a\u{0}b",
  ])
  func everyTextSurvivesADocument(_ text: String) throws {
    let document = JSON.object([("text", .string(text)), ("all", .array([.string(text)]))]).document
    let read = try JSON.parse(Array(document.utf8))
    #expect(read["text"]?.text.map { Array($0.utf8) } == Array(text.utf8))
    #expect(read.document == document)
  }

  @Test func numbersThatAreNoneBecomeNull() {
    #expect(JSON.array([.number(.nan), .number(.infinity)]).line == "[null, null]")
    #expect(JSON.number(-0.0).line == "0")
  }
}
