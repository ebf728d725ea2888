import PerfReport
import Testing

@Suite struct QuantityTests {
  @Test(
    arguments: [
      (0.5, "s", "500.0 ms"), (1, "s", "1.000 s"), (12.345, "s", "12.35 s"),
      (123.456, "s", "123.5 s"),
      (1234.5, "s", "1235 s"), (0.99995, "s", "1.000 s"), (1.5e-6, "s", "1.500 us"),
      (2e-9, "s", "2.000 ns"),
      (2e-12, "s", "0.002 ns"), (1.5, "ms", "1.500 ms"), (1500, "us", "1.500 ms"),
      (999.4, "us", "999.4 us"),
      (999.97, "us", "1.000 ms"), (12, "ns", "12.00 ns"), (0, "s", "0 ns"),
      (-0.25, "s", "-250.0 ms"),
      (512, "B", "512 B"), (1024, "B", "1.000 KiB"), (1536, "B", "1.500 KiB"),
      (3_145_728, "B", "3.000 MiB"),
      (1.5 * 1_073_741_824, "B", "1.500 GiB"), (0, "B", "0 B"),
      (1_234_567, "msg/s", "1.235 M msg/s"),
      (999, "msg/s", "999.0 msg/s"), (1500, "msg/s", "1.500 k msg/s"),
      (2.5e9, "msg/s", "2.500 G msg/s"),
      (42, "count", "42"), (300_000, "count", "300000"), (0.25, "count", "0.250"), (3, "", "3"),
      (-7, "count", "-7"), (1e18, "count", "1e+18"),
    ] as [(Double, String, String)])
  func valuesHaveFourDigitsAndAFittingPrefix(_ value: Double, _ unit: String, _ text: String) {
    #expect(Quantity.text(value, unit: unit) == text)
  }

  @Test(
    arguments: [
      (1.34, "+1.3 %"), (-12.5, "-12.5 %"), (0, "+0.0 %"), (-0.01, "+0.0 %"), (250.4, "+250 %"),
      (-99.4, "-99.4 %"),
      (1e6, "+1000000 %"), (.infinity, ""), (.nan, ""),
    ] as [(Double, String)])
  func changesHaveTheirSign(_ percent: Double, _ text: String) {
    #expect(Quantity.percent(percent) == text)
  }

  @Test(
    arguments: [
      (1.25, 1, "1.3"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"), (-1.5, 0, "-2"), (12, 3, "12.000"),
      (0.005, 3, "0.005"), (1e16, 1, "1e+16"), (.nan, 2, "nan"),
    ] as [(Double, Int, String)])
  func decimalsAreFixed(_ value: Double, _ digits: Int, _ text: String) {
    #expect(Quantity.fixed(value, digits) == text)
  }
}
