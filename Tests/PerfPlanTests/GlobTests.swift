import PerfModel
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("quick", "quick", true), ("quick", "quick2", false), ("quick", "quic", false),
    ("*", "", true), ("*", "a/b=c,d=e", true), ("quick/*", "quick/scenario=a", true),
    ("quick/*", "quick", false), ("?", "", false), ("?", "é", true), ("a?c", "abc", true),
    ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false), ("**", "x", true),
    ("{a,b}", "a", true), ("{a,b}", "b", true), ("{a,b}", "c", false), ("{a,b}", "ab", false),
    ("x{,y}z", "xz", true), ("x{,y}z", "xyz", true), ("{a*,b}c", "axxc", true),
    ("{a,{b,c}d}e", "cde", true), ("{a,{b,c}d}e", "ce", false), ("{a}", "a", true),
    ("a,b", "a,b", true), ("[ab]", "[ab]", true), ("latency_{p50,p99}", "latency_p99", true),
    ("A", "a", false), ("{}", "", true),
  ])
  func matchesWholeNames(_ pattern: String, _ name: String, _ expected: Bool) throws {
    #expect(try Glob(pattern).matches(name) == expected)
  }

  @Test func wrongPatternsSayWhere() {
    #expect(throws: Glob.Failure.empty) { try Glob("") }
    #expect(throws: Glob.Failure.unclosedBrace(offset: 1)) { try Glob("a{b,c") }
    #expect(throws: Glob.Failure.strayBrace(offset: 1)) { try Glob("a}") }
    #expect(throws: Glob.Failure.tooLong) { try Glob(String(repeating: "a", count: 1025)) }
  }

  @Test func hostilePatternsEnd() throws {
    let name = String(repeating: "a", count: 2000)
    let stars = try Glob(String(repeating: "a*", count: 500) + "b")
    #expect(!stars.matches(name))
    let braces = try Glob(String(repeating: "{a,aa,*}", count: 120) + "b")
    #expect(!braces.matches(name))
    let nested = try Glob(
      String(repeating: "{", count: 250) + "a" + String(repeating: ",a}", count: 250)
    )
    .matches
    #expect(!nested("b"))
  }
}
