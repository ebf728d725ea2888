import PerfGit
import PerfRelease
import PerfSigning
import SigningFixture

/// A repository with one commit, and everything that signs and verifies its tags.
final class TagFixture {
  let shell = ScriptFolder("export GNUPGHOME='\(Keyring.shared.home)'")
  let keyring = Keyring.shared
  /// 2025-06-15, the moment of these tests.
  static let now = 1_750_000_000
  let commit: String
  let tree: String

  init() throws {
    _ = TestHome.folder
    try shell.run(
      """
      git init -q -b main r; cd r; git config user.name 'Ada Example'
      git config user.email ada@example.org; echo a >a; git add a; git commit -q -m First
      """)
    commit = try shell.line("git -C r rev-parse HEAD")
    tree = try shell.line("git -C r rev-parse HEAD^{tree}")
  }

  func repository() throws -> Repository {
    guard let repository = try Repository.discover(from: shell.folder + "/r") else {
      throw ScriptFolder.Failure(output: "no repository")
    }
    return repository
  }

  var trailers: TagTrailers {
    TagTrailers(
      manifest: String(repeating: "ab", count: 32), tree: tree,
      evidence: [String(repeating: "01", count: 32), String(repeating: "23", count: 32)])
  }

  func tag(
    _ name: String, email: String = "ada@example.org", message: String = "perfkit v1\n\n# Heading",
    time: Int = TagFixture.now
  ) throws -> TagObject {
    try TagObject(
      name: name, commit: commit,
      tagger: Tagger(name: "Ada Example", email: email, time: time), message: message,
      trailers: trailers)
  }

  var openPGP: OpenPGPVerifier {
    OpenPGPVerifier(
      engine: .init(home: keyring.home, environment: keyring.environment), scratch: "/tmp")
  }

  /// A verifier of the real present: signatures carry its time.
  func verifier(allowsIdentityMismatch: Bool = false) -> TagVerifier {
    TagVerifier(
      openPGP: openPGP, ssh: SSHVerifier(environment: keyring.environment, scratch: "/tmp"),
      now: 4_000_000_000, allowsIdentityMismatch: allowsIdentityMismatch)
  }

  func openPGPSigner(_ name: String = "ada") throws -> OpenPGPSigner {
    try OpenPGPSigner(
      key: keyring[name], engine: .init(home: keyring.home, environment: keyring.environment),
      unlocking: .agentOnly)
  }

  func sshSigner(_ name: String = "ada") throws -> SSHSigner {
    try SSHSigner(
      key: keyring.ssh + "/" + name, environment: keyring.environment, scratch: "/tmp")
  }

  /// Trust in some OpenPGP keys and in Ada's SSH key.
  func trust(_ names: String...) throws -> TagTrust {
    var trust = TagTrust(origin: "the test")
    trust.trustsPublicKeys = true
    for name in names {
      guard let key = try openPGP.publicKey(fingerprint: keyring[name]) else {
        throw ScriptFolder.Failure(output: "no key \(name)")
      }
      trust.publicKeys.append(key)
    }
    let line = "ada@example.org " + (try shell.run("cut -d' ' -f1-2 '\(keyring.ssh)/ada.pub'"))
    trust.allowedSigners = Array(line.utf8)
    return trust
  }

  /// Signs and writes a tag under a trust.
  func write(
    _ tag: TagObject, _ signer: any TagSigner, trusting trust: TagTrust,
    allowsIdentityMismatch: Bool = false
  ) throws -> TagWriter.Written {
    let repository = try repository()
    let verifier = verifier(allowsIdentityMismatch: allowsIdentityMismatch)
    return try TagWriter(verifier: verifier, trust: trust)
      .write(tag, signer: signer, into: repository)
  }
}
