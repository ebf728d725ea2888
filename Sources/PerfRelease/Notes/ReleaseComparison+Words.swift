internal import PerfModel

extension ReleaseComparison.Row {
  /// What the row says of the release, in words.
  ///
  /// A change is only told as one where the rule of the verdict found one; one that its interval does
  /// not tell from none is no change.
  var words: String {
    switch verdict {
    case .improved: "better"
    case .warn: "worse"
    case .fail: "much worse"
    case .pass: isNoise ? "no change" : "within the limits"
    case .incorrect: "other results"
    case .notComparable: "not comparable" + reasons
    case .missing: "missing"
    case .inconclusive:
      "not decided" + (detectable.map { "; \(Self.signed($0)) would have been seen" } ?? reasons)
    default: "not judged" + reasons
    }
  }

  /// The change with its interval, such as `+15.2 % [12.9, 17.1]`; empty where none is known, and
  /// where the row is not comparable.
  var changeText: String {
    guard let change, verdict != .notComparable, verdict != .missing else { return "" }
    guard let interval else { return Self.signed(change) }
    return Self.signed(change) + " [\(Self.plain(interval.lowerBound)), "
      + "\(Self.plain(interval.upperBound))]"
  }

  private var isNoise: Bool {
    guard let interval else { return change == nil || change == 0 }
    return interval.contains(0)
  }

  private var reasons: String { notes.isEmpty ? "" : ": " + notes.joined(separator: ", ") }

  private static func signed(_ percent: Double) -> String {
    let text = plain(percent)
    return (text.hasPrefix("-") || text == "0.0" ? "" : "+") + text + " %"
  }

  /// With one digit behind the point, or three significant ones below 0.1.
  private static func plain(_ percent: Double) -> String {
    let tenths = (percent * 10).rounded()
    guard tenths.magnitude < 1e15 else { return "\(percent)" }
    let whole = Int(tenths.magnitude)
    return (tenths < 0 ? "-" : "") + "\(whole / 10).\(whole % 10)"
  }
}
