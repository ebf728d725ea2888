internal import PerfModel
internal import PerfRun

/// What `perfkit ab` measures in pairs: two commands, or the cases of suites on two builds.
protocol PairedSource {
  /// Starts a batch of some cases with new orders and padding, after warm-up runs.
  mutating func startBatch(
    seed: UInt64, cases: [Int], mayGoOn: () -> Bool
  ) throws(Problems)

  /// Samples until each case has the number of pairs that `targets` gives it, `mayGoOn` says no, or
  /// its runs fail.
  mutating func sample(upTo targets: [Int: Int], mayGoOn: () -> Bool) throws(Problems)

  /// What a case has brought in the batch, or nil if it is not part of it.
  func taking(_ index: Int) -> PairedTaking?
}
