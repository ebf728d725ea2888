import PerfArguments
import Testing

@Suite struct ArgumentValueTests {
  @Test(
    arguments: [
      ("500ms", .milliseconds(500)), ("20s", .seconds(20)), ("1.5s", .milliseconds(1500)),
      ("3m", .seconds(180)), ("2h", .seconds(7200)), ("1d", .seconds(86400)), ("0s", .zero),
      ("0.000000001s", .nanoseconds(1)), ("0.5d", .seconds(43200)),
      ("36500d", .seconds(36500 * 86400)),
    ] as [(String, Duration)])
  func `durations are a number and a unit`(text: String, duration: Duration) {
    #expect(Duration.parse(text) == duration)
    #expect(Duration.parse(duration.argumentText) == duration)
  }

  @Test(arguments: [
    "", "5", "s", "ms", "-1s", "+1s", "1 s", "1S", "1.s", ".5s", "1.2.3s", "1e3s", "36501d",
    "99999999999999999999s", "9223372036854775807d", "1.0000000001s", "٣s", "1us", "nan",
  ])
  func `other texts are no durations`(text: String) {
    #expect(Duration.parse(text) == nil)
  }

  @Test(
    arguments: [
      (.seconds(90), "90s"), (.seconds(120), "2m"), (.zero, "0s"), (.seconds(86400), "1d"),
      (.milliseconds(1500), "1500ms"), (.microseconds(1500), "1.5ms"),
    ] as [(Duration, String)])
  func `durations are shown in the longest unit that fits`(duration: Duration, text: String) {
    #expect(duration.argumentText == text)
  }

  @Test func `numbers are decimal and finite`() {
    #expect(Int.parse("-12") == -12)
    #expect(Int.parse("0x10") == nil)
    #expect(Int.parse("9223372036854775808") == nil)
    #expect(UInt64.parse("18446744073709551615") == .max)
    #expect(UInt64.parse("-0") == nil)
    #expect(Double.parse("1e-3") == 0.001)
    for text in ["nan", "inf", "1e999", "0x1p3", "", " 1", "1,5"] {
      #expect(Double.parse(text) == nil)
    }
  }

  @Test func `choices are the raw values exactly`() {
    #expect(When.choices == ["auto", "always", "never"])
    #expect(When.parse("never") == .never)
    #expect(When.parse("Never") == nil)
    #expect(When.expectation == "auto, always or never")
  }
}
