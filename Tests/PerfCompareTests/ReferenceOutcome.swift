import PerfCompare
import PerfJSON
import PerfModel
import Testing

/// Checks an outcome against that of the reference implementation.
func expect(_ found: PairedOutcome, _ expected: JSON) throws {
  let decision: PairedOutcome.Decision =
    if let pairs = expected["decision"]?.integer {
      .more(pairs: Int(pairs))
    } else if expected["decision"]?.text == "info" {
      .info
    } else {
      .verdict(try #require(expected["decision"]?.text.flatMap(Verdict.init)))
    }
  #expect(found.decision == decision)
  if case .verdict = decision {
    #expect(found.notes == expected["notes"]?.elements?.compactMap(\.text))
  }
  try check(found.estimate, expected)
}

private func check(_ estimate: PairedEstimate?, _ expected: JSON) throws {
  guard expected["estimate"] != nil else {
    #expect(estimate == nil)
    return
  }
  let found = try #require(estimate)
  var pairs: [(String, Double, Double)] = [
    ("estimate", found.estimate, 1e-12), ("lower", found.lower, 1e-12),
    ("upper", found.upper, 1e-12), ("lower1", found.unadjustedLower, 1e-12),
    ("upper1", found.unadjustedUpper, 1e-12), ("pWarn", found.pWarn, 1e-13),
    ("pFail", found.pFail, 1e-13), ("pBetter", found.pBetter, 1e-13),
    ("widening", found.widening, 1e-12), ("mde", found.minimumDetectableEffect, 1e-9),
    ("change", found.changePercent, 1e-10),
  ]
  if expected["amount"] != nil {
    pairs += [
      ("amount", try #require(found.changeAmount), 1e-12),
      ("low", try #require(found.intervalAmount?.lowerBound), 1e-12),
      ("high", try #require(found.intervalAmount?.upperBound), 1e-12),
      ("detectable", try #require(found.detectableAmount), 1e-9),
    ]
  }
  for (name, value, tolerance) in pairs {
    let number = try #require(expected[name]?.anyNumber)
    let isClose = number.isFinite && abs(value - number) <= tolerance * max(1, abs(number))
    let isSame = value == number || value.isNaN && number.isNaN
    #expect(isSame || isClose, "\(name): \(value) instead of \(number)")
  }
  #expect(found.pairs == expected["pairs"]?.integer.map { Int($0) })
  #expect((found.changeAmount != nil) == (expected["amount"] != nil))
  let percent = found.changePercent
  #expect(percent.isNaN || found.intervalPercent.contains(percent))
}
