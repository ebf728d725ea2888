internal import PerfModel
internal import PerfRelease

/// A forge of the policy, and the right to use it.
struct ForgeTarget {
  let forge: ReleasePolicy.Forge
  let token: ForgeToken

  init(
    _ session: Session, _ policy: ReleasePolicy, kind: ForgeKind?, tokenFile: String?
  ) throws(Problems) {
    forge = try Self.forge(kind?.kind, of: policy)
    token = try ForgeToken(session, file: tokenFile, forge: forge)
  }

  /// The forge of a kind, or the only one of the policy.
  private static func forge(
    _ kind: ReleasePolicy.Forge.Kind?, of policy: ReleasePolicy
  ) throws(Problems) -> ReleasePolicy.Forge {
    let forges = policy.forges.filter { kind == nil || $0.kind == kind }
    if let forge = forges.first, forges.count == 1 { return forge }
    let known = policy.forges.map(\.kind.rawValue).joined(separator: ", ")
    let message =
      policy.forges.isEmpty
      ? "release/policy.yaml names no forge"
      : kind.map { "release/policy.yaml names no forge of kind \($0.rawValue), but \(known)" }
        ?? "release/policy.yaml names several forges"
    throw Problems([
      Problem(
        "release.no-forge", message,
        hint: forges.isEmpty
          ? "forges: [{kind: github, repository: owner/name}]" : "say --forge with one of \(known)",
        verdict: .usage)
    ])
  }
}
