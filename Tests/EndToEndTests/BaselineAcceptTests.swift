import PerfJSON
import Testing

@Suite struct BaselineAcceptTests {
  private func recorded() throws -> Project {
    let project = try BaselineTests.project("k,v\na,1\n")
    try project.commitAll()
    try project.perfkit("baseline", "record", "main")
    return project
  }

  @Test func aReasonIsNeeded() throws {
    let project = try recorded()
    let call = try project.perfkit("baseline", "accept", "main", exits: 64, "usage")
    #expect(call.errors.contains("the option '--reason TEXT' is missing"))
    try project.perfkit("baseline", "accept", "main", "--reason", "  ", exits: 64, "usage")
  }

  @Test func whoWhenWhyAndWhatIsReplacedAreKept() throws {
    let project = try recorded()
    let old = try project.sh("sha256sum \(BaselineTests.file)").prefix(64)
    try project.write("k,v\na,2\n", to: "r.csv")
    try project.perfkit("smoke", exits: 2, "fail")
    try project.perfkit("baseline", "accept", "main", "--reason", "a second  order")
    try project.perfkit("smoke")
    let accepted = try #require(try project.json(BaselineTests.file)["accepted"]?.elements)
    #expect(accepted.map { $0["why"]?.text } == ["first record", "a second order"])
    #expect(accepted.map { $0["who"]?.text } == ["Ada Example", "Ada Example"])
    #expect(accepted.map { $0["previous_sha256"]?.text } == [nil, String(old)])
    let when = try #require(accepted.last?["when"]?.text)
    #expect(when.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    let shown = try project.perfkit("baseline", "show", "main")
    #expect(shown.output.contains("Ada Example: a second order"))
  }

  @Test func equalContentChangesNoByte() throws {
    let project = try recorded()
    let before = try project.read(BaselineTests.file)
    try project.perfkit("smoke")
    let call = try project.perfkit("baseline", "accept", "main", "--reason", "again")
    #expect(call.document["suites"]?.elements?.first?["changed"]?.flag == false)
    #expect(try project.read(BaselineTests.file) == before)
  }

  @Test func aBaselineThatIsNotThereCannotBeAccepted() throws {
    let project = try recorded()
    let call = try project.perfkit(
      "baseline", "accept", "mian", "--suite", "main", "--reason", "x", exits: 3, "missing")
    #expect(call.errors.contains("did you mean 'main'?"))
  }

  @Test func aFailingRunCannotBeAccepted() throws {
    let project = try recorded()
    try project.sh("rm r.csv")
    let before = try project.read(BaselineTests.file)
    try project.perfkit("baseline", "accept", "main", "--reason", "x", exits: 4, "incorrect")
    #expect(try project.read(BaselineTests.file) == before)
  }

  @Test func aSessionCanBeAdded() throws {
    let project = try recorded()
    try project.perfkit("baseline", "record", "main", "--add-session")
    let baseline = try project.json(BaselineTests.file)
    #expect(baseline["sessions"]?.elements?.count == 2)
    #expect(baseline["accepted"]?.elements?.count == 1)
  }

  @Test func namesAreChecked() throws {
    let project = try recorded()
    let call = try project.perfkit(
      "baseline", "record", "../main", "--suite", "main", exits: 64, "usage")
    #expect(call.errors.contains("'../main' is no name for a baseline"))
    let other = try project.perfkit("baseline", "record", "release", exits: 64, "usage")
    #expect(other.errors.contains("no suite in perfkit.yaml says `baseline: release`"))
  }

  @Test func baselinesAreListed() throws {
    let project = try recorded()
    let call = try project.perfkit("baseline", "list")
    #expect(call.output == "main  main\n")
    #expect(call.document["baselines"]?.elements?.first?["name"]?.text == "main")
    let show = try project.perfkit("baseline", "show", "main")
    #expect(show.document["suites"]?.elements?.first == (try project.json(BaselineTests.file)))
    try project.perfkit("baseline", "show", "other", exits: 3, "missing")
  }
}
