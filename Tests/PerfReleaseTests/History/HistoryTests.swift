import PerfGit
import PerfRelease
import Testing

@Suite struct HistoryTests {
  private static func id(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 6 - digits.count) + digits
      + String(repeating: "f", count: 34)
  }

  /// The history of commits, oldest first, each a message; two parents where it begins with `Merge`.
  private func history(_ messages: [String]) -> History {
    var builder = HistoryBuilder()
    for (number, message) in messages.enumerated().reversed() {
      builder.add(
        LoggedCommit(
          id: Self.id(number), parents: message.hasPrefix("Merge") ? 2 : 1,
          author: LoggedCommit.Person(name: "A", email: "a@x.org"), message: message))
    }
    return builder.finished(names: builder.everybody)
  }

  @Test func commitsAreCountedByKind() {
    let history = history([
      "feat: a", "fix(s): b (#3)", "Plain", "Merge branch 'x'", "own: c", "ci: d", "feat!: e",
    ])
    #expect(history.commits == 7)
    #expect(history.merges == 1)
    #expect(history.conventional == 5)
    #expect(history.count(.feature) == 2)
    #expect(history.count(.other) == 2)
    #expect(history.count(.build) == 1)
    #expect(history.breaking.map(\.text) == ["e"])
    #expect(history.changes[.feature]?.map(\.text) == ["e", "a"])
    #expect(history.changes[.fix]?.first?.issues == [3])
  }

  @Test func aMergeWithATypeIsAChange() {
    var builder = HistoryBuilder()
    builder.add(
      LoggedCommit(
        id: Self.id(1), parents: 2, author: LoggedCommit.Person(name: "A", email: ""),
        message: "feat: merged"))
    let history = builder.finished(names: builder.everybody)
    #expect(history.merges == 0)
    #expect(history.count(.feature) == 1)
  }

  @Test func aCommitAndItsRevertUndoEachOther() {
    let history = history([
      "feat: kept", "feat: undone", "Revert \"feat: undone\"\n\nThis reverts commit \(Self.id(1)).",
    ])
    #expect(history.count(.feature) == 1)
    #expect(history.count(.revert) == 0)
    #expect(history.undone == 2)
    #expect(history.commits == 3)
  }

  @Test func aRevertedRevertLeavesTheCommit() {
    let history = history([
      "feat: back", "Revert \"feat: back\"\n\nThis reverts commit \(Self.id(0)).",
      "Revert \"Revert\"\n\nThis reverts commit \(Self.id(1)).",
    ])
    #expect(history.changes[.feature]?.map(\.text) == ["back"])
    #expect(history.undone == 2)
  }

  @Test func aRevertOfAnOlderReleaseIsListed() {
    let history = history([
      "Revert \"x\"\n\nThis reverts commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
    ])
    #expect(history.changes[.revert]?.map(\.text) == ["Revert \"x\""])
  }

  @Test func peopleAreCountedByAddress() {
    var builder = HistoryBuilder()
    func add(_ number: Int, _ name: String, _ email: String, _ message: String) {
      builder.add(
        LoggedCommit(
          id: Self.id(number), parents: 1, author: LoggedCommit.Person(name: name, email: email),
          message: message))
    }
    add(1, "Bo", "bo@x.org", "a")
    add(2, "Ada", "ADA@x.org", "b\n\nCo-authored-by: Bo <bo@x.org>\nCo-authored-by: nobody")
    add(3, "Ada L", "ada@x.org", "c")
    add(4, "Cy", "", "d")
    let history = builder.finished(names: builder.everybody)
    #expect(history.authors.map(\.name) == ["Ada", "Bo", "Cy"])
    #expect(history.authors.map(\.commits) == [2, 2, 1])
  }

  @Test func hugeFirstLinesAreCut() throws {
    let history = history(["feat: " + String(repeating: "ü", count: 100_000)])
    let text = try #require(history.changes[.feature]?.first?.text)
    #expect(text.utf8.count < 1100)
    #expect(text.hasSuffix("ü…"))
  }

  @Test(arguments: [
    ("fix (#12), GH-7 and #12", [12, 7]), ("a#12 #12th #0 #01 #1234567890 org/repo#5 ü#3", []),
    ("#1", [1]), ("", []), ("#", []), ("GH-", []), ("see #4.", [4]),
  ])
  func issuesAreWordsOfTheirOwn(text: String, numbers: [Int]) {
    #expect(IssueReference.numbers(in: text) == numbers)
  }
}
