public import PerfJSON

/// What is sent to create a release: a function of the release alone.
public enum ForgePayload {
  /// The body for a kind of forge, of which the policy may name one.
  public static func body(
    of release: ForgeRelease, for kind: ReleasePolicy.Forge.Kind,
    among forges: [ReleasePolicy.Forge]
  ) -> JSON {
    switch kind {
    case .github: gitHub(release)
    case .forgejo: forgejo(release)
    case .gitlab:
      gitLab(
        release,
        project: forges.first { $0.kind == .gitlab }.map {
          gitLabProject($0.repository, address: $0.apiAddress)
        })
    }
  }

  /// The body of GitHub's `POST /repos/OWNER/NAME/releases`.
  public static func gitHub(_ release: ForgeRelease) -> JSON {
    var members = draft(release)
    members.append(("make_latest", .string(latest(release))))
    return .object(members)
  }

  /// The body of Forgejo's and Gitea's `POST /repos/OWNER/NAME/releases`.
  public static func forgejo(_ release: ForgeRelease) -> JSON { .object(draft(release)) }

  /// The body of GitLab's `POST /projects/ID/releases`, which publishes at once.
  /// - Parameter project: the project in the API; nil where none is known, and nothing is linked.
  public static func gitLab(_ release: ForgeRelease, project: String?) -> JSON {
    let links = project.map { project in
      release.assets.map { asset in
        JSON.object([
          ("name", .string(asset.name)),
          ("url", .string(project + package(release.tag) + URLText.escaped(asset.name))),
          ("link_type", .string("package")),
        ])
      }
    }
    return .object([
      ("tag_name", .string(release.tag)), ("name", .string(release.title)),
      ("description", .string(release.body)),
      ("assets", .object([("links", .array(links ?? []))])),
    ])
  }

  /// A project of GitLab in its API.
  public static func gitLabProject(_ repository: String, address: String) -> String {
    address + "/projects/" + URLText.escaped(repository)
  }

  /// The name of the generic package that holds the files on GitLab.
  static let packageName = "release"

  /// The place of the files below a project of GitLab.
  static func package(_ tag: String) -> String {
    "/packages/generic/\(packageName)/\(URLText.escaped(tag))/"
  }

  /// Whether GitHub shows the release as the latest one.
  static func latest(_ release: ForgeRelease) -> String {
    release.isPrerelease ? "false" : "legacy"
  }

  private static func draft(_ release: ForgeRelease) -> [(String, JSON?)] {
    [
      ("tag_name", .string(release.tag)), ("target_commitish", .string(release.commit)),
      ("name", .string(release.title)), ("body", .string(release.body)), ("draft", .bool(true)),
      ("prerelease", .bool(release.isPrerelease)),
    ]
  }
}
