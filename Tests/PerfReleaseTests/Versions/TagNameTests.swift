import PerfRelease
import Testing

@Suite struct TagNameTests {
  @Test(arguments: ["v0.9-beta", "1.2.3+build.5", "tools/cli-v1.0", "release_7", "v1.0.locked"])
  func usualNamesAreAccepted(name: String) { #expect(TagName.fault(in: name) == nil) }

  @Test(arguments: [
    "", "-x", "HEAD", "head", "@", "a..b", "x.lock", "a.lock/b", ".x", "x.", "a//b", "a/", "/a",
    "a/.b", "a@{b", "a b", "a\tb", "a\u{0}b", "a\nb", "$(id)", "a`b", "a;b", "a'b", "a\"b", "a|b",
    "a~b", "a^b", "a:b", "a?b", "a*b", "a[b", "a\\b", "vü", "v1\u{202E}", "_a", "+1",
    String(repeating: "a", count: 129), "0123456789abcdef0123456789abcdef01234567",
  ])
  func otherNamesAreNot(name: String) throws {
    let fault = try #require(TagName.fault(in: name))
    #expect(!fault.text.isEmpty)
  }

  @Test func theFaultIsNamed() {
    #expect(TagName.fault(in: "a\u{202E}b")?.text.hasPrefix("holds U+202E") == true)
    #expect(TagName.fault(in: "a;b")?.text.hasPrefix("holds ';'") == true)
    #expect(TagName.fault(in: "HEAD")?.text == "means something else to git")
  }

  @Test(arguments: [
    ("v1.0", "V1.0"), ("v0.9", "v0.9.0"), ("v0.9", "0.9"), ("v1.0", "v1.0+linux"),
    ("v1.0-beta", "v1.0-bеta"), ("v1.0-beta", "v1.0-be\u{200B}ta"), ("v1.0", "ｖ1.0"),
    ("v1.0-rc", "v1.0‑rc"),
  ])
  func twinsAreFound(name: String, other: String) {
    #expect(TagName.twins(of: name, among: ["v0.1", other, "v7"]) == [other])
  }

  @Test func othersAreNoTwins() {
    #expect(
      TagName.twins(of: "v0.9", among: ["v0.9", "v0.9-beta", "v0.90", "v0.9.1", "x-v0.9"]) == [])
  }
}
