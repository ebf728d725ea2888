/// The fences of Tukey's box plot (Exploratory Data Analysis, 1977), which label outliers: mild
/// ones beyond 1.5 and severe ones beyond 3 interquartile ranges of the quartiles.
public struct TukeyFences: Sendable, Hashable {
  /// How far out a value is.
  public enum Label: Sendable, Hashable {
    /// Within the fences.
    case inside
    /// Beyond the inner fence.
    case mild
    /// Beyond the outer fence.
    case severe
  }

  /// The range without outliers.
  public let inner: ClosedRange<Double>
  /// The range without severe outliers.
  public let outer: ClosedRange<Double>

  /// Takes the quartiles of a sample (type 7); nil if it is empty, holds a NaN or infinite quartile,
  /// or its quartiles are equal and any other value would be an outlier.
  public init?(_ values: Span<Double>) {
    guard let sorted = sortedCopy(values) else { return nil }
    let low = quantileOfSorted(sorted.span, 0.25)
    let high = quantileOfSorted(sorted.span, 0.75)
    let range = high - low
    guard range > 0, range.isFinite else { return nil }
    inner = (low - 1.5 * range)...(high + 1.5 * range)
    outer = (low - 3 * range)...(high + 3 * range)
  }

  /// The label of a value.
  public func label(_ value: Double) -> Label {
    inner.contains(value) ? .inside : outer.contains(value) ? .mild : .severe
  }
}
