public import PerfGit
internal import PerfModel

/// The gates that look at the tag and the repository: pure functions of what was found.
public enum RepositoryGates {
  /// Whether git and the policy accept the name.
  public static func tagName(_ tag: String, _ policy: ReleasePolicy) -> GateResult {
    if let fault = TagName.fault(in: tag) {
      return .refused(
        .tagName, ["the name \(fault.text)"], remedy: "choose another name, such as v1.2.3")
    }
    let matches = policy.tags.contains { (try? Glob($0))?.matches(tag) ?? false }
    guard matches else {
      return .refused(
        .tagName, ["'\(tag)' matches none of \(policy.tags.joined(separator: ", "))"],
        remedy: "choose a name that does, or add a pattern to 'tags' of release/policy.yaml")
    }
    guard let version = Version(tag: tag) else {
      return .ok(.tagName, "'\(tag)' is no version: it has no place in the order of releases")
    }
    return .ok(
      .tagName, "version \(version.text), \(version.isStable ? "stable" : "a pre-release")")
  }

  /// Whether another tag has the name, or could be taken for it; `object` is what the tag names now.
  public static func tagTwin(_ tag: String, among tags: [String], object: String?) -> GateResult {
    if let object {
      return .refused(
        .tagTwin, ["the tag '\(tag)' exists: object \(object)"],
        remedy: "a tag is never moved: choose the next version; "
          + "`perfkit release verify \(tag)` judges the one there is")
    }
    let twins = TagName.twins(of: tag, among: tags)
    guard twins.isEmpty else {
      return .refused(
        .tagTwin,
        twins.prefix(5).map { "the tag '\($0.escapedForDisplay)' could be taken for it" },
        remedy: "choose a name that differs in more than its form")
    }
    return .ok(.tagTwin, tags.count == 1 ? "1 other tag" : "\(tags.count) other tags")
  }

  /// Whether the whole history is here, as it was made.
  public static func history(isShallow: Bool, replaced: [String]) -> GateResult {
    var facts: [String] = []
    if isShallow { facts.append("the clone is shallow: it holds only the end of the history") }
    if !replaced.isEmpty {
      facts.append(
        "git replaces \(replaced.count) object\(replaced.count == 1 ? "" : "s"): "
          + replaced.prefix(3).map { String($0.prefix(12)) }.joined(separator: ", "))
    }
    guard facts.isEmpty else {
      let remedy =
        isShallow
        ? "git fetch --unshallow --tags" : "git replace --delete, or release from a fresh clone"
      return .refused(.history, facts, remedy: remedy)
    }
    return .ok(.history)
  }

  /// Whether the work tree is the commit.
  public static func cleanTree(_ drift: [Drift], operation: String?) -> GateResult {
    var facts = drift.prefix(20).map { "\($0.kind.rawValue): \($0.path.escapedForDisplay)" }
    if drift.count > 20 { facts.append("and \(drift.count - 20) more") }
    if let operation { facts.insert("git is in the middle of a \(operation)", at: 0) }
    guard facts.isEmpty else {
      return .refused(
        .cleanTree, facts, remedy: "commit, stash or remove what differs, then test that commit")
    }
    return .ok(.cleanTree)
  }

  /// Whether a branch that releases are made of holds the commit; `branches` are those that do.
  public static func branch(_ branches: [String], _ policy: ReleasePolicy) -> GateResult {
    guard !policy.branches.isEmpty else { return .ok(.branch, "any branch") }
    let globs = policy.branches.compactMap { try? Glob($0) }
    if let match = branches.first(where: { name in globs.contains { $0.matches(name) } }) {
      return .ok(.branch, "on \(match)")
    }
    let places = branches.isEmpty ? "no branch" : branches.prefix(5).joined(separator: ", ")
    return .refused(
      .branch,
      ["the commit is on \(places), not on \(policy.branches.joined(separator: ", "))"],
      remedy: "merge it into \(policy.branches[0]) first")
  }
}

extension String {
  /// The text without control characters, for messages.
  var escapedForDisplay: String {
    unicodeScalars.map { scalar in
      let isHidden =
        scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
      return isHidden ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }
}
