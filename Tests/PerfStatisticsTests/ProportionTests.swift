import PerfFiles
import PerfJSON
import PerfStatistics
import Testing

@Suite struct ProportionTests {
  @Test func intervalsAreThoseOfSciPy() throws {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/proportions.json")
    let rows = try #require(JSON.parse(File.read(file)).elements)
    #expect(rows.count > 50)
    for row in rows {
      let successes = Int(try #require(row["successes"]?.integer))
      let trials = Int(try #require(row["trials"]?.integer))
      let interval = clopperPearson(
        successes: successes, of: trials, confidence: try #require(row["confidence"]?.double))
      #expect(abs(interval.lower - (try #require(row["lower"]?.double))) < 1e-9)
      #expect(abs(interval.upper - (try #require(row["upper"]?.double))) < 1e-9)
    }
  }

  @Test func countsThatMakeNoSenseHaveNone() {
    for interval in [
      clopperPearson(successes: 1, of: 0), clopperPearson(successes: 2, of: 1),
      clopperPearson(successes: -1, of: 1), clopperPearson(successes: 1, of: 2, confidence: 1),
    ] {
      #expect(interval.lower.isNaN && interval.upper.isNaN)
    }
  }
}
