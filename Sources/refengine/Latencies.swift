/// Times of single messages, sorted, in nanoseconds; the clock call between two is part of them.
struct Latencies {
  private let sorted: [UInt64]

  init(_ nanoseconds: [UInt64]) {
    sorted = nanoseconds.sorted()
  }

  var count: Int { sorted.count }
  var maximum: UInt64 { sorted.last ?? 0 }

  /// The mean in nanoseconds, to one decimal.
  var mean: Double {
    sorted.isEmpty ? 0 : oneDecimal(Double(sorted.reduce(0, &+)) / Double(sorted.count))
  }

  /// The nearest-rank percentile; 995 thousandths is p99.5.
  func percentile(thousandths: Int) -> UInt64 {
    guard !sorted.isEmpty else { return 0 }
    return sorted[max((sorted.count * thousandths + 999) / 1000, 1) - 1]
  }

  /// What the clock alone costs: the median of calls with nothing in between.
  static func clockFloor() -> UInt64 {
    var last = now()
    let gaps = (0..<10_001).map { _ in
      let time = now()
      defer { last = time }
      return time - last
    }
    return Latencies(gaps).percentile(thousandths: 500)
  }
}

/// Rounds to one decimal, so that a figure does not show digits it cannot have.
func oneDecimal(_ value: Double) -> Double { (value * 10).rounded() / 10 }
