import PerfSigning
import SigningFixture
import Testing

@Suite struct SSHTests {
  private let keyring = Keyring.shared
  private let payload = Array("a \0 NUL, a \r CR, é, no final line end".utf8)

  private func signer(_ name: String) throws(SigningError) -> SSHSigner {
    try SSHSigner(key: name, environment: keyring.environment, scratch: "/tmp")
  }

  private func check(
    _ signature: [UInt8], allowing line: String, at moment: Int = 1_750_000_000,
    expected: String = "ada@example.org", over bytes: [UInt8]? = nil
  ) throws -> SSHVerifier.Result {
    try SSHVerifier(environment: keyring.environment, scratch: "/tmp").check(
      signature, over: bytes ?? payload, as: .git, allowedSigners: Array(line.utf8), at: moment,
      expected: expected)
  }

  private func line(_ before: String, key: String = "ada") throws -> String {
    before + " " + (try ScriptFolder().run("cut -d' ' -f1-2 '\(keyring.ssh)/\(key).pub'"))
  }

  @Test func signaturesAreDeterministicAndSshKeygenAcceptsThem() throws {
    let signer = try signer(keyring.ssh + "/ada")
    let made = try signer.sign(payload, as: .git)
    #expect(try signer.sign(payload, as: .git) == made)
    let shell = ScriptFolder()
    try shell.write(payload, to: "payload")
    try shell.write(made.armored, to: "signature")
    let printed = try shell.run(
      "ssh-keygen -Y check-novalidate -n git -s signature <payload; ssh-keygen -lf '\(keyring.ssh)/ada'"
    )
    #expect(printed.contains("Good \"git\" signature"))
    #expect(printed.contains(" \(made.fingerprint) "))
  }

  @Test func everyWayToNameAKey() throws {
    let shell = ScriptFolder()
    let text = try shell.run("cat '\(keyring.ssh)/ada.pub'")
    let fingerprint = try signer(keyring.ssh + "/ada").key.fingerprint
    #expect(fingerprint.hasPrefix("SHA256:"))
    for name in [keyring.ssh + "/ada.pub", text, "key::" + text] {
      #expect(try signer(name).key.fingerprint == fingerprint)
    }
    #expect(throws: SigningError.noKey(.ssh)) { _ = try signer("") }
    for name in ["/no/such/key", "ada", "-f", keyring.ssh] {
      #expect(throws: SigningError.unknownKey(name: name)) { _ = try signer(name) }
    }
    #expect(throws: SigningError.noSecretKey(name: fingerprint, fingerprint: fingerprint)) {
      _ = try signer(text).sign(payload, as: .git)
    }
  }

  @Test func anAgentSigns() throws {
    let shell = ScriptFolder()
    try shell.run(
      """
      ssh-agent -D -a agent >/dev/null 2>&1 & echo $! >pid
      while ! SSH_AUTH_SOCK=agent ssh-add -q '\(keyring.ssh)/ada' 2>/dev/null; do sleep 0.02; done
      """)
    let text = try shell.run("cat '\(keyring.ssh)/ada.pub'")
    let made = try SSHSigner(
      key: text, environment: keyring.environment + ["SSH_AUTH_SOCK=\(shell.folder)/agent"],
      scratch: "/tmp"
    ).sign(payload, as: .git)
    try shell.run("kill $(cat pid)")
    #expect(try signer(keyring.ssh + "/ada").sign(payload, as: .git) == made)
  }

  @Test func aLockedKeyIsRefusedAtOnce() throws {
    let locked = try signer(keyring.ssh + "/locked")
    #expect(
      throws: SigningError.passphraseNeeded(fingerprint: locked.key.fingerprint, kind: .ssh)
    ) { _ = try locked.sign(payload, as: .git) }
  }

  @Test func onlyAnAllowedSignerCounts() throws {
    let made = try signer(keyring.ssh + "/ada").sign(payload, as: .git).armored
    let good = try check(made, allowing: line("ada@example.org"))
    #expect(good.isAllowed)
    #expect(good.facts.status == .good)
    #expect(good.facts.addresses == ["ada@example.org"])
    let pattern = try check(made, allowing: line("*@example.org"))
    #expect(pattern.isAllowed)
    #expect(pattern.facts.addresses == ["ada@example.org"])
    let other = try check(made, allowing: line("ada@example.org"), expected: "eve@example.org")
    #expect(other.isAllowed)
    #expect(other.facts.addresses == ["ada@example.org"], "the identity does not fit the tagger")
    let lines = [
      "", try line("ada@example.org", key: "bob"),
      try line("ada@example.org namespaces=\"file\""),
      try line("ada@example.org valid-before=\"20200101\""),
      try line("ada@example.org valid-after=\"20300101\""),
    ]
    for line in lines {
      let refused = try check(made, allowing: line)
      #expect(!refused.isAllowed, "\(line)")
      #expect(refused.facts.status == .good)
    }
    let dated = try line("ada@example.org valid-after=\"20250601\",valid-before=\"20250701\"")
    #expect(try check(made, allowing: dated, at: 1_750_000_000).isAllowed)
    #expect(try !check(made, allowing: dated, at: 1_760_000_000).isAllowed)
  }

  @Test func otherBytesAndOtherUsesAreBad() throws {
    let signer = try signer(keyring.ssh + "/ada")
    let allowed = try line("ada@example.org")
    let made = try signer.sign(payload, as: .git).armored
    let bad = try check(made, allowing: allowed, over: payload + [10])
    #expect(bad.facts.status == .bad)
    #expect(!bad.isAllowed)
    let file = try signer.sign(payload, as: .file).armored
    #expect(try check(file, allowing: allowed).facts.status == .bad)
    #expect(
      try SSHSignature(armored: file).namespaceFault(for: .git) == "it is for 'file', not for 'git'"
    )
  }

  @Test func theBlobIsReadStrictly() throws {
    let made = try signer(keyring.ssh + "/rsa").sign(payload, as: .git).armored
    let parsed = try SSHSignature(armored: made)
    #expect(parsed.keyType == "ssh-rsa")
    #expect(parsed.algorithm == "rsa-sha2-512")
    #expect(parsed.hashAlgorithm == "sha512")
    #expect(parsed.hashFault == nil)
    var weak = parsed
    weak.algorithm = "ssh-rsa"
    #expect(weak.hashFault == "its algorithm is ssh-rsa, which rests on SHA-1")
    weak = parsed
    weak.hashAlgorithm = "sha1"
    #expect(weak.hashFault == "its digest is 'sha1', not sha256 or sha512")
    let text = String(decoding: made, as: UTF8.self)
    let faults = [
      (text.replacing("U1NIU0lH", with: "U1NIU0lI"), "is not the mark SSHSIG"),
      (text.replacing("U1NIU0lHAAAAAQ", with: "U1NIU0lHAAAAAg"), "is not version 1"),
      (text.replacing("\n-----END", with: "\nAAAA\n-----END"), "follows the signature"),
      (text.replacing("\n-----END", with: "\nAA*A\n-----END"), "is not base64"),
      (SSHSignature.begin + "\nU1NIU0lHAAAAAQ==\n" + SSHSignature.end + "\n", "is missing"),
    ]
    for (text, reason) in faults {
      do {
        _ = try SSHSignature(armored: Array(text.utf8))
        Issue.record("accepted: \(text)")
      } catch {
        #expect(error.text.contains(reason), "\(error.text)")
      }
    }
  }
}
