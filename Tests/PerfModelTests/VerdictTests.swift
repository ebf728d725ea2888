import PerfModel
import Testing

@Suite struct VerdictTests {
  @Test func everyVerdictHasItsExitStatus() {
    let statuses: [Verdict: Int32] = [
      .pass: 0, .improved: 0, .warn: 0, .error: 1, .fail: 2, .missing: 3, .inconclusive: 3,
      .incorrect: 4, .notComparable: 5, .refused: 6, .usage: 64, .interrupted: 130,
    ]
    #expect(Set(statuses.keys) == Set(Verdict.allCases))
    for (verdict, status) in statuses { #expect(verdict.exitStatus() == status) }
    #expect(Verdict.interrupted.exitStatus(signal: 15) == 143)
    #expect(Verdict.interrupted.exitStatus(signal: 1) == 143)
    #expect(Verdict.interrupted.exitStatus(signal: 2) == 130)
  }

  @Test func theWorstOfASuiteWins() {
    let order: [Verdict] = [
      .pass, .improved, .warn, .inconclusive, .missing, .fail, .notComparable, .incorrect, .refused,
      .error, .usage, .interrupted,
    ]
    #expect(Set(order) == Set(Verdict.allCases))
    for (place, worse) in order.enumerated() {
      for better in order[...place] {
        #expect([better, worse].worst == worse)
        #expect([worse, better, .pass].worst == worse)
      }
    }
    #expect([Verdict]().worst == .pass)
  }

  @Test func theWorstStatusFollowsTheContract() {
    let order: [Int32] = [0, 3, 2, 5, 4, 1]
    let ranked = Verdict.allCases.filter { order.contains($0.exitStatus()) }
    for one in ranked {
      for other in ranked {
        let first = order.firstIndex(of: one.exitStatus()) ?? 0
        let second = order.firstIndex(of: other.exitStatus()) ?? 0
        #expect([one, other].worst.exitStatus() == order[max(first, second)])
      }
    }
  }

  @Test func namesAreThoseOfDocuments() {
    #expect(
      Verdict.allCases.map(\.rawValue) == [
        "pass", "improved", "warn", "error", "fail", "missing", "inconclusive", "incorrect",
        "not-comparable", "refused", "usage", "interrupted",
      ])
  }

  @Test func everyOutcomeHasItsVerdict() {
    let verdicts: [CaseRecord.Outcome: Verdict] = [
      .passed: .pass, .failed: .incorrect, .crashed: .incorrect, .timedOut: .incorrect,
      .incorrect: .incorrect, .nondeterministic: .incorrect, .missing: .missing,
      .notComparable: .notComparable, .notStarted: .error, .interrupted: .interrupted,
      .skipped: .missing,
    ]
    for outcome in CaseRecord.Outcome.allCases { #expect(outcome.verdict == verdicts[outcome]) }
  }
}
