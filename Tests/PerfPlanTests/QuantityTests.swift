import PerfModel
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("500ms", 0.5), ("20s", 20), ("1.5s", 1.5), ("3m", 180), ("2h", 7200), ("90d", 7_776_000),
    ("0s", 0), ("0.0005s", 0.0005),
  ])
  func durationsAreRead(_ text: String, _ seconds: Double) throws {
    let duration = try #require(Duration(text: text))
    #expect(abs(duration.inSeconds - seconds) < 1e-9)
    #expect(Duration(text: "500ms") == .milliseconds(500))
  }

  @Test(arguments: [
    "", "s", "20", "20 s", "-1s", "+1s", "1e3s", ".5s", "5.s", "1..5s", "1h30m", "20S", "40000d",
    "٣s", "infs", "0x1s", "1w",
  ])
  func otherTextsAreNoDurations(_ text: String) {
    #expect(Duration(text: text) == nil)
  }

  @Test func limitsAreRead() {
    #expect(Limit(text: "5%") == .relative(0.05))
    #expect(Limit(text: "0.5 %") == .relative(0.005))
    #expect(Limit(text: "50us") == .absolute(50, unit: "us"))
    #expect(Limit(text: "64MiB") == .absolute(64, unit: "MiB"))
    #expect(Limit(text: "200 count") == .absolute(200, unit: "count"))
    #expect(Limit(text: "1000msg/s") == .absolute(1000, unit: "msg/s"))
    #expect(Limit(text: "3µs") == .absolute(3, unit: "µs"))
    for text in ["5", "%", "-5%", "5%%", "us", "5 /s", "5us,", "1e9s x"] {
      #expect(Limit(text: text) == nil, "\(text)")
    }
  }

  @Test func limitsAreComparedWhereTheyCanBe() {
    #expect(Limit.relative(0.05).isBelow(.relative(0.2)) == true)
    #expect(Limit.relative(0.2).isBelow(.relative(0.2)) == false)
    #expect(Limit.absolute(900, unit: "us").isBelow(.absolute(1, unit: "ms")) == true)
    #expect(Limit.absolute(1, unit: "MiB").isBelow(.absolute(1, unit: "MB")) == false)
    #expect(Limit.absolute(1, unit: "us").isBelow(.absolute(1, unit: "B")) == nil)
    #expect(Limit.absolute(1, unit: "x").isBelow(.absolute(2, unit: "x")) == true)
    #expect(Limit.relative(0.1).isBelow(.absolute(1, unit: "s")) == nil)
  }
}
