import PerfModel
import Testing

@testable import PerfRun

@Suite struct KillPointTests {
  private static let drill = Drill(
    kills: 50, recover: [],
    tear: .init(file: "j", kind: .append, most: 20))

  private func points(_ acknowledgements: Int, seed: UInt64 = 42) -> [KillPoint] {
    (0..<50).map {
      KillPoint($0, of: Self.drill, acknowledgements: acknowledgements, seed: seed)
    }
  }

  @Test func killsAreSpreadAndNeverBehindTheLastButOne() {
    for count in [1, 2, 3, 20, 51, 1_000, 100_000] {
      let places = points(count).map(\.after)
      #expect(places.allSatisfy { (1...max(1, count - 1)).contains($0) })
      #expect(places == places.sorted())
      if count > 100 { #expect(Set(places).count == 50) }
      if count == 51 { #expect(places == Array(1...50)) }
    }
  }

  @Test func aSeedAndANumberFixAKill() {
    #expect(points(1_000) == points(1_000))
    #expect(points(1_000).map(\.after) != points(1_000, seed: 43).map(\.after))
    #expect(points(1_000).allSatisfy { (1...20).contains($0.torn) })
    #expect(Set(points(1_000).map(\.torn)).count > 10)
  }

  @Test func someTearsAreZeros() {
    let bytes = points(1_000).map { FileTear.bytes($0) }
    #expect(bytes.map(\.count) == points(1_000).map(\.torn))
    let zeros = bytes.count { $0.allSatisfy { $0 == 0 } }
    #expect((3...25).contains(zeros))
  }
}
