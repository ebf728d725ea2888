/// Invariants that an audit counts.
public protocol AuditedInvariant: CaseIterable, Hashable, Sendable, CustomStringConvertible {}

extension Invariant: AuditedInvariant {}
extension AccountInvariant: AuditedInvariant {}

/// What became of one invariant.
public struct AuditFinding: Sendable, Equatable {
  /// The times it was checked.
  public var checked: UInt64 = 0
  /// The times it did not hold.
  public var violations: UInt64 = 0
  /// The index of the message at which it first did not hold.
  public var place: Int?
  /// What was wrong there.
  public var offender: String?
}

/// How often each invariant was checked and violated, and where first.
public struct AuditReport<Invariant: AuditedInvariant>: Sendable, Equatable {
  private var findings: [Invariant: AuditFinding] = [:]

  /// The index of the message that checks are about now.
  public var place = 0

  /// Makes a report of no checks.
  public init() {}

  /// What became of an invariant.
  public subscript(invariant: Invariant) -> AuditFinding {
    findings[invariant] ?? AuditFinding()
  }

  /// The invariants that did not hold.
  public var violated: [Invariant] { Invariant.allCases.filter { self[$0].violations > 0 } }

  /// Counts a check; `offender` is asked what is wrong if it does not hold.
  public mutating func check(
    _ invariant: Invariant, _ holds: Bool, _ offender: @autoclosure () -> String
  ) {
    findings[invariant, default: AuditFinding()].checked += 1
    guard !holds else { return }
    findings[invariant, default: AuditFinding()].violations += 1
    if findings[invariant]?.place == nil {
      findings[invariant]?.place = place
      findings[invariant]?.offender = offender()
    }
  }
  /// Adds what another report found of the invariants that have a name here.
  mutating func add<Other>(
    _ other: AuditReport<Other>, as name: (Other) -> Invariant?
  ) {
    for source in Other.allCases {
      guard let invariant = name(source) else { continue }
      let found = other[source]
      findings[invariant, default: AuditFinding()].checked += found.checked
      findings[invariant, default: AuditFinding()].violations += found.violations
      if findings[invariant]?.place == nil {
        findings[invariant]?.place = found.place
        findings[invariant]?.offender = found.offender
      }
    }
  }
}
