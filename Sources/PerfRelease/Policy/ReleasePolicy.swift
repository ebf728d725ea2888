/// What a project demands of a release (`release/policy.yaml`).
public struct ReleasePolicy: Sendable, Hashable {
  /// Archives to be shipped.
  public struct Artefact: Sendable, Hashable {
    /// The forms an artefact is shipped in.
    public enum Format: String, Sendable, CaseIterable {
      case tarGzip = "tar.gz"
      case tarZstandard = "tar.zst"
      case zip
    }

    /// The first part of its file name.
    public var name: String
    /// The engine of perfkit.yaml whose build holds the files; nil for files of the sources.
    public var engine: String?
    /// Globs over the engine's artefacts, or over the paths of the sources.
    public var files: [String]
    /// What it is packed as.
    public var formats: [Format]

    /// Makes an artefact.
    public init(name: String, engine: String?, files: [String], formats: [Format]) {
      self.name = name
      self.engine = engine
      self.files = files
      self.formats = formats
    }
  }

  /// How tags and checksums are signed.
  public struct Signing: Sendable, Hashable {
    /// The kinds of signatures.
    public enum Format: String, Sendable, CaseIterable { case openpgp, ssh }
    /// The kind of signature.
    public var format: Format
    /// The key: a fingerprint, or a public key or its file for ssh; nil takes git's `user.signingKey`.
    public var key: String?
    /// The folder of the pinned public keys.
    public var keys = "release/keys"
    /// A key that expires sooner is warned of.
    public var warnsBefore: Duration = .seconds(30 * 86400)

    /// Signatures of a kind, by git's key.
    public init(format: Format) { self.format = format }
  }

  /// Where a release is published.
  public struct Forge: Sendable, Hashable {
    /// The forges that are known.
    public enum Kind: String, Sendable, CaseIterable { case github, gitlab, forgejo }
    /// Which forge it is.
    public var kind: Kind
    /// `owner/name`.
    public var repository: String
    /// Its address, without a final slash.
    public var url: String
    /// Its API's address, without a final slash; nil for the usual one of its kind.
    public var api: String?
    /// The environment variable that holds the token; nil for the usual one of its kind.
    public var token: String?

    /// Names a repository on a forge.
    public init(kind: Kind, repository: String, url: String) {
      self.kind = kind
      self.repository = repository
      self.url = url
    }

    /// Where its API is.
    public var apiAddress: String {
      if let api { return api }
      switch kind {
      case .github: return url == "https://github.com" ? "https://api.github.com" : url + "/api/v3"
      case .gitlab: return url + "/api/v4"
      case .forgejo: return url + "/api/v1"
      }
    }

    /// The environment variable that holds the token.
    public var tokenVariable: String {
      if let token { return token }
      switch kind {
      case .github: return "GITHUB_TOKEN"
      case .gitlab: return "GITLAB_TOKEN"
      case .forgejo: return "FORGEJO_TOKEN"
      }
    }

    /// The address of the repository's pages.
    public var page: String { url + "/" + repository }
  }

  /// The documents that are made beside the artefacts.
  public enum Document: String, Sendable, CaseIterable {
    case spdx
    case cyclonedx
    case provenance
    case testResult = "test-result"

    /// The end of the file's name, behind the project and the tag.
    public var ending: String {
      switch self {
      case .spdx: ".spdx.json"
      case .cyclonedx: ".cdx.json"
      case .provenance: ".provenance.intoto.jsonl"
      case .testResult: ".test-result.intoto.jsonl"
      }
    }
  }

  /// What the comparison with the previous release must be.
  public struct ComparisonRule: Sendable, Hashable {
    /// The worst verdict that is let through.
    public enum Worst: String, Sendable, CaseIterable { case pass, warn, inconclusive }
    /// Whether there must be one.
    public var isRequired = false
    /// The worst verdict that is let through.
    public var worst = Worst.warn
  }

  /// What is demanded of the changelog.
  public struct ChangelogRule: Sendable, Hashable {
    /// The file, from the top of the project.
    public var file = "CHANGELOG.md"
    /// Whether it must have an entry of the version.
    public var isRequired = true
  }

  /// What is demanded of the links in documents.
  public struct LinkRule: Sendable, Hashable {
    /// What a dead link does.
    public enum Mode: String, Sendable, CaseIterable { case gate, warn, off }
    /// What a dead link does.
    public var mode = Mode.gate
    /// The Markdown files and folders that are looked at.
    public var paths = ["README.md", "docs"]
  }

  /// A gate that is let through for one release, for a reason that the notes tell.
  public struct Override: Sendable, Hashable {
    /// The gate.
    public var gate: Gate
    /// The release's tag.
    public var tag: String
    /// Why.
    public var reason: String

    /// Makes an override.
    public init(gate: Gate, tag: String, reason: String) {
      self.gate = gate
      self.tag = tag
      self.reason = reason
    }
  }

  /// The project's name, if the policy gives one; else it is perfkit.yaml's.
  public var project: String?
  /// The licence as an SPDX expression, if the policy names it.
  public var license: String?
  /// The globs of which a tag's name must match one.
  public var tags: [String]
  /// The globs of which a branch that holds the commit must match one; empty for any.
  public var branches: [String] = []
  /// The suites of perfkit.yaml that must have passed.
  public var suites: [String] = []
  /// What the comparison with the previous release must be.
  public var comparison = ComparisonRule()
  /// What is shipped.
  public var artefacts: [Artefact] = []
  /// How the release is signed.
  public var signing: Signing
  /// Where it is published.
  public var forges: [Forge] = []
  /// Which documents are made.
  public var documents: [Document] = []
  /// What is demanded of the changelog.
  public var changelog = ChangelogRule()
  /// What is demanded of the links in documents.
  public var links = LinkRule()
  /// The gates that are let through.
  public var overrides: [Override] = []

  /// Makes a policy that demands an entry in the changelog and living links, and no more.
  public init(tags: [String], signing: Signing) {
    self.tags = tags
    self.signing = signing
  }
}

extension ReleasePolicy {
  /// What counts where a project has no policy: any tag, and nothing is demanded of the documents.
  public static var none: ReleasePolicy {
    var policy = ReleasePolicy(tags: ["*"], signing: Signing(format: .openpgp))
    policy.changelog.isRequired = false
    policy.links.mode = .off
    return policy
  }
}
