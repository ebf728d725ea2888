import PerfRelease
import Testing

/// Failures of the way to a forge, and where a token goes.
@Suite struct ForgeConnectionTests {
  @Test(arguments: [
    (#""status": 429, "headers": {"Retry-After": "7"}"#, [7]),
    (#""status": 403, "headers": {"Retry-After": "9"}"#, [9]),
    (#""status": 503, "headers": {"Retry-After": "2"}"#, [2]), (#""status": 502"#, [1]),
  ])
  func aQuestionIsAskedAgain(_ answer: String, _ waits: [Int]) throws {
    let double = try ForgeDouble()
    try double.fault(#"{"match": "GET .*/releases\\?", "do": "status", \#(answer)}"#)
    try double.create()
    #expect(double.waits == waits)
    #expect(try double.holds() == ForgeDraftTests.whole(.github))
  }

  @Test func aRefusalOfTheRateIsFollowedByAnotherCreation() throws {
    let double = try ForgeDouble()
    try double.fault(
      #"{"match": "POST", "do": "status", "status": 429, "headers": {"Retry-After": "5"}}"#,
      #"{"match": "name=sums", "do": "status", "status": 403, "headers": {"Retry-After": "4"}}"#)
    try double.create()
    #expect(double.waits == [5, 4])
    #expect(try double.holds() == ForgeDraftTests.whole(.github))
  }

  /// The server may have made it, and its list may be late: better none than two.
  @Test func aCreationThatFailedOnTheServerIsNotRepeated() throws {
    let double = try ForgeDouble()
    try double.fault(#"{"match": "POST", "do": "status", "status": 500}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect("\(error)" == "cannot create the draft: the forge answered 500: fault")
    #expect(error.hint == "run the command again: what is done is not repeated")
    #expect(try double.requests().count { $0.hasPrefix("POST") } == 1)
  }

  @Test func questionsAreNotRepeatedForEver() throws {
    let double = try ForgeDouble()
    try double.fault(#"{"do": "status", "status": 502, "times": 99}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect("\(error)" == "cannot look for tag v1: the forge answered 502: fault")
    #expect(try double.requests().count == 4)
    #expect(!error.isRefusal)
  }

  @Test(arguments: [
    #""status": 429, "headers": {"Retry-After": "3600"}"#,
    #""status": 403, "headers": {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4102444800"}"#,
  ])
  func aLongPauseIsLeftToThePerson(_ answer: String) throws {
    let double = try ForgeDouble()
    try double.fault(#"{"do": "status", \#(answer)}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect(error.hint.hasPrefix("the rate limit is reached: try again in "))
    #expect(try double.requests().count == 1)
    #expect(double.waits == [])
  }

  @Test(arguments: ReleasePolicy.Forge.Kind.allCases)
  func aWrongToken(_ kind: ReleasePolicy.Forge.Kind) throws {
    let double = try ForgeDouble(kind)
    let error = try #require(
      forgeError { () throws(ForgeError) in try double.create(double.forge(token: "wrong")) })
    #expect("\(error)" == "cannot look for tag v1: the forge answered 401: Bad credentials")
    #expect(error.hint == "the token is wrong or expired")
    #expect(try double.requests().count == 1)
  }

  @Test func aTokenThatTheForgeRepeatsIsNotShown() throws {
    let double = try ForgeDouble()
    try double.fault(#"{"do": "echo"}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect("\(error)" == "cannot look for tag v1: the forge answered 400: bad credentials ***[31m")
  }

  @Test func aRepositoryThatMovedIsNotFollowed() throws {
    let double = try ForgeDouble()
    try double.fault(
      """
      {"do": "status", "status": 301, "headers": {"Location": "\(double.foreignAddress)/x"}}
      """)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect(
      error == .redirected(operation: "look for tag v1", location: double.foreignAddress + "/x"))
    #expect(error.hint == "name the address that it sends to in release/policy.yaml")
    #expect(try double.requests().count == 1)
  }

  @Test func uploadsElsewhereAreNotSent() throws {
    let double = try ForgeDouble()
    try double.options(#"{"foreign": "\#(double.foreignAddress)"}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect("\(error)".hasPrefix("cannot upload demo.tar.gz: the forge sends to http://localhost"))
    #expect(try double.holds() == ["v1 draft:"])
  }

  /// GitHub sends to its storage, which refuses a second way to authenticate.
  @Test func aFileIsReadBackWithoutTheTokenFromAnotherServer() throws {
    let double = try ForgeDouble(options: #"{"digest": false}"#)
    try double.create()
    try double.options(#"{"digest": false, "foreign": "\#(double.foreignAddress)"}"#)
    try double.forgetRequests()
    _ = try double.publish()
    #expect(try double.requests().count { $0.contains("/storage/") } >= 2)
    #expect(try double.requestsWithToken(to: "/storage/") == [])
  }

  @Test func aFileOfForgejoOnAnotherServer() throws {
    let double = try ForgeDouble(.forgejo)
    try double.create()
    try double.options(#"{"foreign": "\#(double.foreignAddress)"}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.publish() })
    #expect("\(error)".hasPrefix("cannot read back demo.tar.gz: the forge answered 401"))
    #expect(try double.requestsWithToken(to: "HTTP").isEmpty)
  }

  @Test func anotherPageThanTheApi() throws {
    let double = try ForgeDouble()
    try double.fault(#"{"match": "GET .*/releases", "do": "status", "status": 200, "body": {}}"#)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect("\(error)" == "cannot list the releases: the forge's answer has no 'list'")
    #expect(error.hint == "check that the address is the forge's API")
  }

  @Test func anEndlessListEnds() throws {
    let double = try ForgeDouble()
    let next = "\(double.address)/repos/o/demo/releases?page=1"
    try double.fault(
      """
      {"match": "/releases", "do": "status", "status": 200, "body": [], "times": 2000,
        "headers": {"Link": "<\(next)>; rel=\\"next\\""}}
      """)
    let error = try #require(forgeError { () throws(ForgeError) in try double.create() })
    #expect(error == .unexpected(operation: "list the releases", member: "list"))
  }

  @Test func anInterruptionEndsIt() throws {
    let double = try ForgeDouble()
    let error = try #require(
      forgeError { () throws(ForgeError) in try double.create(double.forge(cancelled: true)) })
    #expect("\(error)" == "cannot look for tag v1: the transfer was interrupted")
    #expect(try double.requests() == [])
  }

  @Test func aForgeThatIsNotThere() throws {
    let access = ForgeAccess(
      address: "http://127.0.0.1:1", repository: "o/demo", token: "t", wait: { _ in })
    let error = try #require(
      forgeError { () throws(ForgeError) in try GitHub(access).tag("v1") })
    #expect("\(error)".hasPrefix("cannot look for tag v1: "))
    #expect(error.hint == "run the command again: what is done is not repeated")
  }
}
