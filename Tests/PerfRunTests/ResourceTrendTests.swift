import Glibc
import PerfModel
import PerfProcess
import Testing

@testable import PerfRun

/// Slopes of readings 100 ms apart.
@Suite struct ResourceTrendTests {
  private static func usages(_ count: Int, apart: UInt64 = 100_000_000) -> [TreeUsage] {
    (0..<count).map { index in
      var usage = TreeUsage(of: getpid())
      (usage.memory, usage.descriptors, usage.threads) = (4096 * index, 7, 1)
      usage.moment = UInt64(index) * apart
      return usage
    }
  }

  @Test func readingsGiveSlopes() throws {
    let trend = ResourceTrend(Self.usages(15))
    #expect(try abs(#require(trend.values["memory_slope"]) - 40960) < 1)
    #expect(trend.values["descriptors_slope_high"] == 0)
    #expect(trend.absences.isEmpty)
  }

  @Test(arguments: [
    (0, "not estimable: 0 readings after the first third of the load, a slope needs 10"),
    (13, "not estimable: 9 readings after the first third of the load, a slope needs 10"),
  ])
  func tooFewReadingsGiveNone(count: Int, reason: String) {
    let trend = ResourceTrend(Self.usages(count))
    #expect(!trend.values.keys.contains { $0.contains("slope") })
    #expect(
      trend.absences
        == ["memory_slope", "descriptors_slope", "threads_slope"].map {
          CaseRecord.Absence(metric: $0, reason: reason)
        })
  }

  @Test func aMetricThatSeveralRunsLackStandsOnce() {
    var absent: [CaseRecord.Absence] = []
    for reason in ["3 readings", "4 readings"] {
      absent.take([.init(metric: "memory_slope", reason: reason)])
    }
    #expect(absent == [.init(metric: "memory_slope", reason: "3 readings")])
  }

  @Test func readingsOfOneMomentGiveNone() {
    let trend = ResourceTrend(Self.usages(15, apart: 0))
    #expect(!trend.values.keys.contains { $0.contains("slope") })
    #expect(
      trend.absences.map(\.reason)
        == Array(repeating: "not estimable: the readings are of one moment", count: 3))
  }
}
