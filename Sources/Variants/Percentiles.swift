/// Times in nanoseconds, sorted.
public struct Percentiles: Sendable {
  private let sorted: [UInt64]

  /// Takes times in any order.
  public init(_ nanoseconds: [UInt64]) { sorted = nanoseconds.sorted() }

  /// How many times there are.
  public var count: Int { sorted.count }

  /// The longest time, 0 if there is none.
  public var greatest: UInt64 { sorted.last ?? 0 }

  /// The mean, 0 if there is none.
  public var mean: Double {
    sorted.isEmpty ? 0 : Double(sorted.reduce(0, &+)) / Double(sorted.count)
  }

  /// The nearest-rank percentile; 995 thousandths is p99.5.
  public func thousandths(_ thousandths: Int) -> UInt64 {
    guard !sorted.isEmpty else { return 0 }
    return sorted[max((sorted.count * thousandths + 999) / 1000, 1) - 1]
  }
}
