import PerfRelease
import Testing

@Suite struct ConventionalCommitTests {
  @Test(
    arguments: [
      ("feat: allow x", "feat", nil, "allow x", false),
      ("feat(api)!: send y", "feat", "api", "send y", true),
      ("FIX:  two  blanks", "fix", nil, "two  blanks", false),
      ("refactor!: drop z", "refactor", nil, "drop z", true),
      ("fix(a b/c): spaced scope", "fix", "a b/c", "spaced scope", false),
      ("own-type_2: x", "own-type_2", nil, "x", false),
    ] as [(String, String?, String?, String, Bool)])
  func firstLinesAreRead(
    message: String, type: String?, scope: String?, text: String, breaks: Bool
  ) {
    let commit = ConventionalCommit(message: message)
    #expect(commit.type == type)
    #expect(commit.scope == scope)
    #expect(commit.description == text)
    #expect(commit.isBreaking == breaks)
  }

  @Test(arguments: [
    "Update the docs", "feat:no blank", "feat : x", "feat(: x", "feat(): x", "feat(a(b)): x",
    ": x", "feat:", "feat: ", "1feat: x", "fix some: thing", "https://example.org: x", "", "\n\n",
    "ünicode: x",
  ])
  func plainCommitsAreNotLost(message: String) {
    let commit = ConventionalCommit(message: message)
    #expect(commit.type == nil)
    #expect(
      commit.description == message.split(separator: "\n").first.map {
        String($0.hasSuffix(" ") ? $0.dropLast() : $0)
      } ?? "")
    #expect(!commit.isBreaking)
  }

  @Test func footersAreRead() {
    let commit = ConventionalCommit(
      message: """
        fix: correct it

        Longer text: with a colon in it.
        Not a footer.

        Reviewed-by: Z
        Refs #123
        BREAKING CHANGE: callers must
          be changed
        Co-authored-by: A B <a@b.org>
        """)
    #expect(
      commit.footers.map(\.token) == ["Reviewed-by", "Refs", "BREAKING CHANGE", "Co-authored-by"])
    #expect(
      commit.footers.map(\.value) == ["Z", "#123", "callers must\n  be changed", "A B <a@b.org>"])
    #expect(commit.breakingText == "callers must\n  be changed")
    #expect(commit.isBreaking)
  }

  @Test(arguments: ["BREAKING CHANGE: gone", "BREAKING-CHANGE: gone"])
  func whatBreaksIsFoundBeforeOtherParagraphsToo(footer: String) {
    let commit = ConventionalCommit(message: "chore: x\r\n\r\n\(footer)\r\n\r\nMore text.\r\n")
    #expect(commit.isBreaking)
    #expect(commit.breakingText == "gone")
  }

  @Test(arguments: ["breaking change: x", "BREAKING CHANGES: x", "BREAKING CHANGE x"])
  func onlyTheExactTokenBreaks(footer: String) {
    #expect(!ConventionalCommit(message: "chore: x\n\n\(footer)").isBreaking)
  }

  @Test func revertsNameTheirCommit() {
    let id = "0123456789abcdef0123456789abcdef01234567"
    let plain = ConventionalCommit(
      message: "Revert \"feat: x\"\n\nThis reverts commit \(id), reversing\nchanges made to x.")
    #expect(plain.reverted == id)
    #expect(plain.type == nil)
    let typed = ConventionalCommit(message: "revert: let us never\n\nRefs: 676104e, a215868")
    #expect(typed.reverted == "676104e")
    #expect(ConventionalCommit(message: "fix: x\n\nThis reverts commit \(id).").reverted == nil)
    #expect(ConventionalCommit(message: "revert: x").reverted == nil)
  }
}
