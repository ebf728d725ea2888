internal import PerfArguments

/// A defect put into the measurement on purpose, to see that the selftest finds it.
enum Sabotage: String, CaseIterable, ArgumentValue {
  /// Every interval is half as wide as it should be.
  case interval
  /// The base always runs first.
  case order
  /// All runs of the base come first, then all of the head.
  case pairs
}

/// Options that all selftests share.
struct SelftestOptions: CommandLineOptions {
  var seed: UInt64 = 1
  var sabotage: Sabotage?

  static let parameters: [Parameter<SelftestOptions>] = [
    .option("--seed", value: "N", help: "Seed of orders and simulated noise.", \.seed),
    .option(
      "--sabotage", value: "WHAT", help: "Break the method on purpose: this must end with 2.",
      \.sabotage),
  ]
}

/// Options of the selftests that compare programs.
struct SelftestComparisonOptions: CommandLineOptions {
  var comparisons = 100
  var pairs = 20
  var simulated = false
  var cpu: Int?
  var noLock = false

  static let parameters: [Parameter<SelftestComparisonOptions>] = [
    .option(
      "--comparisons", value: "N", help: "How many comparisons.", bound: .from(1), \.comparisons),
    .option("--pairs", value: "N", help: "Pairs of a comparison.", bound: .from(6), \.pairs),
    .flag("--simulated", help: "Simulate the times instead of running programs.", \.simulated),
    .option("--cpu", value: "N", help: "Run on this processor only.", bound: .from(0), \.cpu),
    .flag("--no-lock", help: "Do not wait for another perfkit that measures.", \.noLock),
  ]
}
