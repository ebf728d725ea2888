/// What kind of change a commit makes, in the order in which notes list them.
public enum ChangeKind: String, Sendable, Hashable, CaseIterable {
  case feature
  case fix
  case performance
  case revert
  case refactor
  case documentation
  case test
  case build
  case style
  case chore
  case other

  /// The kind that a type of Conventional Commits stands for; a type of the project's own is `other`.
  public init(type: String?) {
    self =
      switch type {
      case "feat", "feature": .feature
      case "fix", "bugfix", "hotfix": .fix
      case "perf": .performance
      case "revert": .revert
      case "refactor": .refactor
      case "docs", "doc": .documentation
      case "test", "tests": .test
      case "build", "ci", "deps": .build
      case "style": .style
      case "chore": .chore
      default: .other
      }
  }

  /// The heading above such changes.
  public var title: String {
    switch self {
    case .feature: "New"
    case .fix: "Fixed"
    case .performance: "Faster or leaner"
    case .revert: "Reverted"
    case .refactor: "Rebuilt inside"
    case .documentation: "Documentation"
    case .test: "Tests"
    case .build: "Build and continuous integration"
    case .style: "Style"
    case .chore: "Chores"
    case .other: "Other changes"
    }
  }

  /// The section of Keep a Changelog that such changes belong to; nil for those that users do not
  /// notice.
  public var changelogSection: String? {
    switch self {
    case .feature: "Added"
    case .fix: "Fixed"
    case .performance, .other: "Changed"
    case .revert: "Removed"
    case .refactor, .documentation, .test, .build, .style, .chore: nil
    }
  }
}
