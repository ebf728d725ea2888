import PerfSigning
import SigningFixture
import Testing

@Suite struct KeyChoiceTests {
  private let keyring = Keyring.shared

  private func signer(
    _ name: String, unlocking: OpenPGPSigner.Unlocking = .agentOnly, now: Int? = nil
  ) throws(SigningError) -> OpenPGPSigner {
    try OpenPGPSigner(
      key: name, engine: .init(home: keyring.home, environment: keyring.environment),
      unlocking: unlocking, now: now)
  }

  @Test func aUsableKeyIsDescribed() throws {
    let ada = keyring["ada"]
    for name in [ada, "0x" + ada, String(ada.suffix(16)), ada + "!", "ada@example.org"] {
      let key = try signer(name).key
      #expect(key.fingerprint == ada, "\(name)")
      #expect(key.identities == ["Ada Example <ada@example.org>"])
      #expect(key.addresses == ["ada@example.org"])
      #expect(key.expires == nil)
    }
    let soon = try #require(try signer(keyring["soon"]).key.expires)
    let created = soon - 10 * 86_400
    #expect(created > 1_700_000_000)
  }

  @Test func unusableKeysAreRefusedWithTheReason() throws {
    for (name, fault) in [
      ("revoked", KeyFault.revoked), ("disabled", .disabled), ("certifying", .cannotSign),
      ("expired", .expired(at: 1_609_372_800)),
    ] {
      #expect(
        throws: SigningError.unusableKey(fingerprint: keyring[name], fault: fault), "\(name)"
      ) {
        _ = try signer(keyring[name])
      }
    }
    #expect(
      throws: SigningError.unusableKey(
        fingerprint: keyring["sub1"], fault: .notYetValid(until: 1_704_067_200))
    ) { _ = try signer(keyring["sub1"], now: 1_600_000_000) }
  }

  @Test func whatIsNoSingleSecretKeyIsRefused() throws {
    #expect(throws: SigningError.noKey(.openPGP)) { _ = try signer("") }
    for name in ["nobody@example.org", "-x", "--output=/x", "a\nb"] {
      #expect(throws: SigningError.unknownKey(name: name), "\(name)") { _ = try signer(name) }
    }
    #expect(
      throws: SigningError.noSecretKey(
        name: "public@example.org", fingerprint: keyring["public"])
    ) { _ = try signer("public@example.org") }
    do {
      _ = try signer("twin@example.org")
      Issue.record("a key was guessed among two")
    } catch .ambiguousKey(let name, let candidates) {
      #expect(name == "twin@example.org")
      #expect(Set(candidates) == [keyring["twin1"], keyring["twin2"]])
    }
    #expect(try signer(keyring["twin2"]).key.fingerprint == keyring["twin2"])
  }

  @Test func theNewestSubkeySignsAndAnotherOneIsRefused() throws {
    let text = Array("text\n".utf8)
    let byPrimary = try signer(keyring["sub"])
    #expect(byPrimary.key.fingerprint == keyring["sub2"])
    #expect(byPrimary.key.primaryFingerprint == keyring["sub"])
    #expect(try byPrimary.sign(text, as: .git).fingerprint == keyring["sub2"])
    #expect(
      try signer(keyring["sub2"] + "!").sign(text, as: .git).fingerprint == keyring["sub2"])
    let older = try signer(keyring["sub1"])
    #expect(older.key.fingerprint == keyring["sub1"])
    #expect(
      throws: SigningError.otherSubkey(wanted: keyring["sub1"], used: keyring["sub2"])
    ) { _ = try older.sign(text, as: .git) }
    #expect(
      throws: SigningError.unusableKey(fingerprint: keyring["sub"], fault: .cannotSign)
    ) { _ = try signer(keyring["sub"] + "!") }
  }

  @Test func aLockedKeyNeedsItsPassphrase() throws {
    let locked = keyring["locked"]
    let text = Array("text\n".utf8)
    let needed = SigningError.passphraseNeeded(fingerprint: locked, kind: .openPGP)
    #expect(throws: needed) { _ = try signer(locked).sign(text, as: .git) }
    #expect(throws: SigningError.wrongPassphrase(fingerprint: locked)) {
      _ = try signer(locked, unlocking: .passphrase(Array("no".utf8))).sign(text, as: .git)
    }
    let made = try signer(locked, unlocking: .passphrase(Array("open sesame".utf8)))
      .sign(text, as: .git)
    #expect(made.fingerprint == locked)
  }

  @Test func anUnusableProgramIsNamed() throws {
    let shell = ScriptFolder()
    try shell.run(
      """
      printf '#!/bin/sh\\necho gitsign 1.0\\n' > other
      printf '#!/bin/sh\\nexec sleep 100\\n' > hanging; chmod +x other hanging
      """)
    func failure(_ program: String) -> String {
      do throws(SigningError) {
        _ = try OpenPGPSigner(
          key: keyring["ada"],
          engine: .init(program: program, home: keyring.home, environment: keyring.environment),
          unlocking: .agentOnly)
        return "accepted"
      } catch {
        return error.description + " / " + (error.hint ?? "")
      }
    }
    #expect(
      failure("no-such-gpg").contains("'no-such-gpg' is not usable: there is no such program"))
    #expect(failure("no-such-gpg").contains("apt-get install gnupg"))
    #expect(failure(shell.folder + "/other").contains("does not answer as GnuPG does"))
    #expect(failure(shell.folder + "/hanging").contains("did not end within 5 s"))
  }
}
