/// A narrower demand on a value than its type makes, such as a whole number from 1.
public struct ValueBound<Value: ArgumentValue>: Sendable {
  let expectation: String
  let admits: @Sendable (Value) -> Bool

  /// Makes a bound; `expectation` continues the words "is not".
  public init(_ expectation: String, admits: @escaping @Sendable (Value) -> Bool) {
    self.expectation = expectation
    self.admits = admits
  }
}

extension ValueBound where Value: Comparable & CustomStringConvertible {
  /// Values from `least` on.
  public static func from(_ least: Value) -> ValueBound {
    ValueBound("\(bare(Value.expectation)) from \(least.argumentText)") { $0 >= least }
  }

  /// Values in `range`, its ends included.
  public static func within(_ range: ClosedRange<Value>) -> ValueBound {
    let (low, high) = (range.lowerBound.argumentText, range.upperBound.argumentText)
    return ValueBound("\(bare(Value.expectation)) from \(low) to \(high)") { range.contains($0) }
  }

  /// The expectation without a bound or an example of its own.
  private static func bare(_ expectation: String) -> String {
    for (index, word) in expectation.split(separator: " ").enumerated()
    where word == "from" || word == "such" {
      return expectation.split(separator: " ").prefix(index).joined(separator: " ")
    }
    return expectation
  }
}
