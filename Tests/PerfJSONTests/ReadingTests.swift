import PerfJSON
import Testing

@Suite struct ReadingTests {
  private func parse(_ text: String) throws(JSONError) -> JSON { try JSON.parse(Array(text.utf8)) }

  @Test func everyKindOfValueIsRead() throws {
    let value = try parse(
      #" {"b": [1, -2.5, 1e3, true, false, null, "\u00fc\ud83d\ude00\/"], "a": {}} "#)
    #expect(
      value
        == .object([
          JSON.Member(
            "b",
            .array([
              .int(1), .number(-2.5), .number(1000), .bool(true), .bool(false), .null,
              .string("ü😀/"),
            ])), JSON.Member("a", .object([JSON.Member]())),
        ]))
    #expect(try parse("9223372036854775807") == .int(.max))
    #expect(try parse("-9223372036854775808") == .int(.min))
    #expect(try parse("\"x\"") == .string("x"))
  }

  @Test func membersKeepTheirOrder() throws {
    let names = (0..<100).map { "k\($0 * 37 % 100)" }
    let text = "{" + names.map { "\"\($0)\": 0" }.joined(separator: ",") + "}"
    #expect(try parse(text).members?.map(\.name) == names)
  }

  @Test(arguments: [
    ("{\"a\": 1,\n \"b\": }", 2, 7), ("[1, 2", 1, 5), ("", 1, 0), ("\n\n[1,,2]", 3, 4),
    ("{\"a\": 1}\n{", 2, 1), ("{'a': 1}", 1, 2), ("[NaN]", 1, 4), ("[01]", 1, 2), ("[1.]", 1, 3),
    ("[\"\n\"]", 1, 2), ("[1, 2,]", 1, 7), ("nul", 1, 3),
  ])
  func mistakesHaveTheirPlace(_ text: String, _ line: Int, _ column: Int) throws {
    let error = try #require(throws: JSONError.self) { try parse(text) }
    guard case .syntax(let reason, let foundLine, let foundColumn) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!reason.isEmpty)
    #expect([foundLine, foundColumn] == [line, column], "\(reason)")
  }

  @Test(arguments: [
    "{\"a\": 1, \"a\": 1}", "{\"x\": {\"a\": 1, \"b\": 2, \"a\": 3}}", "[{\"\": 1, \"\": 2}]",
    "{\"\\u0061\": 1, \"a\": 2}",
  ])
  func repeatedMembersAreRefused(_ text: String) throws {
    let error = try #require(throws: JSONError.self) { try parse(text) }
    guard case .syntax(let reason, _, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason.contains("duplicate"))
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC3],
    ] {
      #expect(throws: JSONError.self) { try JSON.parse(bytes) }
    }
    #expect(throws: JSONError.self) { try parse(#"["\ud800"]"#) }
  }

  @Test func integersBeyond64BitsAreRead() throws {
    let value = try parse(
      #"{"a": 18446744073709551615, "b": [-9223372036854775809, "99999999999999999999 \" 1"]}"#)
    #expect(value["a"]?.unsigned == .max)
    #expect(value["b"]?.elements?.first?.double == -9_223_372_036_854_775_808)
    #expect(value["b"]?.elements?.last?.text == "99999999999999999999 \" 1")
  }

  @Test(arguments: [
    "[99999999999999999999, 1-2]", "[99999999999999999999, --1]", "[99999999999999999999, -]",
    "[99999999999999999999, 00000000000000000000001]", "[099999999999999999999]",
    "[99999999999999999999", "[99999999999999999999, \"a]",
  ])
  func mistakesBesideBigIntegersStayMistakes(_ text: String) {
    #expect(throws: JSONError.self) { try parse(text) }
  }

  @Test func deepNestingIsRefusedAndNotFatal() {
    let depth = 200_000
    let brackets = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(throws: JSONError.self) { try parse(brackets) }
    #expect(throws: JSONError.self) { try parse(String(repeating: "{\"a\":", count: depth)) }
  }
}
