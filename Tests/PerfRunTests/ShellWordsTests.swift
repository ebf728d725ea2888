import PerfRun
import Testing

@Suite struct ShellWordsTests {
  @Test(arguments: [
    ("a b  c", ["a", "b", "c"]),
    (" a\tb\n", ["a", "b"]),
    (#"a 'b c' "d e""#, ["a", "b c", "d e"]),
    (#"a'b'"c""#, ["abc"]),
    (#"'' """#, ["", ""]),
    (#"a\ b \'"#, ["a b", "'"]),
    (#""\"\\\$\`\a""#, [#""\$`\a"#]),
    (#"'\n'"#, [#"\n"#]),
    ("a\\\nb", ["ab"]),
    ("$HOME *.c ~", ["$HOME", "*.c", "~"]),
    ("ä 'ö ü'", ["ä", "ö ü"]),
  ])
  func wordsAreThoseOfAShell(_ text: String, _ words: [String]) throws {
    #expect(try ShellWords.split(text) == words)
  }

  @Test(arguments: [
    ("a 'b", ShellWords.Failure.openQuote("'", offset: 2)),
    ("\"", .openQuote("\"", offset: 0)),
    ("a\\", .trailingBackslash),
    ("", .empty),
    (" \t\n", .empty),
  ])
  func whatIsNotClosedIsAnError(_ text: String, _ failure: ShellWords.Failure) {
    #expect(throws: failure) { try ShellWords.split(text) }
  }
}
