import PerfProbe
import Testing

/// p50 and p99 against nearest-rank percentiles of the values themselves.
@Suite struct PercentileTests {
  enum Shape: String, CaseIterable {
    case one, small, uniform, logUniform, twoValues, huge, powers

    func values(_ random: inout SplitMix) -> [UInt64] {
      switch self {
      case .one: [123_456_789]
      case .small: (0..<1000).map { _ in random.next() % 128 }
      case .uniform: (0..<20011).map { _ in random.next() % 5_000_000 }
      case .logUniform: (0..<20011).map { _ in random.next() >> (random.next() % 64) }
      case .twoValues: (0..<200).map { $0 < 100 ? 1000 : 9_000_000 }
      case .huge: (0..<101).map { _ in UInt64.max - random.next() % 1_000_000 }
      case .powers: (0..<64).flatMap { [(1 << $0) - 1, 1 << $0] }
      }
    }
  }

  @Test(arguments: Shape.allCases)
  func theyAreWithinTheirBound(shape: Shape) throws {
    var random = SplitMix(state: 2026)
    let folder = try ScratchFolder()
    let name = "percentile.\(shape.rawValue)"
    let scope = Scope(named: name)
    let values = shape.values(&random).sorted()
    for value in values { scope.record(nanoseconds: value) }
    let row = try #require(try folder.probeTable().rows(of: name).first)
    for (percent, found) in [(50, row.p50), (99, row.p99)] {
      let exact = Double(values[(values.count * percent + 99) / 100 - 1])
      #expect(exact < 128 ? found == exact : abs(found - exact) <= exact / 128, "\(percent)")
    }
  }
}

struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
