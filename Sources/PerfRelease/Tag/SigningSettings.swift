public import PerfGit
public import PerfSigning

/// How git is configured to sign.
public struct SigningSettings: Sendable, Hashable {
  /// The kind of signature (`gpg.format`).
  public var kind: SignatureKind
  /// The key (`user.signingKey`), or what the caller named; nil: none.
  public var key: String?
  /// Where the key is named, for messages.
  public var keyOrigin: String
  /// The program that signs, by name or path.
  public var program: String
  /// Whether git signs tags without being asked (`tag.gpgSign`).
  public var signsTags: Bool
  /// What of the configuration is not followed.
  public var warnings: [String]

  /// Reads git's configuration; `key` is what the caller named instead of `user.signingKey`.
  ///
  /// A program that the repository's own configuration names is not run: that file may have come
  /// from elsewhere together with its folder, and would be code to execute. What it says about
  /// keys and formats is followed.
  /// With `format`, that kind is meant whatever `gpg.format` says.
  public init(
    of repository: borrowing Repository, key: String? = nil, format wanted: SignatureKind? = nil
  ) throws(TagError) {
    func values(
      _ name: String, _ repository: borrowing Repository
    ) throws(TagError) -> [ConfigurationValue] {
      do throws(GitError) {
        return try repository.configurationValues(name)
      } catch {
        throw .git(error)
      }
    }
    let configured = try values("gpg.format", repository).last?.text ?? "openpgp"
    let format = wanted?.rawValue ?? configured
    guard let kind = SignatureKind(rawValue: format.lowercased()) else {
      throw .keys("git's gpg.format is '\(format)'; perfkit signs with openpgp and ssh")
    }
    let named = try values("user.signingKey", repository).last
    self.kind = kind
    self.key = key ?? named?.text
    keyOrigin = key == nil ? "user.signingKey" : "the command line"
    let signs = try values("tag.gpgSign", repository).last?.text.lowercased() ?? "false"
    signsTags = ["true", "yes", "on", "1"].contains(signs)
    program = kind == .openPGP ? "gpg" : "ssh-keygen"
    warnings = []
    let names =
      kind == .openPGP ? ["gpg.program", "gpg.openpgp.program"] : ["gpg.ssh.program"]
    for name in names {
      for value in try values(name, repository) {
        if value.scope < .repository {
          program = value.text
        } else {
          warnings.append(
            "\(name) = \(value.text) stands in the repository's own configuration and is not run")
        }
      }
    }
  }

  /// The key's signer, which has found its key and tried its program.
  ///
  /// `~/` in paths is the caller's `HOME`; scratch folders are made below `scratch`.
  public func signer(
    environment: [String], scratch: String, unlocking: OpenPGPSigner.Unlocking
  ) throws(SigningError) -> any TagSigner {
    switch kind {
    case .openPGP:
      return try OpenPGPSigner(
        key: key ?? "",
        engine: .init(program: expanded(program, environment), environment: environment),
        unlocking: unlocking)
    case .ssh:
      return try SSHSigner(
        key: expanded(key ?? "", environment), program: expanded(program, environment),
        environment: environment, scratch: scratch)
    }
  }

  private func expanded(_ path: String, _ environment: [String]) -> String {
    guard path.hasPrefix("~/"),
      let home = environment.last(where: { $0.hasPrefix("HOME=") })?.dropFirst(5)
    else { return path }
    return String(home) + path.dropFirst()
  }
}
