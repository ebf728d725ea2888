import PerfResults
import Testing

@Suite struct CSVTests {
  private func records(_ text: String) throws(CSV.Failure) -> [[String]] {
    try CSV.records(in: Array(text.utf8))
  }

  @Test(
    arguments: [
      ("", []), ("a,b\n", [["a", "b"]]), ("a,b", [["a", "b"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d\r\ne,f", [["a", "b"], ["c", "d"], ["e", "f"]]), ("\u{FEFF}a,b\n", [["a", "b"]]),
      ("\u{FEFF}\"a\",b\n", [["a", "b"]]), ("\"\"\n", [[""]]), (",\n", [["", ""]]),
      ("a,\n", [["a", ""]]),
      ("\"a,b\",c\n", [["a,b", "c"]]), ("\"a\"\"b\"\"\"\n", [["a\"b\""]]), ("\"\"\"\"", [["\""]]),
      ("\"a\nb\",c\nd,e\n", [["a\nb", "c"], ["d", "e"]]),
      ("\"a\r\nb\"\r\nc\r\n", [["a\r\nb"], ["c"]]),
      (" a , b \n", [[" a ", " b "]]), ("ü,€,😀\n", [["ü", "€", "😀"]]),
      ("a\rb,c\n", [["a\rb", "c"]]),
      ("a,\u{301}\n", [["a", "\u{301}"]]), ("\"\u{301}\",b\n", [["\u{301}", "b"]]),
      ("a\u{0}b\n", [["a\u{0}b"]]),
    ] as [(String, [[String]])])
  func textsAreRead(_ text: String, _ expected: [[String]]) throws {
    let found = try records(text)
    #expect(found.map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
  }

  @Test(arguments: [
    ("a,b\nc,\"d\n\n", 2, "a quoted field is not closed"),
    ("\"", 1, "a quoted field is not closed"),
    ("a\n\"b\nc\nd\n", 2, "a quoted field is not closed"),
    ("a,b\n\"x\ny\"z,1\n", 3, "text behind a closing quote"),
    ("\"a\" ,b\n", 1, "text behind a closing quote"),
    ("a\nb\nc\"d\n", 3, "a quote inside an unquoted field"),
    ("a, \"b\"\n", 1, "a quote inside an unquoted field"),
    ("a\r\n\"b\r\nc\"\r\nd\"\r\n", 4, "a quote inside an unquoted field"),
  ])
  func tornQuotesHaveTheirLine(_ text: String, _ line: Int, _ reason: String) throws {
    let failure = try #require(throws: CSV.Failure.self) { try records(text) }
    #expect(failure.line == line)
    #expect(failure.reason == reason)
  }

  @Test(
    arguments: [
      ([0xFF], 1), ([0x61, 0x0A, 0x62, 0xC3, 0x0A], 2), ([0x61, 0x0A, 0x0A, 0xED, 0xA0, 0x80], 3),
      ([0xC0, 0x80], 1), ([0x61, 0x0A, 0xF5, 0x80, 0x80, 0x80], 2), ([0xFF, 0xFE, 0x61, 0x00], 1),
    ] as [([UInt8], Int)])
  func bytesThatAreNotUTF8HaveTheirLine(_ bytes: [UInt8], _ line: Int) throws {
    let failure = try #require(throws: CSV.Failure.self) { try CSV.records(in: bytes) }
    #expect(failure.line == line)
    #expect(failure.reason == "the text is not UTF-8")
  }

  @Test func fieldsAreQuotedOnlyWhereTheyMust() {
    #expect(CSV.record(["a", "", " b ", "c;d", "é", "'"]) == "a,, b ,c;d,é,'")
    #expect(
      CSV.record(["a,b", "c\"d", "e\nf", "g\r", "\r\n"])
        == "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\r\",\"\r\n\"")
    #expect(CSV.quoted(",\u{301}") == "\",\u{301}\"")
    #expect(CSV.quoted("\"\u{301}") == "\"\"\"\u{301}\"")
  }

  @Test func whatIsWrittenIsRead() throws {
    let letters = ["a", ",", "\"", "\n", "\r", "\r\n", "é", "\u{301}", " "]
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let table = (0..<3).map { _ in
        ["x"]
          + (0..<3).map { _ in
            (0..<Int.random(in: 0...5, using: &generator)).map { _ in
              letters.randomElement(using: &generator) ?? ""
            }.joined()
          }
      }
      let text = table.map { CSV.record($0) + "\n" }.joined()
      #expect(try records(text) == table, "\(text.debugDescription)")
    }
  }

  @Test func anEmptyLineIsAnEmptyField() throws {
    #expect(try records("a\n\n") == [["a"], [""]])
    #expect(try records("a\r\n\r\nb\r\n") == [["a"], [""], ["b"]])
    #expect(try records("a\nb\n") == [["a"], ["b"]])
  }
}
