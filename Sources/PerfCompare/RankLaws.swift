internal import PerfStatistics

/// The signed-rank laws of the sample sizes of a family, each tabulated once.
struct RankLaws {
  private let laws: [Int: SignedRankLaw]

  init(_ counts: [Int]) {
    laws = Dictionary(Set(counts).map { ($0, SignedRankLaw(count: $0)) }) { first, _ in first }
  }

  subscript(count: Int) -> SignedRankLaw { laws[count] ?? SignedRankLaw(count: count) }
}
