public import PerfSigning

/// What was found out about a tag, check by check.
public struct TagVerification: Sendable, Hashable {
  /// How a check ended.
  public enum Outcome: String, Sendable, Hashable {
    case passed
    case failed
    /// It could not be reached, since an earlier one failed.
    case skipped
    /// It does not hold, and the caller allows that.
    case waived
  }

  /// One check.
  public struct Item: Sendable, Hashable {
    /// What was checked.
    public var check: TagCheck
    /// How it ended.
    public var outcome: Outcome
    /// What was seen, in a sentence without a full stop.
    public var fact: String
  }

  /// The tag's name without `refs/tags/`.
  public var name: String
  /// The name of the tag object; nil where the ref names none.
  public var object: String?
  /// What stands in it; nil where there is no tag object.
  public var reading: TagReading?
  /// Whose signature it is; nil where there is none to check.
  public var signature: SignatureFacts?
  /// Where it is written whose signatures count.
  public var origin: String
  /// Every check, in the order of `TagCheck`.
  public var items: [Item] = []
  /// What a person should know though nothing fails.
  public var warnings: [String] = []

  init(name: String, origin: String) {
    self.name = name
    self.origin = origin
  }

  /// Whether every check passed, or was waived.
  public var isGood: Bool {
    items.allSatisfy { $0.outcome == .passed || $0.outcome == .waived } && !items.isEmpty
  }

  /// The checks that failed.
  public var failures: [Item] { items.filter { $0.outcome == .failed } }

  /// How a check ended.
  public func outcome(of check: TagCheck) -> Outcome? {
    items.first { $0.check == check }?.outcome
  }
}
