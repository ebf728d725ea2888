import PerfRelease
import Testing

/// What stops a release, and that nothing on the forge was touched then.
@Suite struct ForgeRefusalTests {
  /// A refusal of both steps, after which the forge holds what it held.
  private static func refused(
    _ double: ForgeDouble, onlyDraft: Bool = false, _ text: String, hint: String? = nil,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try double.holds()
    let errors = [
      forgeError { () throws(ForgeError) in try double.create() },
      onlyDraft ? nil : forgeError { () throws(ForgeError) in try double.publish() },
    ].compactMap { $0 }
    #expect(errors.map { "\($0)" } == errors.map { _ in text }, sourceLocation: location)
    #expect(errors.count == (onlyDraft ? 1 : 2), sourceLocation: location)
    #expect(errors.allSatisfy { $0.isRefusal }, sourceLocation: location)
    if let hint { #expect(errors.first?.hint == hint, sourceLocation: location) }
    #expect(try double.holds() == before, sourceLocation: location)
    #expect(
      try double.requests().allSatisfy { $0.hasPrefix("GET ") }, sourceLocation: location)
  }

  private static func held(_ releases: String...) -> String {
    "{\"releases\": [\(releases.joined(separator: ","))]}"
  }

  private static func release(draft: Bool, _ assets: String = "", _ more: String = "") -> String {
    """
    {"tag_name": "v1", "draft": \(draft), "body": "x", "target_commitish": "main"\(more),
      "assets": [\(assets)]}
    """
  }

  private static let files = """
    {"name": "demo.tar.gz", "text": "hello"}, {"name": "sums.txt", "text": "12345678"}
    """

  @Test(arguments: ReleasePolicy.Forge.Kind.allCases)
  func aTagThatTheForgeLacks(_ kind: ReleasePolicy.Forge.Kind) throws {
    let double = try ForgeDouble(kind, tag: nil)
    try Self.refused(double, "the forge has no tag v1")
  }

  @Test(arguments: ReleasePolicy.Forge.Kind.allCases)
  func aTagThatIsAnother(_ kind: ReleasePolicy.Forge.Kind) throws {
    let other = String(repeating: "c", count: 40)
    let double = try ForgeDouble(kind, tag: "\(other):\(ForgeDouble.commit)")
    try Self.refused(
      double, "the forge's tag v1 is \(other), not \(ForgeDouble.tagObject)",
      hint: "find out who pushed it; perfkit never moves a tag")
  }

  @Test func aLightweightTagOfTheSameCommit() throws {
    let double = try ForgeDouble(tag: "\(ForgeDouble.commit):\(ForgeDouble.commit)")
    try Self.refused(
      double, "the forge's tag v1 is \(ForgeDouble.commit), not \(ForgeDouble.tagObject)")
  }

  @Test func severalDrafts() throws {
    let double = try ForgeDouble(
      holding: Self.held(Self.release(draft: true), Self.release(draft: true)))
    try Self.refused(double, "the forge has 2 releases of v1: 1, 2")
  }

  @Test func aFileOfSomebodyElse() throws {
    let double = try ForgeDouble(
      holding: Self.held(
        Self.release(draft: true, Self.files + #", {"name": "mine.zip", "text": "x"}"#)))
    try Self.refused(double, "the forge's release holds mine.zip, which is no file of this one")
  }

  @Test func aPublishedReleaseIsNotTouched() throws {
    let double = try ForgeDouble(holding: Self.held(Self.release(draft: false)))
    let page = "https://forge.example/o/demo/releases/tag/v1"
    try Self.refused(double, onlyDraft: true, "v1 is published: \(page)")
    let error = forgeError { () throws(ForgeError) in try double.publish() }
    #expect(error.map { "\($0)" } == "demo.tar.gz is absent on the forge, not there once")
    #expect(try double.requests().allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test func anImmutableReleaseCountsAsPublished() throws {
    let double = try ForgeDouble(
      holding: Self.held(Self.release(draft: true, Self.files, #", "immutable": true"#)))
    let error = forgeError { () throws(ForgeError) in try double.create() }
    #expect(error?.isRefusal == true)
    #expect(error.map { "\($0)" }?.hasPrefix("v1 is published: ") == true)
    #expect(try double.requests().allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test func aDraftBesideAPublishedRelease() throws {
    let double = try ForgeDouble(
      holding: Self.held(
        Self.release(draft: true, Self.files), Self.release(draft: false, Self.files)))
    let error = forgeError { () throws(ForgeError) in try double.publish() }
    #expect(error == .severalDrafts(tag: "v1", ids: [1, 4]))
  }

  @Test func thereBeingNoDraftNothingIsPublished() throws {
    let double = try ForgeDouble()
    let error = forgeError { () throws(ForgeError) in try double.publish() }
    #expect(error == .noDraft(tag: "v1"))
    #expect(error?.hint == "make it with `perfkit release draft v1 --create`")
  }

  /// Of the right name and size, and not the local file.
  @Test func aFileThatWasSwappedAfterwards() throws {
    let double = try ForgeDouble(
      holding: Self.held(
        Self.release(
          draft: true,
          """
          {"name": "demo.tar.gz", "text": "hallo"}, {"name": "sums.txt", "text": "12345678"}
          """)), options: #"{"digest": false}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.publish() })
    #expect("\(error)".hasPrefix("demo.tar.gz is 5 bytes, sha256 d3751d33"))
    #expect(try double.requests().allSatisfy { $0.hasPrefix("GET ") })
  }

  /// The digest that the forge tells is right, and what it gives is another file.
  @Test(arguments: [
    (ReleasePolicy.Forge.Kind.github, "/storage/"), (.gitlab, "GET .*/generic/.*/demo"),
    (.forgejo, "/download/"),
  ])
  func aFileThatIsGivenOutOtherwise(
    _ kind: ReleasePolicy.Forge.Kind, _ request: String
  ) throws {
    let double = try ForgeDouble(kind)
    try double.create()
    try double.fault(#"{"match": "\#(request)", "do": "spoil"}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.publish() })
    #expect("\(error)".hasPrefix("demo.tar.gz is 5 bytes, sha256 "))
    #expect(error.isRefusal)
    #expect(try !double.holds().contains { $0.contains("published") })
    try double.publish()
  }

  /// Before anything is asked of the forge.
  @Test(arguments: [
    ("a b.zip", 5, "'a b.zip' has characters other than A-Z a-z 0-9 . _ - +"),
    ("größe.zip", 5, "'größe.zip' has characters other than A-Z a-z 0-9 . _ - +"),
    (".hidden", 5, "'.hidden' begins or ends with a dot"),
    ("SUMS.TXT", 5, "'sums.txt' is there twice, but for capital letters"),
    ("empty", 0, "'empty' is empty"), ("large", 2 << 30, "'large' is larger than 2 GiB"),
  ])
  func aFileThatForgesWouldRenameOrRefuse(_ name: String, _ size: Int, _ text: String) throws {
    let double = try ForgeDouble()
    double.release.assets[0].name = name
    double.release.assets[0].size = size
    let error = forgeError { () throws(ForgeError) in try double.create() }
    #expect(error.map { "\($0)" } == text)
    #expect(try double.requests() == [])
  }

  @Test func aTextThatIsTooLong() throws {
    let double = try ForgeDouble()
    double.release.body = String(repeating: "ä", count: 62_501)
    let error = forgeError { () throws(ForgeError) in try double.create() }
    #expect(error.map { "\($0)" } == "the text of 125002 bytes is longer than 125000")
    double.release.body = String(repeating: "ä", count: 62_500)
    try double.create()
  }
}
