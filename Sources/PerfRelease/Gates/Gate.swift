/// What stands between a commit and its release.
public enum Gate: String, Sendable, Hashable, CaseIterable {
  case policy
  case tagName = "tag-name"
  case tagTwin = "tag-twin"
  case history
  case cleanTree = "clean-tree"
  case branch
  case suites
  case comparison
  case artefacts
  case key
  case changelog
  case links
  case notes

  /// Whether a reason can let a release through; what makes a release wrong in itself cannot.
  public var isOverridable: Bool {
    switch self {
    case .history, .branch, .suites, .comparison, .changelog, .links: true
    case .policy, .tagName, .tagTwin, .cleanTree, .artefacts, .key, .notes: false
    }
  }

  /// What the gate demands, in a few words.
  public var demand: String {
    switch self {
    case .policy: "release/policy.yaml says what a release needs"
    case .tagName: "the policy and git accept the name"
    case .tagTwin: "no tag has this name or could be taken for it"
    case .history: "the whole history is here, as it was made"
    case .cleanTree: "the work tree is the commit, file by file"
    case .branch: "the commit is on a branch that releases are made of"
    case .suites: "the required suites passed, of this commit, tree and configuration"
    case .comparison: "nothing is worse than in the previous release"
    case .artefacts: "what is shipped is what was tested"
    case .key: "the key can sign, and is a pinned one"
    case .changelog: "the changelog has an entry of this version"
    case .links: "links between the documents lead somewhere"
    case .notes: "the notes hold nothing that must not be published"
    }
  }
}

/// What a gate says of a release.
public struct GateResult: Sendable, Hashable {
  /// The ways a gate can turn out.
  public enum Outcome: Sendable, Hashable {
    /// The demand is met, or not made.
    case ok
    /// It is not.
    case refused
    /// It is not, and the release is let through for a reason.
    case overridden(reason: String)
    /// It is decided when the release is cut.
    case later
  }

  /// The gate.
  public var gate: Gate
  /// How it turned out.
  public var outcome: Outcome
  /// What was found.
  public var facts: [String]
  /// What to do about a refusal.
  public var remedy: String?
  /// Whether the facts are worth a warning though the demand is met.
  public var isCaution = false

  /// Whether the release is let through for a reason.
  public var isOverridden: Bool {
    if case .overridden = outcome { true } else { false }
  }

  /// Makes a result.
  public init(_ gate: Gate, _ outcome: Outcome, facts: [String] = [], remedy: String? = nil) {
    self.gate = gate
    self.outcome = outcome
    self.facts = facts
    self.remedy = remedy
  }

  /// The demand is met.
  public static func ok(_ gate: Gate, _ facts: String...) -> GateResult {
    GateResult(gate, .ok, facts: facts)
  }

  /// The demand is not met.
  public static func refused(_ gate: Gate, _ facts: [String], remedy: String) -> GateResult {
    GateResult(gate, .refused, facts: facts, remedy: remedy)
  }

  /// The result with an override applied, where there is one and the gate allows it.
  public func applying(_ overrides: [ReleasePolicy.Override]) -> GateResult {
    guard outcome == .refused, gate.isOverridable,
      let override = overrides.first(where: { $0.gate == gate })
    else { return self }
    var result = self
    result.outcome = .overridden(reason: override.reason)
    return result
  }
}
