internal import Glibc

/// The law of the median of n values drawn with replacement from a sample of n.
///
/// A draw takes the values of ranks floor(n U), U uniform. Its j-th smallest rank is that of the
/// j-th smallest U, which is beta(j, n+1-j); given it, the next U is the least of n-j uniform ones
/// above it (David & Nagaraja, Order Statistics, 2.3 and 2.5). So two or three random numbers give
/// a median with exactly the law of the resampled one.
struct ResampledMedian {
  private let sorted: [Double]
  private let lower: GammaLaw
  private let upper: GammaLaw

  /// Nil if the sample is empty or a value is NaN.
  init?(_ values: Span<Double>) {
    guard let sorted = sortedCopy(values), !sorted.isEmpty else { return nil }
    self.sorted = sorted
    let rank = (sorted.count + 1) / 2
    lower = GammaLaw(shape: Double(rank))
    upper = GammaLaw(shape: Double(sorted.count + 1 - rank))
  }

  var median: Double { medianOfSorted(sorted.span) }

  /// Draws the median of a resample.
  func draw(_ generator: inout Xoshiro256) -> Double {
    let low = lower.draw(&generator)
    let high = upper.draw(&generator)
    let above = high / (low + high)
    let first = value(at: low / (low + high))
    guard sorted.count % 2 == 0 else { return first }
    let rest = pow(generator.unit(), 2 / Double(sorted.count))
    return (first + value(at: 1 - above * rest)) / 2
  }

  /// The medians without each of the values in turn, in ascending order of the value left out.
  var jackknife: [Double] {
    let half = sorted.count / 2
    return sorted.indices.map { left in
      func other(_ index: Int) -> Double {
        let index = index < left ? index : index + 1
        return sorted.indices.contains(index) ? sorted[index] : .nan
      }
      return sorted.count % 2 == 0 ? other(half - 1) : (other(half - 1) + other(half)) / 2
    }
  }

  private func value(at share: Double) -> Double {
    sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
}
