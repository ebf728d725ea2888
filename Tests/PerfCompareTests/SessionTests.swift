import PerfModel
import Testing

@Suite struct SessionTests {
  private static let ten = [Double](repeating: 100, count: 10)

  private func compare(
    _ head: CaseRecord.Samples, sessions: [Baseline.Session], policy: Policy = Policy(),
    fingerprint: String = Fixture.machine, toolchain: String = Fixture.toolchain
  ) -> Comparison {
    var base = head
    base.values = Self.ten
    return Fixture.compare(
      Fixture.run(
        [Fixture.entry(samples: [head])], fingerprint: fingerprint, toolchain: toolchain),
      Fixture.baseline([Fixture.entry(samples: [base])], sessions: sessions), policy: policy)
  }

  private func sessions(_ count: Int, hours: Int = 1) -> [Baseline.Session] {
    (0..<count).map { index in
      Fixture.session(Self.ten.map { $0 + Double(index % 3) / 10 }, hour: index * hours)
    }
  }

  @Test(arguments: [
    ("other machine", "other", Fixture.toolchain, 10, Verdict.notComparable),
    ("other toolchain", Fixture.machine, "Swift 7", 10, .notComparable),
    ("few runs", Fixture.machine, Fixture.toolchain, 9, .inconclusive),
  ])
  func withoutFittingSessionsThereIsOnlyTheChange(
    _ note: String, _ fingerprint: String, _ toolchain: String, _ runs: Int, _ gated: Verdict
  ) throws {
    let head = Fixture.timing([Double](repeating: 300, count: runs))
    let advisory = compare(
      head, sessions: sessions(8), fingerprint: fingerprint, toolchain: toolchain)
    let row = try #require(advisory.row("latency"))
    #expect(row.notes == [note])
    #expect(row.verdict == nil && !row.gating && row.intervalPercent == nil)
    #expect(abs(try #require(row.changePercent) - 200) < 1e-9)
    #expect(advisory.verdict == .pass && advisory.warnings.isEmpty)
    let gate = compare(
      head, sessions: sessions(8), policy: Policy(stored: .gate), fingerprint: fingerprint,
      toolchain: toolchain)
    #expect(gate.row("latency")?.verdict == gated)
    #expect(gate.verdict == gated)
  }

