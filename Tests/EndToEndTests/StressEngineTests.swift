import PerfJSON
import Testing

/// The reference engine under a load in its own process.
@Suite struct StressEngineTests {
  private static let engine = Project.perfkit.dropLast("perfkit".count) + "refengine"

  @Test(arguments: ["constant", "poisson", "burst", "hawkes"])
  func theBookIsLoadedInProcess(arrivals: String) throws {
    let project = try StressTests.project(
      "{name: book, command: [./engine.sh], repeat: 2, results: ["
        + "{file: stress-scenario.csv, schema: stress-scenario/1}, "
        + "{file: throughput-series.csv, schema: throughput-series/1}], objectives: ["
        + "\"lost = 0\", \"orphans = 0\", \"done > 5000\", \"backlog < 100000 for 3 windows\"]}",
      engine: """
        exec \(Self.engine) load --scenario baseline --arrivals \(arrivals) --rate 10000 --seconds 1
        """)
    let call = try project.perfkit("stress", "--no-lock")
    #expect(call.digests.count == 2)
    #expect(call.output.contains("met     orphans = 0: 0"))
    let run = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let left = names(inFolder: project.folder + "/.perfkit/runs/\(run)/cases/001-book/0")
    #expect(
      left == [
        "output.log", "response.hgrm", "response.hlog", "service.hgrm", "service.hlog",
        "stress-scenario.csv", "throughput-series.csv",
      ])
  }

  @Test func theBookIsTheSameOverAFaultyLink() throws {
    let project = try StressTests.project(
      "{name: book, command: [./engine.sh, '${link}'], "
        + "matrix: {link: [none, lossy, bursts, jitter, all]}, "
        + "results: [{file: stress-scenario.csv, schema: stress-scenario/1}], objectives: ["
        + "\"lost = 0\", \"orphans = 0\"]}",
      engine: """
        [ "$1" = none ] && link= || link="--link $1"
        \(Self.engine) load --scenario baseline --arrivals poisson --rate 20000 $link \
          | tee -a "$MARKS/said"
        """)
    try project.perfkit("stress", "--no-lock")
    let said = (contents(of: project.outside + "/said") ?? "").split(separator: "\n")
    let books = said.filter { $0.contains(", digest ") }.map { $0.suffix(16) }
    #expect(books.count == 5 && Set(books).count == 1)
    let links = said.filter { $0.hasPrefix("link ") }
    #expect(links.count == 4)
    #expect(links.allSatisfy { $0.contains(" 0 in one log only") })
    #expect(links.contains { $0.hasPrefix("link lossy: ") && !$0.contains(" 0 dropped") })
  }

  @Test func wrongWordsAreNamed() throws {
    let project = try Project()
    let mistakes = [
      (
        "--arrivals poison --rate 5",
        "--arrivals cannot be 'poison', it is one of constant, poisson"
      ),
      ("--arrivals poisson", "--rate is missing"),
      ("--arrivals poisson --rate 5 --link lossi", "--link cannot be 'lossi'"),
      ("--arrivals poisson --rate 0", "--rate must be a whole number from 1 to 20000000"),
      (
        "--arrivals poisson --rate 10000000 --seconds 3",
        "--seconds must be a whole number from 1 to 2, not '3'"
      ),
    ]
    for (words, text) in mistakes {
      let said = try project.sh(
        "\(Self.engine) load --scenario baseline \(words) 2>&1 || echo \"status $?\"")
      #expect(said.contains(text), "\(said)")
      #expect(said.contains("status 64"))
    }
  }
}
