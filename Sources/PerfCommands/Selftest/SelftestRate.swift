internal import PerfJSON
internal import PerfStatistics

/// One measured rate with the promise it is held to.
struct SelftestRate {
  /// What a promise demands of a count.
  enum Promise {
    case atLeast(Double)
    case atMost(Double)
    /// A true rate below this is contradicted by the count's own interval.
    case notBelow(Double)
    /// A true rate above this is contradicted by the count's own interval.
    case notAbove(Double)
  }

  let name: String
  let count: Int
  let total: Int
  var promise: Promise?

  var rate: Double { total == 0 ? .nan : Double(count) / Double(total) }

  var interval: ProportionInterval { clopperPearson(successes: count, of: total) }

  /// Whether the promise is kept; nothing measured keeps none.
  var isKept: Bool {
    guard let promise else { return true }
    guard total > 0 else { return false }
    switch promise {
    case .atLeast(let least): return Double(count) >= (least * Double(total)).rounded(.down)
    case .atMost(let most): return Double(count) <= most * Double(total)
    case .notBelow(let least): return interval.upper >= least
    case .notAbove(let most): return interval.lower <= most
    }
  }

  var promiseText: String {
    func percent(_ value: Double) -> String {
      let tenths = (value * 1000).rounded() / 10
      return tenths == tenths.rounded() ? "\(Int(tenths)) %" : "\(tenths) %"
    }
    return switch promise {
    case nil: ""
    case .atLeast(let least)?, .notBelow(let least)?: "≥ \(percent(least))"
    case .atMost(0)?: "none"
    case .atMost(let most)?, .notAbove(let most)?: "≤ \(percent(most))"
    }
  }

  var json: JSON {
    let ends = interval
    return .object([
      ("name", .string(name)), ("count", .integer(count)), ("of", .integer(total)),
      ("rate", rate.isNaN ? .null : .number(rate)),
      (
        "ci",
        ends.lower.isNaN ? .null : .array([.number(ends.lower), .number(ends.upper)])
      ),
      ("promise", promise == nil ? .null : .string(promiseText)),
      ("kept", promise == nil ? .null : .bool(isKept)),
    ])
  }
}
