import PerfCompare
import PerfModel
import Testing

@Suite struct RowRuleTests {
  private func resolve(
    _ rules: [PolicyRule], metric: String = "latency_p99[a,42]", unit: String = "us",
    caseName: String = "quick/x=1", today: String = "2026-11-21"
  ) -> RowRule {
    RowRule(
      policy: Policy(rules: rules), suite: "smoke", caseName: caseName, metric: metric, unit: unit,
      today: today)
  }

  @Test func withoutRulesThePolicyCounts() {
    let rule = RowRule(
      policy: Policy(warn: 0.03, fail: 0.3), suite: "s", caseName: "c", metric: "m", unit: "s",
      today: "2026-11-21")
    #expect(rule.warn == .relative(0.03) && rule.fail == .relative(0.3))
    #expect(!rule.failIsSet && rule.floor == nil && rule.gate == nil && rule.digestMayChange == nil)
  }

  @Test(arguments: [
    (nil, nil, nil, true), ("latency_*", nil, nil, true), ("latency_p99[a,42]", nil, nil, true),
    ("latency_p99[b*", nil, nil, false), ("latency_p50", nil, nil, false), ("p99", nil, nil, false),
    (nil, "smoke", nil, true), (nil, "s?oke", nil, true), (nil, "bench", nil, false),
    (nil, nil, "quick/*", true), (nil, nil, "quick", false), (nil, nil, "{slow,quick}/x=1", true),
    ("latency_*", "smoke", "slow*", false), ("{", nil, nil, false),
  ])
  func aRuleAppliesWhereAllItsGlobsMatch(
    _ metric: String?, _ suite: String?, _ caseName: String?, _ applies: Bool
  ) {
    let rule = Fixture.rule {
      $0.metric = metric
      $0.suite = suite
      $0.caseName = caseName
      $0.gate = false
    }
    #expect(resolve([rule]).gate == (applies ? false : nil))
  }

  @Test func theLastMatchingRuleThatSetsAKeyWins() {
    let rule = resolve([
      Fixture.rule {
        $0.warn = .relative(0.01)
        $0.fail = .relative(0.1)
        $0.gate = true
      },
      Fixture.rule { $0.warn = .relative(0.02) },
      Fixture.rule {
        $0.metric = "other"
        $0.warn = .relative(0.9)
      },
      Fixture.rule { $0.gate = false },
    ])
    #expect(rule.warn == .relative(0.02) && rule.fail == .relative(0.1) && rule.gate == false)
    #expect(rule.failIsSet)
  }

  @Test(arguments: [
    ("2026-11-20", false), ("2026-11-21", true), ("2026-11-22", true), ("2027-01-01", true),
    ("2025-12-31", false),
  ])
  func aRuleEndsAfterItsLastDay(_ until: String, _ applies: Bool) {
    let rule = Fixture.rule {
      $0.until = until
      $0.gate = false
    }
    #expect(resolve([rule]).gate == (applies ? false : nil))
  }

  @Test func amountsAreBroughtToTheRowsUnit() {
    let rule = Fixture.rule {
      $0.warn = .absolute(1, unit: "ms")
      $0.fail = .absolute(0.5, unit: "s")
      $0.floor = .absolute(250, unit: "ns")
    }
    let time = resolve([rule])
    #expect(time.warn == .absolute(1000, unit: "us"))
    #expect(time.fail == .absolute(500_000, unit: "us"))
    #expect(time.floor == .absolute(0.25, unit: "us"))
    let size = resolve([rule], unit: "B")
    #expect(size.warn == .relative(0.05) && size.fail == .relative(0.2) && size.floor == nil)
    #expect(!size.failIsSet)
  }

  @Test func digestsMayChangeForAReason() {
    let bare = Fixture.rule { $0.digestMayChange = true }
    #expect(resolve([bare]).digestMayChange == "allowed by the policy")
    let no = Fixture.rule { $0.digestMayChange = false }
    #expect(resolve([no]).digestMayChange == nil)
  }
}
