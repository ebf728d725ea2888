import PerfModel
import PerfRelease
import Testing

@Suite struct ReleaseTextsTests {
  /// The notes without the digests in the markers.
  private func notes(_ input: NotesInput) throws -> String {
    try Sample.texts().notes(input).text.replacing(/(perfkit:begin [a-z]+) [0-9a-f]{16}/) { $0.1 }
  }

  private func region(_ name: String, of text: String) throws -> String {
    let begin = try #require(text.firstRange(of: "<!-- perfkit:begin \(name) -->\n"))
    let end = try #require(text.firstRange(of: "<!-- perfkit:end \(name) -->"))
    return String(text[begin.upperBound..<end.lowerBound])
  }

  @Test func changesAreGroupedAndPlainOnesListed() throws {
    let text = try notes(
      Sample.input([
        Sample.change(.other, "Plain words"), Sample.change(.feature, "new", scope: "api"),
        Sample.change(.fix, "repaired", issues: [7]),
      ]))
    #expect(
      try region("changes", of: text) == """
        ## Changes

        ### New

        - **api:** new (`cccccccc`)

        ### Fixed

        - repaired (`cccccccc`)

        ### Other changes

        - Plain words (`cccccccc`)

        """)
  }

  @Test func aForgeGivesLinks() throws {
    var input = Sample.input([Sample.change(.fix, "x", issues: [7, 9])])
    input.forge = Sample.forge
    input.highlights = (
      "See [the guide](../../docs/guide.md#a) and [b](https://b.org).", "release/notes/v0.9-beta.md"
    )
    input.documents = ["docs"]
    let text = try notes(input)
    let page = "https://github.com/o/r"
    #expect(
      text.contains(
        "- x ([`cccccccc`](\(page)/commit/\(Sample.commit)), [#7](\(page)/issues/7), "
          + "[#9](\(page)/issues/9))"))
    #expect(text.contains("[All changes](\(page)/compare/v0.8...v0.9-beta)."))
    #expect(
      text.contains(
        "See [the guide](\(page)/blob/v0.9-beta/docs/guide.md#a) and [b](https://b.org)."))
    #expect(text.contains("- [`docs`](\(page)/blob/v0.9-beta/docs)"))
  }

  @Test func whatBreaksIsToldFirst() throws {
    let text = try notes(
      Sample.input([
        Sample.change(.feature, "api gone", breaking: "Use\nthe other.\n\n# Not a heading")
      ]))
    #expect(
      try region("breaking", of: text) == """
        ## Breaking changes

        - api gone (`cccccccc`)

          Use the other.

          \\# Not a heading

        """)
  }

  @Test func withoutAPreviousReleaseItIsTheFirst() throws {
    let text = try notes(Sample.input(previous: nil))
    #expect(try region("summary", of: text).hasPrefix("The first release: 0 commits."))
    #expect(try region("changes", of: text).contains("None."))
    #expect(text.contains("Not measured: there is no comparison."))
  }

  @Test(arguments: [
    ("pass", 0.4, -0.9, 1.6, "| +0.4 % [-0.9, 1.6] | no change |"),
    ("pass", 3.0, 2.0, 4.0, "| +3.0 % [2.0, 4.0] | within the limits |"),
    ("warn", 15.24, 12.9, 17.1, "| +15.2 % [12.9, 17.1] | worse |"),
    ("fail", 30, 28, 33, "| +30.0 % [28.0, 33.0] | much worse |"),
    ("improved", -8, -9, -7, "| -8.0 % [-9.0, -7.0] | better |"),
    ("inconclusive", 4, -20, 30, "| not decided; +6.2 % would have been seen |"),
  ])
  func rowsAreToldAsTheRuleJudgedThem(
    verdict: String, change: Double, low: Double, high: Double, shown: String
  ) throws {
    var input = Sample.input()
    input.performance = .measured(
      try Sample.comparison(verdict: verdict, row: verdict, change: change, interval: (low, high)))
    let region = try region("performance", of: notes(input))
    #expect(region.contains("on Some CPU, 4 CPUs, Linux 6.1."))
    #expect(region.contains(shown), "\(region)")
    #expect(region.contains(#"| book/x=1 | latency\_p99 | 100.1 us | 100.5 us |"#))
    #expect(!region.contains("system"))
  }

  @Test func whatIsNotComparableShowsNoNumber() throws {
    var input = Sample.input()
    input.performance = .measured(
      try Sample.comparison(
        verdict: "not-comparable", row: "not-comparable", notes: "other machine"))
    let region = try region("performance", of: notes(input))
    #expect(region.contains("|  | not comparable: other machine |"), "\(region)")
  }

  @Test func filesOverridesAndRisksAreListed() throws {
    var input = Sample.input()
    input.artefacts = [.init(name: "demo-0.9-beta.tar.gz", size: 1_572_864, sha256: "ab12")]
    input.key = "ABCD"
    input.risks = ["keys not yet pinned"]
    input.overrides = [.init(gate: .links, tag: "v0.9-beta", reason: "<docs> move @all")]
    let text = try notes(input)
    #expect(text.contains("| `demo-0.9-beta.tar.gz` | 1.5 MiB | `ab12` |"))
    #expect(text.contains("It is signed with the key `ABCD`."))
    #expect(
      text.contains(
        "- keys not yet pinned\n- The gate `links` was overridden: \\<docs\\> move @&#8203;all"))
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    let input = Sample.input([Sample.change(.feature, "x"), Sample.change(.fix, "y")])
    #expect(try notes(input) == notes(input))
    #expect(try Sample.texts().announcement(input) == Sample.texts().announcement(input))
  }

  @Test func longNotesKeepEverythingButTheEndsOfTheirLists() throws {
    let changes = (0..<6000).map { Sample.change($0 % 2 == 0 ? .feature : .fix, "change ü \($0)") }
    let input = Sample.input(changes)
    let notes = try Sample.texts().notes(input)
    #expect(notes.isCut)
    #expect(notes.text.utf8.count <= ReleaseTexts.mostBytes)
    #expect(notes.text.utf8.count > ReleaseTexts.mostBytes * 4 / 5)
    #expect(notes.text.contains("more changes, in the attached file demo-0.9-beta-notes.md"))
    #expect(notes.text.contains("## How to verify"))
    let whole = try Sample.texts().wholeNotes(input)
    #expect(whole.utf8.count > ReleaseTexts.mostBytes)
    #expect(whole.contains("change ü 5999"))
  }

  @Test(arguments: [300, 1000, 2000])
  func whatIsStillTooLongIsCutBetweenLines(limit: Int) throws {
    var input = Sample.input([Sample.change(.feature, "x")])
    input.highlights = ("# High\n\n" + String(repeating: "ü line\n", count: 200), "h.md")
    let notes = try Sample.texts().notes(input, limit: limit)
    #expect(notes.isCut)
    #expect(notes.text.utf8.count <= limit)
    #expect(notes.text.hasSuffix("the rest is in the attached file demo-0.9-beta-notes.md.\n"))
    #expect(!notes.text.contains("\u{FFFD}"))
    let opened = notes.text.matches(of: /perfkit:begin/).count
    #expect(opened == notes.text.matches(of: /perfkit:end/).count)
  }

  @Test func theChangelogEntryHasWhatUsersNotice() throws {
    let entry = try Sample.texts().changelogEntry(
      Sample.input([
        Sample.change(.feature, "a", scope: "s"), Sample.change(.chore, "no"),
        Sample.change(.performance, "b"), Sample.change(.other, "c"),
      ]))
    #expect(entry == "### Added\n\n- **s:** a\n\n### Changed\n\n- b\n- c\n")
  }

  @Test func theAnnouncementIsShort() throws {
    let text = try Sample.texts().announcement(Sample.input([Sample.change(.feature, "a")]))
    #expect(
      text.hasPrefix(
        "# demo 0.9-beta\n\ndemo 0.9-beta, a pre-release, is out: 1 commit since v0.8.\n"))
  }

  @Test func mistakesInATemplateHaveTheirPlace() throws {
    let problems = try #require(throws: Problems.self) {
      _ = try Sample.templates(notes: "ok\n {{projct}} {{{tag}}}")
    }
    #expect(problems.all.map(\.code) == ["template.unknown-name", "template.unescaped"])
    let first = try #require(problems.all.first)
    #expect(first.file == "release-notes.md.mustache")
    #expect(first.line == 2 && first.column == 2 && first.length == 10)
    #expect(first.hint == "did you mean 'project'?")
    #expect(first.verdict == .usage)
  }
}
