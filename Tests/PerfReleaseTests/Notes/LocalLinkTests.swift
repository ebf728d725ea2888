import PerfRelease
import Testing

@Suite struct LocalLinkTests {
  private static let paths = ["README.md", "docs/a.md", "docs/b c.md", "docs/img/p.png", "LICENSE"]

  private func dead(_ text: String, at path: String = "docs/a.md") -> [String] {
    LocalLink.dead(
      in: [path: text, "README.md": "# Top\n\n## A *b* `c`\n## Two\n## Two\n"], paths: Self.paths
    )
    .map { "\($0.path):\($0.line) \($0.target)\($0.isAnchor ? " anchor" : "")" }
  }

  @Test(arguments: [
    "[a](../README.md)", "[a](../README.md#top)", "[a](../README.md#a-b-c)",
    "[a](../README.md#two-1)", "![p](img/p.png \"t\")", "[a](<b c.md>)", "[a](b%20c.md)",
    "[a](/LICENSE)", "[a](img)", "[a](..)", "[a](https://example.org/x)", "[a](mailto:a@b.org)",
    "[a](//host/x)", "[r]: img/p.png", "`[a](nowhere.md)`", "```\n[a](nowhere.md)\n```",
    "\\[a](x)".replacing("](", with: "\\]("),
    "# Here\n[a](#here)", "<a id=\"x\"></a>\n[a](#x)", "[a](a.md?plain=1)",
  ])
  func linksThatLeadSomewhere(text: String) { #expect(dead(text) == []) }

  @Test(arguments: [
    ("[a](nowhere.md)", "docs/a.md:1 nowhere.md"),
    ("x\n[a](../../out.md)", "docs/a.md:2 ../../out.md"),
    ("[a](../README.md#three)", "docs/a.md:1 ../README.md#three anchor"),
    ("[a](#nothing)", "docs/a.md:1 #nothing anchor"), ("[r]: gone.png", "docs/a.md:1 gone.png"),
    ("[![i](lost.png)](b%20c.md)", "docs/a.md:1 lost.png"),
  ])
  func linksThatLeadNowhere(text: String, shown: String) { #expect(dead(text) == [shown]) }

  @Test func linksArePinnedToATag() {
    let text =
      "[a](docs/x.md#y), [b](https://b), ![c](<p q.png>) [d](#here)\n[r]: ../z.md\n`[e](f)`"
    #expect(
      LocalLink.pinned(text, at: "n/t.md", base: "https://f/blob/v1")
        == "[a](https://f/blob/v1/n/docs/x.md#y), [b](https://b), ![c](<https://f/blob/v1/n/p q.png>) "
        + "[d](#here)\n[r]: https://f/blob/v1/z.md\n`[e](f)`")
  }
}
