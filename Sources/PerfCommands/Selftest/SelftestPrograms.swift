internal import PerfModel

/// Two programs whose times a selftest compares: real processes, or simulated ones.
protocol SelftestPrograms {
  /// Times of pairs, in seconds.
  func pairs(
    _ count: Int, seed: UInt64, sabotage: Sabotage?
  ) throws(Problems) -> (base: [Double], head: [Double])

  /// Times as most tools take them: all of one program, then all of the other.
  func sequential(
    _ count: Int, seed: UInt64
  ) throws(Problems) -> (base: [Double], head: [Double])
}
