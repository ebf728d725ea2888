internal import Glibc
internal import PerfFiles
internal import PerfModel
internal import PerfRelease

/// The token of a forge: read from a file or the environment, shown to nobody, kept from children.
struct ForgeToken {
  let value: String

  /// Variables that hold tokens by custom; no program that perfkit starts sees them.
  private static let customary: Set<String> = [
    "GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "FORGEJO_TOKEN", "GITEA_TOKEN", "CI_JOB_TOKEN",
  ]

  init(
    _ session: Session, file: String?, forge: ReleasePolicy.Forge
  ) throws(Problems) {
    let text: String
    if let file {
      text = try Self.read(Path.join(Path.current, file), shown: file)
    } else {
      text = session.environment[forge.tokenVariable] ?? ""
    }
    value = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    let source = file.map { "'\($0)'" } ?? "the environment variable \(forge.tokenVariable)"
    guard !value.isEmpty else {
      throw Self.problem(
        "there is no token in \(source)",
        hint: "set it, or name a file with --token-file; release/policy.yaml may name the variable")
    }
    guard value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Self.problem("\(source) holds no token: it has blanks or other characters", hint: nil)
    }
  }

  /// Takes this token out of the environment, whatever variable holds it, and others of its kind.
  static func withhold(_ token: ForgeToken?, from session: Session) {
    session.withhold { name, value in
      customary.contains(name) || token.map { value.contains($0.value) } == true
    }
  }

  private static func read(_ path: String, shown: String) throws(Problems) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Problems([FileError("read", shown).problem]) }
    guard status.st_mode & 0o077 == 0 else {
      throw problem(
        "'\(shown)' can be read by others", hint: "chmod 600 \(shown), and make a new token")
    }
    let bytes = try attempt { try File.read(path, limit: 1 << 16) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func problem(_ message: String, hint: String?) -> Problems {
    Problems([Problem("release.token", message, hint: hint, verdict: .usage)])
  }
}
