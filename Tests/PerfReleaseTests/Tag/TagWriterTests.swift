import PerfRelease
import PerfSigning
import SigningFixture
import Testing

@Suite struct TagWriterTests {
  @Test func gitAcceptsWhatIsWritten() throws {
    let fixture = try TagFixture()
    let trust = try fixture.trust("ada")
    let pgp = try fixture.write(fixture.tag("v1"), fixture.openPGPSigner(), trusting: trust)
    let ssh = try fixture.write(fixture.tag("v2"), fixture.sshSigner(), trusting: trust)
    for written in [pgp, ssh] {
      #expect(!written.existed)
      #expect(written.verification.isGood)
      #expect(written.verification.items.allSatisfy { $0.outcome == .passed })
      #expect(written.verification.items.map(\.check) == TagCheck.allCases)
    }
    try fixture.shell.run("cp '\(fixture.keyring.ssh)/ada.pub' k; sed -i 's/^/ada@example.org /' k")
    for name in ["v1", "v2"] {
      let output = try fixture.shell.run(
        """
        cd r; git -c gpg.ssh.allowedSignersFile=../k verify-tag --raw \(name)
        git cat-file tag \(name) | git mktag --strict; git fsck --strict --no-dangling
        git for-each-ref --format='%(contents:subject)|%(taggerdate:unix)' refs/tags/\(name)
        """)
      #expect(output.contains("perfkit v1|\(TagFixture.now)"), "\(output)")
      #expect(!output.contains("warning") && !output.contains("error"), "\(output)")
    }
    #expect(try fixture.shell.line("git -C r rev-parse v2") == ssh.object)
    #expect(
      try fixture.shell.run("git -C r cat-file tag v1").contains("\n# Heading\n"),
      "headings are kept")
  }

  @Test func writingAgainChangesNothing() throws {
    let fixture = try TagFixture()
    let trust = try fixture.trust("ada", "bob")
    let signer = try fixture.openPGPSigner()
    let first = try fixture.write(fixture.tag("v1"), signer, trusting: trust)
    let again = try fixture.write(fixture.tag("v1"), signer, trusting: trust)
    #expect(again.existed)
    #expect(again.object == first.object)
    #expect(again.bytes == first.bytes)
    try fixture.shell.run("git -C r tag light")
    for (name, existing, reason) in [
      ("v1", first.object, "its content is another one"),
      ("light", fixture.commit, "it is no annotated tag"),
    ] {
      #expect(throws: TagError.exists(name: name, existing: existing, reason: reason)) {
        _ = try fixture.write(fixture.tag(name, message: "Other"), signer, trusting: trust)
      }
      #expect(try fixture.shell.line("git -C r rev-parse \(name)") == existing)
    }
    #expect(
      throws: TagError.exists(
        name: "v1", existing: first.object, reason: "it fails the checks signature-valid, signer")
    ) { _ = try fixture.write(fixture.tag("v1"), signer, trusting: fixture.trust("bob")) }
  }

  @Test func noRefIsMadeForATagThatFails() throws {
    let fixture = try TagFixture()
    let trust = try fixture.trust("bob")
    func failure(_ signer: String) throws -> String {
      do {
        _ = try fixture.write(fixture.tag("v1"), fixture.openPGPSigner(signer), trusting: trust)
        return "written"
      } catch let error as TagError {
        return error.description
      }
    }
    #expect(try failure("ada").contains("signature-valid: the public key"))
    #expect(try failure("bob").contains("identity: ada@example.org is not an address of the key"))
    #expect(try fixture.shell.run("git -C r tag") == "")
    let written = try fixture.write(
      fixture.tag("v1"), fixture.openPGPSigner("bob"), trusting: trust,
      allowsIdentityMismatch: true)
    #expect(written.verification.outcome(of: .identity) == .waived)
    #expect(written.verification.warnings.count == 1)
  }

  @Test func objectionsToAKey() throws {
    let fixture = try TagFixture()
    let key = try fixture.openPGPSigner().key
    let now = TagFixture.now
    func objection(
      _ tag: TagObject, now: Int, isMeant: Bool = false, allows: Bool = false
    ) -> TagError? {
      TagWriter.objection(
        to: key, signing: tag, now: now, dateIsMeant: isMeant, allowsIdentityMismatch: allows)
    }
    let tag = try fixture.tag("v1", email: "ADA@example.org")
    #expect(objection(tag, now: now + 86_400) == nil)
    #expect(objection(tag, now: now + 86_401) == .clock(tagger: now, now: now + 86_401))
    #expect(objection(tag, now: now - 86_401) == .clock(tagger: now, now: now - 86_401))
    #expect(objection(tag, now: 0, isMeant: true) == nil)
    let other = try fixture.tag("v1", email: "eve@example.org")
    #expect(
      objection(other, now: now)
        == .identity(
          email: "eve@example.org", fingerprint: key.fingerprint,
          addresses: ["ada@example.org"]))
    #expect(objection(other, now: now, allows: true) == nil)
  }
}
