import PerfModel
import Testing

@Suite struct DurationTests {
  @Test(arguments: [
    (Duration.milliseconds(500), "500ms"), (.seconds(20), "20s"), (.milliseconds(1500), "1.5s"),
    (.seconds(180), "3m"), (.seconds(3600), "60m"), (.zero, "0ms"), (.seconds(1), "1s"),
    (.seconds(60), "1m"), (.seconds(90), "90s"), (.milliseconds(999), "999ms"),
    (.milliseconds(61_250), "61.3s"), (.microseconds(999_900), "1s"), (.milliseconds(59_990), "1m"),
  ])
  func textIsWhatThePlanWouldSay(_ duration: Duration, _ text: String) {
    #expect(duration.shortText == text)
  }

  @Test(arguments: ["500ms", "20s", "1.5s", "3m", "90s", "120m"])
  func textAndReadingAgree(_ text: String) throws {
    #expect(try #require(Duration(text: text)).shortText == text)
  }

  @Test func secondsAreExact() {
    #expect(Duration.nanoseconds(1_500_000_001).inSeconds == 1.500000001)
    #expect(Duration.seconds(-2).inSeconds == -2)
  }
}
