/// A histogram log, version 1.2 of HdrHistogram's format (`.hlog`), which its tools and libraries
/// read: one line an interval.
public struct HistogramLog: Sendable {
  /// The text so far.
  public private(set) var text: String

  /// Begins a log; `startSeconds` counts from 1970.
  public init(startSeconds: Double) {
    text = """
      #[Histogram log format version 1.2]
      #[StartTime: \(fixed(startSeconds, 3)) (seconds since epoch)]
      "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

      """
  }

  /// Adds the histogram of an interval.
  /// - Parameters:
  ///   - start: seconds from the start of the log.
  ///   - length: seconds.
  public mutating func append(
    _ histogram: Histogram, start: Double, length: Double
  ) {
    let largest = fixed(Double(histogram.greatest) / 1e6, 3)
    text += "\(fixed(start, 3)),\(fixed(length, 3)),\(largest),"
    text += histogram.compressed.base64 + "\n"
  }
}
