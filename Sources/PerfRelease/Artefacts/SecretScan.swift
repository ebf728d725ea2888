internal import Glibc

/// What in a file looks like a secret.
public struct Secret: Sendable, Hashable, CustomStringConvertible {
  /// What it seems to be, such as `a private key`.
  public var kind: String
  /// Where it begins, in bytes; nil where the file's name tells.
  public var offset: Int?

  /// Makes a finding.
  public init(_ kind: String, at offset: Int?) {
    self.kind = kind
    self.offset = offset
  }

  /// The kind and the place; never the secret.
  public var description: String { kind + (offset.map { " at byte \($0)" } ?? "") }
}

/// Looks for keys and tokens before files are published.
///
/// It knows forms that have a mark of their own. That it finds nothing proves nothing.
public enum SecretScan {
  /// A token: its beginning, and how many characters of its alphabet follow at least.
  private struct Token {
    var mark: String
    var kind: String
    var count: Int
  }

  private static let tokens = [
    Token(mark: "ghp_", kind: "a GitHub token", count: 36),
    Token(mark: "gho_", kind: "a GitHub token", count: 36),
    Token(mark: "ghu_", kind: "a GitHub token", count: 36),
    Token(mark: "ghs_", kind: "a GitHub token", count: 36),
    Token(mark: "ghr_", kind: "a GitHub token", count: 36),
    Token(mark: "github_pat_", kind: "a GitHub token", count: 40),
    Token(mark: "glpat-", kind: "a GitLab token", count: 20),
    Token(mark: "dckr_pat_", kind: "a Docker token", count: 20),
    Token(mark: "npm_", kind: "an npm token", count: 36),
    Token(mark: "pypi-AgEI", kind: "a PyPI token", count: 40),
    Token(mark: "xoxb-", kind: "a Slack token", count: 20),
    Token(mark: "xoxp-", kind: "a Slack token", count: 20),
    Token(mark: "AIza", kind: "a Google key", count: 35),
    Token(mark: "AKIA", kind: "an AWS key", count: 16),
  ]

  /// Names that hold secrets, or memory, by what they are for.
  private static let names = [
    ".env", ".netrc", ".git-credentials", ".pgpass", "id_rsa", "id_ecdsa", "id_ed25519",
    "credentials.json", "secring.gpg", "core",
  ]

  /// The first thing that looks like a secret, or nil.
  public static func find(in bytes: [UInt8], named name: String) -> Secret? {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    if names.contains(last) || last.hasPrefix(".env.") {
      return Secret("a file called '\(last)'", at: nil)
    }
    if let image = try? ELFImage(bytes), image.kind == .core {
      return Secret("a core dump", at: nil)
    }
    if let offset = privateKey(in: bytes) { return Secret("a private key", at: offset) }
    for token in tokens {
      if let offset = find(token, in: bytes) { return Secret(token.kind, at: offset) }
    }
    return nil
  }

  /// Where a text first occurs from a place on.
  static func offset(of text: String, in bytes: [UInt8], from start: Int = 0) -> Int? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return nil }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var place = start
      while place + wanted.count <= buffer.count,
        let found = memchr(base + place, Int32(first), buffer.count - wanted.count - place + 1)
      {
        if memcmp(found, wanted, wanted.count) == 0 { return UnsafeRawPointer(found) - base }
        place = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }

  /// A PEM or OpenPGP private key: the mark alone also stands in programs that know the form, so a
  /// line of its content must follow.
  private static func privateKey(in bytes: [UInt8]) -> Int? {
    var start = 0
    while let offset = offset(of: "PRIVATE KEY", in: bytes, from: start) {
      start = offset + 1
      let before = String(decoding: bytes[max(0, offset - 32)..<offset], as: UTF8.self)
      guard before.split(separator: "\n").last?.contains("-----BEGIN ") ?? false else { continue }
      let after = bytes[offset...].prefix(1024)
      let lines = after.split { $0 == 0x0A || $0 == 0x0D }.dropFirst()
      if lines.contains(where: { $0.count >= 40 && $0.allSatisfy(isBase64) }) { return offset }
    }
    return nil
  }

  private static func find(_ token: Token, in bytes: [UInt8]) -> Int? {
    var start = 0
    while let offset = offset(of: token.mark, in: bytes, from: start) {
      start = offset + 1
      let isInsideWord = offset > 0 && isWord(bytes[offset - 1])
      let tail = bytes[(offset + token.mark.utf8.count)...].prefix(token.count)
      if !isInsideWord, tail.count == token.count, tail.allSatisfy(isWord) { return offset }
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): true
    case UInt8(ascii: "_"), UInt8(ascii: "-"): false
    default: isWord(byte)
    }
  }
}
