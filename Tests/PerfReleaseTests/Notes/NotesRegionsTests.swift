import PerfRelease
import Testing

@Suite struct NotesRegionsTests {
  private static func text(_ changes: String, verify: String = "how") -> String {
    """
    <!-- perfkit:begin changes -->
    \(changes)
    <!-- perfkit:end changes -->

    <!-- perfkit:begin verify -->
    \(verify)
    <!-- perfkit:end verify -->

    """
  }

  private static func sealed(_ changes: String) throws -> String {
    try NotesRegions(text(changes)).sealed()
  }

  @Test func whatStandsOutsideIsKept() throws {
    let old = "# By hand\n\n" + (try Self.sealed("- a")) + "\nThanks!\n"
    let merged = try NotesRegions(old).merged(with: NotesRegions(Self.text("- a\n- b")))
    #expect(merged.text == "# By hand\n\n" + (try Self.sealed("- a\n- b")) + "\nThanks!\n")
    #expect(merged.kept == [])
    #expect(merged.left == [])
  }

  @Test func anEditedRegionIsKeptAndNamed() throws {
    let edited = try Self.sealed("- a").replacing("- a", with: "- a, by hand")
    let merged = try NotesRegions(edited).merged(with: NotesRegions(Self.text("- b")))
    #expect(merged.text == edited)
    #expect(merged.kept == ["changes"])
    let again = try NotesRegions(merged.text).merged(
      with: NotesRegions(Self.text("- c", verify: "other")))
    #expect(
      again.text
        == edited.replacing("how", with: "other").replacing(
          try #require(Self.seal(of: "verify", in: edited)),
          with: try #require(Self.seal(of: "verify", in: again.text))))
    #expect(again.kept == ["changes"])
  }

  @Test func anEditThatIsWhatWouldComeIsNoConflict() throws {
    let edited = try Self.sealed("- a").replacing("- a", with: "- b")
    let merged = try NotesRegions(edited).merged(with: NotesRegions(Self.text("- b")))
    #expect(merged.text == (try Self.sealed("- b")))
    #expect(merged.kept == [])
  }

  @Test func aRegionThatWasRemovedStaysAway() throws {
    let sealed = try Self.sealed("- a")
    let start = try #require(sealed.firstRange(of: "<!-- perfkit:begin verify"))
    let merged = try NotesRegions(String(sealed[..<start.lowerBound])).merged(
      with: NotesRegions(Self.text("- b")))
    #expect(!merged.text.contains("verify"))
    #expect(merged.left == ["verify"])
  }

  @Test func mergingTwiceChangesNothing() throws {
    let old = try Self.sealed("- a") + "by hand\n"
    let new = NotesRegions(Self.text("- b"))
    let once = try NotesRegions(old).merged(with: new)
    #expect(try NotesRegions(once.text).merged(with: new).text == once.text)
  }

  @Test func markersThatAreNoneAreText() throws {
    let text = "<!-- perfkit:begin a -->\nopen\n<!-- perfkit:end b -->\n<!-- perfkit:begin A -->\n"
    #expect(try NotesRegions(text).sealed() == text)
    let merged = try NotesRegions(text).merged(with: NotesRegions(Self.text("x")))
    #expect(merged.text == text)
  }

  private static func seal(of name: String, in text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix("<!-- perfkit:begin \(name) ") }
      .flatMap { $0.split(separator: " ").dropLast().last }.map(String.init)
  }
}
