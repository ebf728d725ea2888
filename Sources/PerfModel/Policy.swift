/// The project's limits and how its verdicts count.
public struct Policy: Sendable, Hashable {
  /// What a stored baseline's timing may do.
  public enum Stored: String, Sendable, Hashable, CaseIterable { case advisory, gate }
  /// What an undecided comparison does to the exit status.
  public enum Inconclusive: String, Sendable, Hashable, CaseIterable { case fail, warn }

  /// The change from which a worsening is a warning, as a fraction.
  public var warn: Double
  /// The change from which a worsening fails, as a fraction.
  public var fail: Double
  /// How stored baselines count.
  public var stored: Stored
  /// How inconclusive comparisons count.
  public var inconclusive: Inconclusive
  /// The age at which a baseline expires.
  public var baselineMaxAge: Duration?
  /// Rules in declared order; the last matching one that sets a key wins.
  public var rules: [PolicyRule]

  /// Makes a policy; the defaults are perfkit's.
  public init(
    warn: Double = 0.05, fail: Double = 0.20, stored: Stored = .advisory,
    inconclusive: Inconclusive = .fail, baselineMaxAge: Duration? = nil, rules: [PolicyRule] = []
  ) {
    self.warn = warn
    self.fail = fail
    self.stored = stored
    self.inconclusive = inconclusive
    self.baselineMaxAge = baselineMaxAge
    self.rules = rules
  }
}

/// A limit as written: a fraction of the base, or an amount in a unit.
public enum Limit: Sendable, Hashable {
  /// A fraction, `0.05` for `5%`.
  case relative(Double)
  /// An amount with its unit, such as `50us`.
  case absolute(Double, unit: String)
}

/// One rule of the policy, for the rows that match its globs.
public struct PolicyRule: Sendable, Hashable {
  /// A glob over metric names.
  public var metric: String?
  /// A glob over suite names.
  public var suite: String?
  /// A glob over full case names.
  public var caseName: String?
  /// The limit for a warning.
  public var warn: Limit?
  /// The limit for a failure.
  public var fail: Limit?
  /// Changes below this amount are ignored.
  public var floor: Limit?
  /// An absolute bound on the head's value.
  public var limit: Limit?
  /// Whether the row decides.
  public var gate: Bool?
  /// Whether another digest is allowed.
  public var digestMayChange: Bool?
  /// The last day, `YYYY-MM-DD`, on which the rule applies.
  public var until: String?
  /// Why the rule exists.
  public var reason: String?
  /// Where it is declared.
  public var position: Position

  /// Makes an empty rule.
  public init(position: Position = Position(line: 1, column: 1)) { self.position = position }
}
