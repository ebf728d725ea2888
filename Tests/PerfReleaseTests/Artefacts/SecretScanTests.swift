import PerfRelease
import Testing

/// Marks are put together here, so that no scanner takes this file for one that leaks.
@Suite struct SecretScanTests {
  private static let word = String(repeating: "a1B2", count: 20)
  private static let begin = "-----BEGIN "
  private static let line = String(repeating: "QUJD", count: 16)

  private static func find(_ text: String, named name: String = "file") -> Secret? {
    SecretScan.find(in: Array(text.utf8), named: name)
  }

  @Test(
    arguments: [
      ("gh" + "p_", 36, "a GitHub token"), ("github_" + "pat_", 40, "a GitHub token"),
      ("glp" + "at-", 20, "a GitLab token"), ("AK" + "IA", 16, "an AWS key"),
      ("np" + "m_", 36, "an npm token"), ("xo" + "xb-", 20, "a Slack token"),
    ])
  func tokens(_ mark: String, _ count: Int, _ kind: String) {
    let token = mark + Self.word.prefix(count)
    #expect(Self.find("x = '\(token)'\n") == Secret(kind, at: 5))
    #expect(Self.find(token) == Secret(kind, at: 0))
    #expect(Self.find(String(token.dropLast())) == nil)
    #expect(Self.find("\(mark) \(mark)\(mark) x\(token)") == nil)
    #expect(Self.find(mark + mark.prefix(2) + " " + token) == Secret(kind, at: mark.count + 3))
  }

  @Test(arguments: ["", "RSA ", "OPENSSH ", "ENCRYPTED ", "EC "])
  func privateKeys(_ kind: String) {
    let key = "\(Self.begin)\(kind)PRIVATE KEY-----\n\(Self.line)\n"
    #expect(Self.find("a\n" + key) == Secret("a private key", at: 13 + kind.count))
    #expect(Self.find(key.replacing("\n", with: "\r\n"))?.kind == "a private key")
  }

  @Test func otherPrivateKeys() {
    #expect(
      Self.find("\(Self.begin)PGP PRIVATE KEY BLOCK-----\n\n\(Self.line)\n")?.kind
        == "a private key")
    #expect(
      Self.find("\(Self.begin)RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n\(Self.line)\n")?.kind
        == "a private key")
  }

  /// A program that knows the form of keys has the marks and no key.
  @Test func marksAloneAreNoSecret() {
    #expect(Self.find("\(Self.begin)RSA PRIVATE KEY-----\0\(Self.begin)PRIVATE KEY-----") == nil)
    #expect(Self.find("\(Self.begin)PUBLIC KEY-----\n\(Self.line)\n") == nil)
    #expect(Self.find("") == nil)
    #expect(Self.find("PRIVATE KEY") == nil)
  }

  @Test(arguments: [".env", "a/.env", ".env.local", "id_ed25519", "x/core", ".netrc"])
  func names(_ name: String) {
    #expect(Self.find("x", named: name)?.offset == nil)
    #expect(Self.find("x", named: name) != nil)
  }

  @Test func namesThatOnlyResemble() {
    for name in ["env", "core.c", "id_rsa.pub", "core/readme"] {
      #expect(Self.find("x", named: name) == nil, "\(name)")
    }
  }

  @Test func coreDumps() {
    var bytes = [UInt8](repeating: 0, count: 64)
    bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
    bytes[16] = 4
    #expect(SecretScan.find(in: bytes, named: "x") == Secret("a core dump", at: nil))
  }
}
