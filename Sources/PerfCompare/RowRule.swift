public import PerfModel
internal import PerfResults

/// What the policy says about one row, after all matching rules.
public struct RowRule: Sendable, Hashable {
  /// The limit for a warning.
  public var warn: Limit
  /// The limit for a failure; of an exact metric only what a rule sets.
  public var fail: Limit
  /// Whether a rule set `fail`.
  public var failIsSet = false
  /// Changes below this amount are ignored.
  public var floor: Limit?
  /// Whether the row decides, if a rule says so.
  public var gate: Bool?
  /// Why another digest is allowed, if it is.
  public var digestMayChange: String?

  /// Makes a rule from limits that were resolved before.
  init(warn: Limit, fail: Limit, failIsSet: Bool, floor: Limit?, gate: Bool?) {
    self.warn = warn
    self.fail = fail
    self.failIsSet = failIsSet
    self.floor = floor
    self.gate = gate
  }

  /// Resolves the rules for a row; `today` is `YYYY-MM-DD`.
  ///
  /// The last matching rule that sets a key wins; a rule does not apply after its `until`. Amounts
  /// are brought to the row's `unit`; one of another dimension does not apply.
  public init(
    policy: Policy, suite: String, caseName: String, metric: String, unit: String, today: String
  ) {
    warn = .relative(policy.warn)
    fail = .relative(policy.fail)
    let bare = String(metric.prefix { $0 != "[" })
    for rule in policy.rules where rule.until.map({ $0 >= today }) ?? true {
      guard Self.matches(rule.suite, [suite]), Self.matches(rule.caseName, [caseName]),
        Self.matches(rule.metric, [bare, metric])
      else { continue }
      if let limit = rule.warn?.scaled(to: unit) { warn = limit }
      if let limit = rule.fail?.scaled(to: unit) {
        fail = limit
        failIsSet = true
      }
      if let limit = rule.floor?.scaled(to: unit) { floor = limit }
      if let value = rule.gate { gate = value }
      if rule.digestMayChange == true { digestMayChange = rule.reason ?? "allowed by the policy" }
    }
  }

  /// Whether a glob of the policy matches one of the names; none given matches all.
  private static func matches(_ glob: String?, _ names: [String]) -> Bool {
    guard let glob else { return true }
    guard let glob = try? Glob(glob) else { return false }
    return names.contains(where: glob.matches)
  }
}

extension Limit {
  /// The limit with its amount in `unit`; nil if the units measure different things.
  func scaled(to unit: String) -> Limit? {
    guard case .absolute(let amount, let own) = self else { return self }
    guard own != unit else { return self }
    guard let scale = MeasurementUnit(own).scale(to: MeasurementUnit(unit)) else { return nil }
    return .absolute(amount * scale.multiplier, unit: unit)
  }
}
