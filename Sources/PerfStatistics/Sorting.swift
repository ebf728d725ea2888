/// The values in ascending order; nil if one of them is NaN.
func sortedCopy(_ values: Span<Double>) -> [Double]? {
  var isOrdered = true
  var copy = [Double](capacity: values.count) { output in
    for index in values.indices {
      let value = values[index]
      if value.isNaN { isOrdered = false }
      output.append(value)
    }
  }
  guard isOrdered else { return nil }
  sortAscending(&copy)
  return copy
}

/// Sorts values without NaN: large arrays by their bit patterns, least significant digit first
/// (Knuth, The Art of Computer Programming 3, 5.2.5), in time proportional to their number.
func sortAscending(_ values: inout [Double]) {
  guard values.count >= RadixSort.leastCount else { return values.sort() }
  RadixSort.sort(&values)
}

private enum RadixSort {
  static let leastCount = 768
  static let digitBits = 11
  static let digits = 6
  static let buckets = 1 << digitBits

  static func sort(_ values: inout [Double]) {
    var keys = values.map(\.orderedBits)
    var spare = [UInt64](repeating: 0, count: keys.count)
    var counts = [Int](repeating: 0, count: digits * buckets)
    for key in keys {
      for digit in 0..<digits { counts[digit * buckets + bucket(key, digit)] += 1 }
    }
    for digit in 0..<digits {
      guard placeBuckets(&counts, digit, count: keys.count) else { continue }
      for key in keys {
        let slot = digit * buckets + bucket(key, digit)
        spare[counts[slot]] = key
        counts[slot] += 1
      }
      swap(&keys, &spare)
    }
    for index in keys.indices { values[index] = Double(orderedBits: keys[index]) }
  }

  private static func bucket(_ key: UInt64, _ digit: Int) -> Int {
    Int(truncatingIfNeeded: key >> UInt64(digit * digitBits)) & (buckets - 1)
  }

  /// Turns the counts of a digit into the places where its buckets begin; false if one bucket
  /// holds everything.
  private static func placeBuckets(_ counts: inout [Int], _ digit: Int, count: Int) -> Bool {
    var begin = 0
    for slot in (digit * buckets)..<((digit + 1) * buckets) {
      guard counts[slot] < count else { return false }
      let size = counts[slot]
      counts[slot] = begin
      begin += size
    }
    return true
  }
}

extension Double {
  /// The bit pattern as an integer in the order of the numbers.
  var orderedBits: UInt64 {
    let bits = bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  /// The number with an ordered bit pattern.
  init(orderedBits bits: UInt64) {
    self.init(bitPattern: bits >> 63 == 1 ? bits & ~(1 << 63) : ~bits)
  }
}
