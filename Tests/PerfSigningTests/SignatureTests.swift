import Glibc
import PerfSigning
import SigningFixture
import Testing

/// Signing and checking with gpg's own word on it.
@Suite struct SignatureTests {
  private let keyring = Keyring.shared
  private let payload = Array("a \0 NUL, a \r CR, é, no final line end".utf8)

  private var verifier: OpenPGPVerifier {
    OpenPGPVerifier(
      engine: .init(home: keyring.home, environment: keyring.environment), scratch: "/tmp")
  }

  private func signature(_ name: String) throws -> [UInt8] {
    try OpenPGPSigner(
      key: keyring[name], engine: .init(home: keyring.home, environment: keyring.environment),
      unlocking: .agentOnly
    ).sign(payload, as: .git).armored
  }

  private func publicKey(_ name: String) throws -> [UInt8] {
    try #require(try verifier.publicKey(fingerprint: keyring[name]))
  }

  @Test func gpgAcceptsWhatIsSigned() throws {
    let shell = ScriptFolder("export GNUPGHOME='\(keyring.home)'")
    try shell.write(payload, to: "payload")
    try shell.write(try signature("ada"), to: "signature")
    let output = try shell.run("gpg --status-fd 1 --verify signature payload")
    #expect(output.contains("VALIDSIG \(keyring["ada"])"))
  }

  @Test func everyFactIsTold() throws {
    let before = time(nil)
    let made = try signature("ada")
    let facts = try verifier.facts(of: made, over: payload, keys: [publicKey("ada")])
    #expect(facts.count == 1)
    let first = try #require(facts.first)
    #expect(first.status == .good)
    #expect(first.fingerprint == keyring["ada"])
    #expect(first.primaryFingerprint == keyring["ada"])
    #expect(first.identities == ["Ada Example <ada@example.org>"])
    #expect(first.addresses == ["ada@example.org"])
    #expect(try #require(first.created) >= before)
    #expect(first.keyFault == nil)
    #expect(first.keyExpires == nil)
    let bySubkey = try verifier.facts(
      of: signature("sub"), over: payload, keys: [publicKey("sub")])
    #expect(bySubkey.first?.fingerprint == keyring["sub2"])
    #expect(bySubkey.first?.primaryFingerprint == keyring["sub"])
  }

  @Test func otherBytesAndOtherKeysAreTold() throws {
    let made = try signature("ada")
    let key = try publicKey("ada")
    for other in [payload + [10], Array(payload.dropLast()), []] {
      #expect(try verifier.facts(of: made, over: other, keys: [key]).first?.status == .bad)
    }
    let unknown = try verifier.facts(of: made, over: payload, keys: [publicKey("bob")])
    #expect(unknown.map(\.status) == [.unknownKey])
    #expect(unknown.map(\.fingerprint) == [keyring["ada"]])
    let two = try signature("bob") + made
    #expect(try verifier.facts(of: two, over: payload, keys: [key]).count != 1)
    #expect(try verifier.facts(of: [], over: payload, keys: [key]).isEmpty)
  }

  @Test func aKeyOfThePastIsToldFromOneThatHadExpired() throws {
    let shell = ScriptFolder("export GNUPGHOME='\(keyring.home)'")
    try shell.write(payload, to: "payload")
    func facts(_ key: String, signedAt moment: String) throws -> SignatureFacts {
      try shell.run(
        """
        gpg -q --batch --faked-system-time \(moment) --output signature-\(moment) \
          -bau \(keyring[key])! payload
        """)
      let all = try verifier.facts(
        of: shell.bytes("signature-\(moment)"), over: payload, keys: [publicKey(key)])
      return try #require(all.first)
    }
    let then = try facts("expired", signedAt: "20200601T000000")
    #expect(then.status == .good)
    #expect(then.created == 1_590_969_600)
    #expect(then.keyFault == nil)
    #expect(then.keyExpires == 1_609_372_800)
    let early = try facts("sub2", signedAt: "20240102T120001")
    #expect(early.keyFault == nil)
  }

  @Test func aRevokedKeyNeverCounts() throws {
    let shell = ScriptFolder("export GNUPGHOME='\(keyring.home)2'")
    try shell.write(payload, to: "payload")
    try shell.run(
      """
      mkdir -m 700 "$GNUPGHOME"; trap 'gpgconf --kill gpg-agent; rm -rf "$GNUPGHOME"' EXIT
      gpg-agent --daemon --no-detach >/dev/null 2>&1 &
      while ! gpg-connect-agent --no-autostart /bye >/dev/null 2>&1; do sleep 0.02; done
      gpg -q --batch --passphrase '' --quick-gen-key 'R <r@example.org>' ed25519 sign never
      gpg -q --batch -ba --output signature payload
      sed 's/^:-----/-----/' "$GNUPGHOME"/openpgp-revocs.d/*.rev | gpg -q --batch --import
      gpg -q --batch --armor --export --output key r@example.org
      """)
    let facts = try verifier.facts(
      of: shell.bytes("signature"), over: payload, keys: [shell.bytes("key")])
    #expect(facts.map(\.status) == [.good])
    #expect(facts.map(\.keyFault) == [.revoked])
  }

  @Test func keysAreReadFromFiles() throws {
    let both = try verifier.keys(in: publicKey("ada") + publicKey("bob"))
    #expect(Set(both.map(\.fingerprint)) == [keyring["ada"], keyring["bob"]])
    #expect(try verifier.publicKey(fingerprint: String(repeating: "0", count: 40)) == nil)
    #expect(throws: SigningError.unreadableKeys(reason: "there is no OpenPGP key in them")) {
      _ = try verifier.keys(in: Array("no key".utf8))
    }
  }
}
