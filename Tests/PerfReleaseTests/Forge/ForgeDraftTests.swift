import PerfRelease
import Testing

/// One draft, every file once, whatever the forge and the network do.
@Suite struct ForgeDraftTests {
  typealias Kind = ReleasePolicy.Forge.Kind

  /// What a kind of forge holds when the draft is whole.
  static func whole(_ kind: Kind) -> [String] {
    ["v1 \(kind == .gitlab ? "package" : "draft"):" + ForgeDouble.whole]
  }

  static func visible(_ kind: Kind) -> [String] {
    kind == .gitlab ? ["v1 published:"] + whole(kind) : ["v1 published:" + ForgeDouble.whole]
  }

  @Test(arguments: Kind.allCases)
  func aDraftIsMadeOnceAndThenPublished(_ kind: Kind) throws {
    let double = try ForgeDouble(kind)
    let draft = try double.create()
    #expect(try double.holds() == Self.whole(kind))
    #expect(double.steps.last == .checked(files: 2))
    try double.forgetRequests()
    #expect(try double.create().id == draft.id)
    #expect(try double.requests().allSatisfy { $0.hasPrefix("GET ") })
    #expect(try double.holds() == Self.whole(kind))
    let published = try double.publish()
    #expect(!published.isDraft)
    #expect(try double.holds() == Self.visible(kind))
    try double.forgetRequests()
    #expect(try double.publish() == published)
    #expect(try double.requests().allSatisfy { $0.hasPrefix("GET ") })
  }

  static let changing: [(Kind, String)] = [
    (.github, "POST .*/releases$"), (.github, "POST .*name=demo"), (.github, "POST .*name=sums"),
    (.github, "PATCH"), (.forgejo, "POST .*/releases$"), (.forgejo, "POST .*name=demo"),
    (.forgejo, "PATCH"), (.gitlab, "PUT .*demo.tar"), (.gitlab, "PUT .*sums"),
    (.gitlab, "POST .*/releases$"),
  ]

  /// The work was done, and nobody said so.
  @Test(arguments: changing)
  func anAnswerThatIsLostRepeatsNothing(_ kind: Kind, _ request: String) throws {
    let double = try ForgeDouble(kind)
    try double.fault(#"{"match": "\#(request)", "do": "lose"}"#)
    try double.create()
    #expect(try double.holds() == Self.whole(kind))
    _ = try double.publish()
    #expect(try double.holds() == Self.visible(kind))
    let pattern = try Regex(request)
    #expect(
      try double.requests().count { $0.firstMatch(of: pattern) != nil }
        == (request == "PATCH" ? 2 : 1))
  }

  @Test func aTornUploadIsReplaced() throws {
    let double = try ForgeDouble()
    try double.fault(#"{"match": "name=demo", "do": "starter"}"#)
    try double.create()
    #expect(try double.holds() == Self.whole(.github))
    #expect(double.steps.contains(.removed(file: "demo.tar.gz")))
  }

  @Test(arguments: Kind.allCases)
  func otherBytesAreSentAgain(_ kind: Kind) throws {
    let double = try ForgeDouble(kind)
    try double.fault(#"{"match": "^P.*sums", "do": "corrupt"}"#)
    try double.create()
    #expect(try double.holds() == Self.whole(kind))
    #expect(double.steps.contains(.removed(file: "sums.txt")))
  }

  @Test(arguments: Kind.allCases)
  func otherBytesAreNeverPublished(_ kind: Kind) throws {
    let double = try ForgeDouble(kind)
    try double.fault(#"{"match": "^P.*sums", "do": "corrupt", "times": 9}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect("\(error)".hasPrefix("sums.txt is 8 bytes, sha256 "))
    #expect(error.isRefusal)
    let second = try #require(forgeError { () throws(ForgeError) in try double.publish() })
    #expect("\(second)" == "\(error)")
    #expect(try double.requests().allSatisfy { !$0.hasPrefix("PATCH") })
    #expect(try !double.holds().contains { $0.contains("published") })
  }

  @Test func twinsOfAFileAreBroughtToOne() throws {
    let double = try ForgeDouble(
      .forgejo,
      holding: """
        {"releases": [{"tag_name": "v1", "draft": true, "body": "x", "target_commitish": "main",
          "assets": [{"name": "sums.txt", "text": "12345678"},
            {"name": "sums.txt", "text": "12345678"}]}]}
        """)
    try double.create()
    #expect(try double.holds() == Self.whole(.forgejo))
  }

  @Test func aPackageOfASimilarNameIsAnother() throws {
    let double = try ForgeDouble(
      .gitlab,
      holding: """
        {"packages": [{"name": "release-notes", "version": "v1", "assets": [
          {"name": "a", "text": "b"}]}, {"name": "release", "version": "v10", "assets": []}]}
        """)
    try double.create()
    #expect(try double.holds().count == 3)
    #expect(try double.holds().last == Self.whole(.gitlab)[0])
  }

  /// A draft is found in the list only, and the list has pages.
  @Test func aDraftOnALaterPageIsAdopted() throws {
    let others = (1...7).map {
      """
      {"tag_name": "v0.\($0)", "draft": \($0 == 3), "body": "", "target_commitish": "main",
        "assets": []},
      """
    }.joined()
    let double = try ForgeDouble(
      holding: """
        {"releases": [\(others)
          {"tag_name": "v1", "draft": true, "body": "by hand", "target_commitish": "main",
            "assets": [{"name": "demo.tar.gz", "text": "hello"}]}]}
        """, options: #"{"page": 2}"#)
    try double.create()
    #expect(try double.holds().count == 8)
    #expect(try double.holds().last == Self.whole(.github)[0])
    #expect(try double.requests().allSatisfy { !$0.contains("name=demo") })
  }

  @Test func theTextOfADraftIsMerged() throws {
    let double = try ForgeDouble(
      holding: """
        {"releases": [{"tag_name": "v1", "draft": true, "body": "by hand",
          "target_commitish": "main", "assets": []}]}
        """)
    let draft = try double.draft().create(
      merge: { $0 + ", and more" }, progress: { _, _ in })
    #expect(draft.body == "by hand, and more")
    #expect(double.steps.contains(.updated(draft: draft.id)))
  }

  @Test func progressCountsTheBytesOfAFile() throws {
    let double = try ForgeDouble()
    var most: [String: Int] = [:]
    _ = try double.draft().create(merge: { $0 }) { most[$0.name] = max(most[$0.name] ?? 0, $1) }
    #expect(most == ["demo.tar.gz": 5, "sums.txt": 8])
  }
}
