import PerfRelease
import Testing

@Suite struct PreviousReleaseTests {
  private static let tags = [
    "v0.8", "v0.9-alpha", "v0.9-beta", "v0.9-beta.2", "v0.9", "v0.10-rc.1", "v0.10", "v0.11-beta",
    "v0.11", "nightly", "$(id)", "-x", "v0.9\u{202E}", "other-v0.8.5", "v1",
  ]

  /// The choice, where the new commit contains all tags but `absent`.
  private func choice(
    _ tag: String, among tags: [String] = tags, without absent: Set<String> = []
  ) -> PreviousRelease? {
    PreviousRelease.choose(for: tag, among: tags) { absent.contains($0) ? nil : "commit of \($0)" }
  }

  @Test(arguments: [
    ("v0.12", "v0.11", PreviousRelease.Reason.stable), ("v0.11", "v0.10", .stable),
    ("v0.10", "v0.9", .stable), ("v0.9", "v0.8", .stable), ("v0.9.1", "v0.9", .stable),
    ("v0.9-beta", "v0.9-alpha", .nearest), ("v0.9-beta.3", "v0.9-beta.2", .nearest),
    ("v0.10-rc.1", "v0.9", .nearest), ("v0.12-alpha", "v0.11", .nearest),
    ("other-v0.9", "other-v0.8.5", .stable), ("next", "v0.11", .newest),
  ])
  func stableComparesWithStable(tag: String, old: String, reason: PreviousRelease.Reason) {
    let expected = PreviousRelease(tag: old, commit: "commit of \(old)", reason: reason)
    #expect(choice(tag) == expected)
  }

  @Test func onlyWhatTheCommitContainsCounts() {
    #expect(choice("v0.12", without: ["v0.11", "v0.10"])?.tag == "v0.9")
    #expect(choice("v0.11-beta", without: ["v0.10"])?.tag == "v0.10-rc.1")
  }

  @Test func theFirstStableOneIsComparedWithAPreRelease() {
    let choice = choice("v0.9", among: ["v0.9-alpha", "v0.9-beta"])
    #expect(choice?.tag == "v0.9-beta")
    #expect(choice?.reason == .firstStable)
  }

  @Test func thereMayBeNone() {
    #expect(choice("v0.8") == nil)
    #expect(choice("v0.9-beta", among: []) == nil)
    #expect(choice("v0.9", among: ["latest", "v1"]) == nil)
  }

  @Test func tagsAreAskedFromTheHighestOnAndNoFurtherThanNeeded() {
    var asked: [String] = []
    _ = PreviousRelease.choose(for: "v0.12", among: Self.tags) { tag in
      asked.append(tag)
      return tag == "v0.10" ? "c" : nil
    }
    #expect(asked == ["v0.11", "v0.10"])
  }
}
