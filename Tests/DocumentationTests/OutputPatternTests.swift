import Testing

@Suite struct OutputPatternTests {
  @Test(arguments: [
    ("a line", "a line"), ("a …", "a line"), ("… l…e", "a line"),
    ("sum   3/3  4.1 ms  2.3 MiB  caae3ca3", "sum  3/3  912.0 us  11.30 MiB  caae3ca3"),
    ("run 20260101T000000Z-00000000", "run 20261121T062723Z-86f5e124"),
  ])
  func formsOfOneLineMatch(_ documented: String, _ line: String) {
    #expect(OutputPattern.matches([documented], [line]))
  }

  @Test(arguments: [
    ("a line", "a lines"), ("a …b", "a line"), ("…ab…ba…", "aba"),
    ("digest caae3ca3", "digest caae3ca4"), ("exit 4", "exit 0"), ("3/3  4 ms", "2/3  4 ms"),
  ])
  func otherLinesDoNotMatch(_ documented: String, _ line: String) {
    #expect(!OutputPattern.matches([documented], [line]))
  }

  @Test func anEllipsisAloneStandsForAnyLines() {
    #expect(OutputPattern.matches(["a", "…", "d"], ["a", "b", "c", "d"]))
    #expect(OutputPattern.matches(["a", "…", "d"], ["a", "d"]))
    #expect(!OutputPattern.matches(["a", "…", "d"], ["a", "b"]))
    #expect(!OutputPattern.matches(["a"], ["a", "b"]))
    #expect(!OutputPattern.matches(["a", "b"], ["a"]))
  }
}