  @Test func noSessionAtAllIsAnotherMachine() {
    #expect(
      compare(Fixture.timing(Self.ten), sessions: []).row("latency")?.notes == ["other machine"])
  }

  @Test func sessionsWithFewRunsDoNotCount() {
    let short = Fixture.session([Double](repeating: 100, count: 9))
    #expect(
      compare(Fixture.timing(Self.ten), sessions: [short]).row("latency")?.notes == ["few runs"])
  }

  @Test(
    arguments: [
      (1, 119.0, Schema.Column.Better.lower, Verdict.inconclusive, "advisory: 1 of 5 sessions"),
      (1, 121, .lower, .warn, "fail-size change against 1 stored session"),
      (4, 300, .lower, .warn, "fail-size change against 4 stored sessions"),
      (4, 20, .lower, .inconclusive, "advisory: 4 of 5 sessions"),
      (2, 79, .higher, .warn, "fail-size change against 2 stored sessions"),
      (2, 81, .higher, .inconclusive, "advisory: 2 of 5 sessions"),
      (2, 500, .higher, .inconclusive, "advisory: 2 of 5 sessions"),
    ] as [(Int, Double, Schema.Column.Better, Verdict, String)])
  func fewSessionsAreAdvisory(
    _ count: Int, _ value: Double, _ better: Schema.Column.Better, _ verdict: Verdict,
    _ note: String
  ) throws {
    let head = Fixture.timing([Double](repeating: value, count: 10), better: better)
    let past = (0..<count).map { Fixture.session(Self.ten, hour: $0) }
    let advisory = compare(head, sessions: past)
    let row = try #require(advisory.row("latency"))
    #expect(row.verdict == verdict && row.notes == [note] && row.pairs == count)
    #expect(!row.gating && row.intervalPercent == nil)
    #expect(advisory.verdict == (verdict == .warn ? .warn : .pass))
    #expect(advisory.warnings.count == (verdict == .warn ? 1 : 0))
    let gate = compare(head, sessions: past, policy: Policy(stored: .gate))
    #expect(gate.row("latency")?.verdict == .inconclusive && gate.verdict == .inconclusive)
  }

  @Test func sessionsLessThanAnHourApartAreOne() {
    let head = Fixture.timing(Self.ten)
    var close = sessions(4)
    close.append(Fixture.session(Self.ten, hour: 3))
    #expect(compare(head, sessions: close).row("latency")?.pairs == 4)
    #expect(compare(head, sessions: sessions(5)).row("latency")?.pairs == 5)
    #expect(compare(head, sessions: sessions(6).reversed()).row("latency")?.pairs == 6)
    var almost = sessions(1)
    almost.append(
      Baseline.Session(
        when: UTCTime(seconds: 1_700_000_000 + 3599).text, fingerprint: Fixture.machine,
        toolchain: Fixture.toolchain, samples: ["quick": ["latency": Self.ten]]))
    #expect(compare(head, sessions: almost).row("latency")?.pairs == 1)
  }

  @Test func sessionsOfOtherMachinesToolchainsOrTimesAreLeftOut() {
    var mixed = sessions(5)
    mixed.append(Fixture.session([Double](repeating: 1, count: 10), hour: 90, fingerprint: "other"))
    mixed.append(Fixture.session([Double](repeating: 1, count: 10), hour: 91, toolchain: "other"))
    mixed.append(Fixture.session([Double](repeating: 0, count: 10), hour: 92))
    mixed.append(
      Baseline.Session(
        when: "yesterday", fingerprint: Fixture.machine, toolchain: Fixture.toolchain,
        samples: ["quick": ["latency": Self.ten]]))
    #expect(compare(Fixture.timing(Self.ten), sessions: mixed).row("latency")?.pairs == 5)
  }

  @Test func failNeedsEightSessionsAndAConfirmation() throws {
    let head = Fixture.timing([Double](repeating: 300, count: 10))
    let advisory = compare(head, sessions: sessions(9))
    #expect(advisory.row("latency")?.verdict == .warn)
    #expect(advisory.row("latency")?.notes == ["fail-size change against stored sessions"])
    #expect(advisory.verdict == .warn)
    let few = compare(head, sessions: sessions(7), policy: Policy(stored: .gate))
    #expect(few.row("latency")?.notes == ["fail needs 8 sessions"])
    #expect(few.verdict == .inconclusive)
    let enough = compare(head, sessions: sessions(8), policy: Policy(stored: .gate))
    #expect(enough.row("latency")?.notes == ["fail not confirmed"])
    #expect(enough.verdict == .inconclusive)
  }

  @Test func undecidedMayBeAWarning() {
    let head = Fixture.timing([Double](repeating: 300, count: 10))
    let policy = Policy(stored: .gate, inconclusive: .warn)
    #expect(compare(head, sessions: sessions(8), policy: policy).verdict == .warn)
  }

  @Test func aRuleMayGateOrFreeARow() {
    let head = Fixture.timing([Double](repeating: 300, count: 10), gating: false)
    #expect(compare(head, sessions: sessions(8)).row("latency")?.notes == [])
    let gating = Policy(rules: [Fixture.rule { $0.gate = true }])
    #expect(compare(head, sessions: sessions(8), policy: gating).row("latency")?.verdict == .warn)
    let free = Policy(rules: [Fixture.rule { $0.gate = false }])
    let freed = compare(
      Fixture.timing([Double](repeating: 300, count: 10)), sessions: sessions(8), policy: free)
    #expect(freed.row("latency")?.verdict == nil && freed.verdict == .pass)
  }

  @Test func zerosAndRowsWithoutDirectionAreOnlyShown() {
    let zero = compare(Fixture.timing([0] + Self.ten), sessions: sessions(8))
    #expect(zero.row("latency")?.notes == ["zero"] && zero.verdict == .pass)
    let info = compare(Fixture.timing(Self.ten, comparison: .info), sessions: sessions(8))
    #expect(info.row("latency")?.verdict == nil && info.row("latency")?.notes == [])
    let plain = compare(Fixture.timing(Self.ten, better: nil), sessions: sessions(8))
    #expect(plain.row("latency")?.verdict == nil)
  }

  @Test func aFloorHidesSmallChanges() {
    let head = Fixture.timing([Double](repeating: 130, count: 10))
    let past = (0..<4).map { Fixture.session(Self.ten, hour: $0) }
    #expect(compare(head, sessions: past).row("latency")?.verdict == .warn)
    for floor: Limit in [.absolute(50, unit: "us"), .absolute(0.05, unit: "ms")] {
      let policy = Policy(rules: [Fixture.rule { $0.floor = floor }])
      #expect(
        compare(head, sessions: past, policy: policy).row("latency")?.verdict == .inconclusive)
    }
    let other = Policy(rules: [Fixture.rule { $0.floor = .absolute(50, unit: "B") }])
    #expect(compare(head, sessions: past, policy: other).row("latency")?.verdict == .warn)
  }
}
