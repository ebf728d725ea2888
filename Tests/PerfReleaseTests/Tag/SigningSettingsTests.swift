import PerfGit
import PerfRelease
import PerfSigning
import SigningFixture
import Testing

@Suite struct SigningSettingsTests {
  @Test func gitsConfigurationIsFollowedButForForeignPrograms() throws {
    let fixture = try TagFixture()
    #expect(try SigningSettings(of: fixture.repository()).key == nil)
    try fixture.shell.run(
      "cd r; git config user.signingKey \(fixture.keyring["ada"]); git config gpg.program /bin/evil"
    )
    let settings = try SigningSettings(of: fixture.repository())
    #expect(settings.kind == .openPGP)
    #expect(settings.key == fixture.keyring["ada"])
    #expect(settings.keyOrigin == "user.signingKey")
    #expect(settings.program == "gpg")
    #expect(!settings.signsTags)
    #expect(
      settings.warnings == [
        "gpg.program = /bin/evil stands in the repository's own configuration and is not run"
      ])
    let named = try SigningSettings(of: fixture.repository(), key: "other")
    #expect(named.key == "other")
    #expect(named.keyOrigin == "the command line")
  }

  @Test func formatsAreFollowed() throws {
    let fixture = try TagFixture()
    try fixture.shell.run(
      "cd r; git config gpg.format ssh; git config user.signingKey '~/s/ada'; git config tag.gpgSign on"
    )
    let settings = try SigningSettings(of: fixture.repository())
    #expect(settings.kind == .ssh)
    #expect(settings.program == "ssh-keygen")
    #expect(settings.signsTags)
    let signer = try settings.signer(
      environment: fixture.keyring.environment, scratch: "/tmp", unlocking: .agentOnly)
    #expect(signer.kind == .ssh)
    #expect(signer.key.fingerprint == (try fixture.sshSigner().key.fingerprint))
    #expect(try SigningSettings(of: fixture.repository(), format: .openPGP).kind == .openPGP)
    try fixture.shell.run("git -C r config gpg.format x509")
    do {
      _ = try SigningSettings(of: fixture.repository())
      Issue.record("x509 was accepted")
    } catch {
      #expect("\(error)" == "git's gpg.format is 'x509'; perfkit signs with openpgp and ssh")
    }
  }

  @Test func theTaggerIsGitsCommitter() throws {
    let fixture = try TagFixture()
    func line(_ environment: [String: String]) throws -> String {
      let found = try Tagger.committer(
        of: fixture.repository(), environment: environment, now: 1_750_000_000)
      return found.tagger.line + (found.dateIsMeant ? " meant" : "")
    }
    #expect(try line([:]) == "Ada Example <ada@example.org> 1750000000 +0000")
    #expect(
      try line(["GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_DATE": "@1 +0200"])
        == "C <ada@example.org> 1 +0200 meant")
    #expect(
      try line(["GIT_COMMITTER_EMAIL": "c@d", "SOURCE_DATE_EPOCH": "5"])
        == "Ada Example <c@d> 5 +0000 meant")
    for wrong in [["GIT_COMMITTER_DATE": "yesterday"], ["SOURCE_DATE_EPOCH": "x"]] {
      #expect(throws: TagError.self) { _ = try line(wrong) }
    }
    try fixture.shell.run("cd r; git config committer.name Own")
    #expect(try line([:]).hasPrefix("Own <"))
    try fixture.shell.run("cd r; git config --unset committer.name; git config --unset user.name")
    #expect(throws: TagError.noIdentity) { _ = try line([:]) }
  }

  @Test func fingerprintsAreWhole() {
    let digits = "04d09334 3ed3bb8c 6f17def2 d9baaa9e 3784375d"
    let whole = "04D093343ED3BB8C6F17DEF2D9BAAA9E3784375D"
    for text in [whole, whole.lowercased(), "0x" + whole, digits] {
      #expect(TagTrust.fingerprint(text) == whole, "\(text)")
    }
    let ssh = "SHA256:w1Ey89Y1Y6pSEip9sWcPWg/ofTcYYqm0bF9RBLmS9yg"
    #expect(TagTrust.fingerprint(ssh) == ssh)
    for text in ["", "3784375D", whole + "0", "SHA256:x", ssh + "=", "ada@example.org"] {
      #expect(TagTrust.fingerprint(text) == nil, "\(text)")
    }
  }
}
