import PerfRelease
import Testing

@Suite struct MarkdownTextTests {
  @Test(arguments: [
    ("plain words, 100 % (ok): fine!", "plain words, 100 % (ok): fine!"),
    ("<img src=x onerror=alert(1)>", ##"\<img src=x onerror=alert(1)\>"##),
    ("[a](javascript:alert(1))", ##"\[a\](javascript:alert(1))"##),
    ("![p](https://t.example/p.png)", ##"!\[p\](https:&#8203;//t.example/p.png)"##),
    ("<!-- perfkit:end changes -->", ##"\<!-- perfkit:end changes --\>"##),
    ("hi @octocat and a@b.org", "hi @&#8203;octocat and a@&#8203;b.org"),
    (
      "closes #1, org/repo#2, GH-3, !4",
      ##"closes \#&#8203;1, org/repo\#&#8203;2, GH-&#8203;3, !&#8203;4"##
    ),
    ("`code` *bold* _it_ ~~s~~ $x$", ##"\`code\` \*bold\* \_it\_ \~\~&#8203;s\~\~ \$&#8203;x\$"##),
    ("# heading", ##"\# heading"##), ("- list", ##"\- list"##), ("+ list", ##"\+ list"##),
    ("1. list", ##"1\. list"##), ("12) list", ##"12\) list"##), ("=== under", ##"\=== under"##),
    ("a|b", ##"a\|b"##), ("&lt;b&gt;", ##"\&lt;b\&gt;"##), ("back\\slash", ##"back\\slash"##),
    ("www.example.org http://x", "www&#8203;.example.org http:&#8203;//x"),
    (":tada: a:b", ":&#8203;tada: a:b"), ("v1.2.3", "v1.2.3"),
  ])
  func nothingIsMadeOfIt(text: String, markdown: String) {
    #expect(MarkdownText.line(text) == markdown)
  }

  @Test(arguments: [
    ("a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}e", "abcde"), ("a\u{1B}[31mred\u{1B}[0m b", "ared b"),
    ("a\nb\r\n\tc\u{2028}d\u{0}\u{7}\u{85}e", "a b c d e"), ("  x  ", "x"), ("\u{9B}2Jx", "x"),
    ("e\u{301}\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}"), ("❤\u{FE0F}", "❤\u{FE0F}"),
    ("\u{2800}\u{3164}\u{E0041}x", "x"),
  ])
  func whatCannotBeSeenIsLeftOut(text: String, plain: String) {
    #expect(Array(MarkdownText.plain(text).unicodeScalars) == Array(plain.unicodeScalars))
  }

  @Test func longLinesAreCut() {
    let text = MarkdownText.line(String(repeating: "*", count: 1000), most: 10)
    #expect(text == String(repeating: ##"\*"##, count: 10) + "…")
  }

  @Test func codeHasFencesLongerThanWhatItHolds() {
    #expect(MarkdownText.code("a``b") == "```a``b```")
    #expect(MarkdownText.code("`a") == "`` `a ``")
    #expect(MarkdownText.code("") == "")
  }

  @Test func paragraphsStayLines() {
    #expect(MarkdownText.paragraphs("a\nb\n\n# c\n\n\u{0}") == ["a b", ##"\# c"##])
  }
}
