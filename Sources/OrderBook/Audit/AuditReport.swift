/// How often each invariant was checked and violated, and where first.
public struct AuditReport: Sendable, Equatable {
  /// What became of one invariant.
  public struct Finding: Sendable, Equatable {
    /// The times it was checked.
    public var checked: UInt64 = 0
    /// The times it did not hold.
    public var violations: UInt64 = 0
    /// The index of the message at which it first did not hold.
    public var place: Int?
    /// What was wrong there.
    public var offender: String?
  }

  private var findings: [Finding]

  /// The index of the message that checks are about now.
  public var place = 0

  /// Makes a report of no checks.
  public init() {
    findings = Array(repeating: Finding(), count: Invariant.allCases.count)
  }

  /// What became of an invariant.
  public subscript(invariant: Invariant) -> Finding { findings[Self.index(invariant)] }

  /// The invariants that did not hold.
  public var violated: [Invariant] { Invariant.allCases.filter { self[$0].violations > 0 } }

  /// Counts a check; `offender` is asked what is wrong if it does not hold.
  public mutating func check(
    _ invariant: Invariant, _ holds: Bool, _ offender: @autoclosure () -> String
  ) {
    let index = Self.index(invariant)
    findings[index].checked += 1
    guard !holds else { return }
    findings[index].violations += 1
    if findings[index].place == nil {
      findings[index].place = place
      findings[index].offender = offender()
    }
  }

  private static func index(_ invariant: Invariant) -> Int {
    Invariant.allCases.firstIndex(of: invariant) ?? 0
  }
}
