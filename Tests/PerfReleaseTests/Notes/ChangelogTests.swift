import PerfRelease
import Testing

@Suite struct ChangelogTests {
  private static let links = Changelog.Links(
    unreleased: "https://x/compare/v0.2...HEAD", release: "https://x/compare/v0.1...v0.2")

  private func adding(
    _ text: String, _ tag: String = "v0.2", links: Changelog.Links? = nil
  ) -> String {
    Changelog(text).adding(tag, day: "2026-01-02", generated: "### Added\n\n- g\n", links: links)
  }

  @Test func whatWasUnreleasedBecomesTheEntry() {
    let text =
      "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- by hand\n\n## [0.1] - 2025-01-01\n\n- old\n"
    #expect(
      adding(text)
        == "# Changelog\n\n## [Unreleased]\n\n## [0.2] - 2026-01-02\n\n### Added\n\n- by hand\n\n"
        + "## [0.1] - 2025-01-01\n\n- old\n")
  }

  @Test func whereNothingWasWrittenItIsGenerated() {
    let text = "# Changelog\n\n## [Unreleased]\n\n## [0.1] - 2025-01-01\n\n- old\n"
    #expect(
      adding(text)
        == "# Changelog\n\n## [Unreleased]\n\n## [0.2] - 2026-01-02\n\n### Added\n\n- g\n\n"
        + "## [0.1] - 2025-01-01\n\n- old\n")
    #expect(adding("# Changelog\n") == "# Changelog\n\n## [0.2] - 2026-01-02\n\n### Added\n\n- g\n")
    #expect(
      adding("# C\n\n## 0.1\n\n- old\n")
        == "# C\n\n## [0.2] - 2026-01-02\n\n### Added\n\n- g\n\n## 0.1\n\n- old\n")
  }

  @Test func referencesAtTheEndFollow() {
    let text =
      "## [Unreleased]\n\n- x\n\n## [0.1] - 2025-01-01\n\n- old\n\n"
      + "[Unreleased]: https://x/compare/v0.1...HEAD\n[0.1]: https://x/v0.1\n"
    let changed = adding(text, links: Self.links)
    #expect(
      changed.hasSuffix(
        "- old\n\n[Unreleased]: https://x/compare/v0.2...HEAD\n"
          + "[0.2]: https://x/compare/v0.1...v0.2\n[0.1]: https://x/v0.1\n"))
    #expect(
      adding("## [Unreleased]\n\n- x\n", links: Self.links).hasSuffix(
        "- x\n\n[Unreleased]: https://x/compare/v0.2...HEAD\n[0.2]: https://x/compare/v0.1...v0.2\n"
      ))
  }

  @Test(arguments: ["## [0.2] - 2026-01-02\n\n- x\n", "## v0.2\n\n- x", "## 0.2 (today)\n- x", ""])
  func addingTwiceChangesNothing(text: String) {
    let once = adding(text, links: Self.links)
    #expect(adding(once, links: Self.links) == once)
    #expect(Changelog(once).entry(of: "v0.2") != nil)
  }

  @Test func otherVersionsAreOtherEntries() {
    let text = "## [0.2.1]\n\n- a\n\n## [0.2-beta]\n\n- b\n"
    #expect(Changelog(text).entry(of: "v0.2") == nil)
    #expect(Changelog(text).entry(of: "v0.2-beta") == ["", "- b", ""])
  }
}
