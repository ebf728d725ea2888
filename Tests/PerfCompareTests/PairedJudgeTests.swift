import PerfCompare
import PerfModel
import Testing

/// What is measured next, and what a whole record says.
@Suite struct PairedJudgeTests {
  /// A record of timing cases; `ratios` gives each its head-to-base ratios of one batch after the
  /// other.
  private func record(
    _ ratios: [[[Double]]], looks: [Int] = [10, 20, 40, 60], exact: Bool = false
  ) -> PairedRecord {
    var record = PairedRecord(
      base: PairedRecord.Subject(name: "old"), head: PairedRecord.Subject(name: "new"),
      host: Fixture.host(), looks: looks, policy: Policy())
    for (index, batches) in ratios.enumerated() {
      var entry = PairedRecord.Case(suite: "s", name: "c\(index)")
      entry.rows = [
        PairedRecord.Row(
          metric: "t", unit: "s", better: .lower, comparison: exact ? .exact : .relative,
          gating: true)
      ]
      record.cases.append(entry)
      for (batch, values) in batches.enumerated() {
        while record.batches.count <= batch {
          record.batches.append(PairedRecord.Batch(seed: UInt64(batch)))
        }
        record.batches[batch].series.append(
          PairedRecord.Series(
            caseIndex: index, headFirst: values.map { _ in false },
            metrics: [
              PairedRecord.Series.Metric(
                name: "t", base: values.map { _ in 1 }, head: values)
            ]))
      }
    }
    return record
  }

  private func around(_ ratio: Double, _ count: Int) -> [Double] {
    (0..<count).map { ratio * (1 + 0.001 * Double($0 % 5 - 2)) }
  }

  @Test func theFirstPairShowsWhichRowsThereAre() {
    #expect(PairedJudge(record([[[]], [[]]])).next() == .more([0: 1, 1: 1]))
    #expect(PairedJudge(record([[[1]], [[1]]])).next() == .more([0: 10, 1: 10]))
  }

  @Test func exactCasesNeedTwoPairs() {
    #expect(PairedJudge(record([[[1]]], exact: true)).next() == .more([0: 2]))
    let judge = PairedJudge(record([[[1, 1]]], exact: true))
    #expect(judge.next() == .done)
    #expect(judge.comparison().verdict == .pass)
  }

  @Test func onlyUndecidedCasesAreSampledOn() {
    let noisy = (0..<10).map { $0 % 2 == 0 ? 0.6 : 1.7 }
    let judge = PairedJudge(record([[around(1, 10)], [noisy]]))
    #expect(judge.next() == .more([1: 20]))
  }

  @Test func aFailureIsConfirmedByASecondBatchOfItsCase() {
    let first = record([[around(1, 10)], [around(1.5, 10)]])
    #expect(PairedJudge(first).next() == .confirm([1]))
    #expect(PairedJudge(first).comparison().verdict == .inconclusive)
    var second = record([[around(1, 10)], [around(1.5, 10), []]])
    #expect(PairedJudge(second).next() == .more([1: 10]))
    second = record([[around(1, 10)], [around(1.5, 10), around(1.5, 10)]])
    #expect(PairedJudge(second).next() == .done)
    #expect(PairedJudge(second).comparison().verdict == .fail)
    let cleared = record([[around(1, 10)], [around(1.5, 10), around(1, 10)]])
    #expect(PairedJudge(cleared).comparison().verdict == .pass)
    #expect(
      PairedJudge(cleared).comparison().rows[1].notes == ["first batch: fail, not reproduced"])
  }

  @Test func aFailingCaseIsNotMeasuredOn() {
    var broken = record([[around(1, 10)], [[]]])
    broken.cases[1].failures = [
      PairedRecord.Failure(side: .head, outcome: .crashed, reason: "was killed\nfull output: x")
    ]
    let judge = PairedJudge(broken)
    #expect(judge.next() == .done)
    let comparison = judge.comparison()
    #expect(comparison.verdict == .incorrect)
    #expect(comparison.rows.contains { $0.metric == "case" && $0.notes == ["head was killed"] })
    broken.cases[1].failures[0].side = .base
    #expect(PairedJudge(broken).comparison().verdict == .missing)
    broken.cases[1].failures[0].outcome = .interrupted
    #expect(PairedJudge(broken).comparison().verdict == .interrupted)
  }

  @Test func nothingThatDecidesIsMissing() {
    var idle = record([[around(1, 10)]])
    idle.cases[0].rows[0].gating = false
    let comparison = PairedJudge(idle).comparison()
    #expect(comparison.verdict == .missing)
    #expect(comparison.rows.last?.notes == ["nothing that decides was measured"])
    idle.cases = []
    idle.batches = []
    #expect(PairedJudge(idle).comparison().verdict == .missing)
  }

  @Test func valuesOfZeroDecideNothing() {
    let comparison = PairedJudge(record([[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]])).comparison()
    #expect(comparison.verdict == .missing)
    #expect(comparison.rows.first?.notes == ["zero"])
  }

  @Test func thePolicySaysWhatUndecidedMeans() {
    var undecided = record([[around(1, 3)]], looks: [3])
    undecided.looksAreFixed = true
    #expect(PairedJudge(undecided).next() == .done)
    #expect(PairedJudge(undecided).comparison().verdict == .inconclusive)
    undecided.policy.inconclusive = .warn
    #expect(PairedJudge(undecided).comparison().verdict == .warn)
    undecided.strict = true
    #expect(PairedJudge(undecided).comparison().verdict == .fail)
  }

  @Test func aWarningOfTheRecordCounts() {
    var warned = record([[around(1, 10)]])
    warned.warnings = [Problem("git.submodule", "the export lacks it", verdict: .warn)]
    #expect(PairedJudge(warned).comparison().verdict == .warn)
  }

  @Test(
    arguments: [
      ("a", "a", nil, nil, Verdict.pass), ("a", "b", "record 1", nil, .incorrect),
      ("a", "b", "record 1", "new hash", .pass), ("a", "b", nil, nil, .pass),
      ("a", nil, nil, nil, .missing), (nil, "b", nil, nil, .warn),
    ] as [(String?, String?, String?, String?, Verdict)])
  func digestsMustBeEqual(
    _ base: String?, _ head: String?, _ difference: String?, _ allowed: String?,
    _ verdict: Verdict
  ) {
    var exact = record([[[1, 1]]], exact: true)
    exact.cases[0].digests = [
      PairedRecord.Digest(
        name: "r.csv", base: base, head: head, difference: difference, allowed: allowed)
    ]
    #expect(PairedJudge(exact).comparison().verdict == verdict)
  }

  @Test func aRunWithoutAValueIsNamed() {
    var values = around(1, 10)
    values[3] = .nan
    let comparison = PairedJudge(record([[values]])).comparison()
    #expect(comparison.verdict == .inconclusive)
    #expect(comparison.rows.first?.notes == ["no value of head in pair 4"])
  }
}
