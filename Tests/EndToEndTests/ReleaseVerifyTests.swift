import PerfJSON
import SigningFixture
import Testing

@Suite struct ReleaseVerifyTests {
  @Test func aSignedTagOfGitIsVerified() throws {
    let project = try Project.withPinnedKeys()
    try project.tagScript("git config user.email ada@example.org; git tag -s -u $ada -m Text v1")
    let call = try project.verify("v1")
    let checks = call.document["checks"]?.elements ?? []
    #expect(checks.count == 14)
    #expect(checks.allSatisfy { $0["status"]?.text == "passed" })
    #expect(call.document["signers"]?.text == "release/keys at v0")
    #expect(call.document["signature"]?["fingerprint"]?.text == Keyring.shared["ada"])
    let object = try project.sh("git rev-parse v1").dropLast()
    #expect(call.document["object"]?.text == String(object))
    #expect(call.output.hasSuffix("verified: tag v1\n"))
    try project.tagScript(
      "git -c gpg.format=ssh -c user.signingKey=$ssh/ada tag -s -m Text v2 HEAD")
    let ssh = try project.verify("v2")
    #expect(ssh.document["signature"]?["kind"]?.text == "ssh")
    #expect(ssh.document["signature"]?["identities"]?.elements == [.string("ada@example.org")])
  }

  @Test func anAbsentTagIsSaidInFewLines() throws {
    let project = try Project.withPinnedKeys()
    let call = try project.perfkit("release", "verify", "v9", exits: 6, "refused")
    #expect(
      call.output == """
        FAIL  ref        there is no ref refs/tags/v9
        -     13 checks  there is no tag object
        FAIL  manifest   the tag names no manifest; --tag-only verifies such tags
        -     7 checks   there is no manifest to hold it against
        refused: release v9: ref, manifest

        """)
    #expect(call.document["checks"]?.elements?.count == 22)
  }

  @Test func theKeysOfTheReleaseBeforeCount() throws {
    let project = try Project.withPinnedKeys()
    try project.tagScript(
      """
      gpg --armor --export $bob >release/keys/bob.asc; git add .; git commit -qm 'Add a signer'
      git config user.name 'Bob Example'; git config user.email bob@example.org
      git tag -s -u $bob -m Text v1
      """)
    let refused = try project.verify("v1", exits: 6, "refused")
    #expect(refused.errorCodes == ["tag.signature-valid", "tag.signer"])
    #expect(refused.text.contains("release/keys at v0"))
    try project.verify("v1", "--keys-at", "HEAD")
    try project.tagScript(
      "git commit -q --allow-empty -m Next; git tag -s -u $bob -m Text v2")
    #expect(try project.verify("v2").document["signers"]?.text == "release/keys at v1")
    try project.sh("git tag -d v0 v2")
    let first = try project.verify("v1", exits: 0, "warn")
    #expect(first.text.contains("first release: keys not yet pinned"))
    #expect(first.warningCodes == ["tag.warning"])
  }

  @Test func namedKeysCountAlone() throws {
    let project = try Project.withPinnedKeys()
    try project.tagScript(
      """
      git config user.email ada@example.org; git tag -s -u $ada -m Text v1
      git -c gpg.format=ssh -c user.signingKey=$ssh/ada tag -s -m Text v2
      ssh-keygen -lf $ssh/ada | cut -d' ' -f2 >.git/fingerprint
      echo "bob@example.org $(cut -d' ' -f1-2 $ssh/bob.pub)" >.git/bob
      """)
    let keyring = Keyring.shared
    let ada = try project.verify("v1", "--key", keyring["ada"].lowercased())
    #expect(ada.document["signers"]?.text == "--key")
    let bob = try project.verify("v1", "--key", keyring["bob"], exits: 6, "refused")
    #expect(bob.errorCodes == ["tag.signer"])
    try project.verify("v1", "--key", keyring["bob"], "--key", keyring["ada"])
    let fingerprint = try project.sh("cat .git/fingerprint").dropLast()
    try project.verify("v2", "--key", String(fingerprint))
    try project.verify("v2", "--allowed-signers", "release/keys/allowed_signers")
    let other = try project.verify("v2", "--allowed-signers", ".git/bob", exits: 6, "refused")
    #expect(other.errorCodes == ["tag.signer"])
  }

  @Test func anotherIdentityCanBeAllowed() throws {
    let project = try Project.withPinnedKeys()
    try project.tagScript(
      "git config user.email eve@example.org; git tag -s -u $ada -m Text v1")
    let refused = try project.verify("v1", exits: 6, "refused")
    #expect(refused.errorCodes == ["tag.identity"])
    let allowed = try project.verify("v1", "--allow-identity-mismatch", exits: 0, "warn")
    #expect(allowed.text.contains("warning: eve@example.org is not an address of the key"))
  }

  @Test func theRepositorysOwnProgramsAreNotRun() throws {
    let project = try Project.withPinnedKeys()
    try project.tagScript("git config user.email ada@example.org; git tag -s -u $ada -m Text v1")
    try project.write("#!/bin/sh\ntouch \"$MARKS/ran\"\n", to: "evil")
    try project.sh("git config gpg.program \"$PWD/evil\"")
    let call = try project.verify("v1", exits: 0, "warn")
    #expect(call.text.contains("in the repository's own configuration and is not run"))
    #expect(project.count("ran") == 0 && contents(of: project.outside + "/ran") == nil)
    try project.sh(
      "git config --unset gpg.program; git config -f ../h/.gitconfig gpg.program \"$PWD/evil\"")
    let engine = try project.verify("v1", exits: 1, "error")
    #expect(engine.errorCodes == ["signing.engine"])
    #expect(engine.text.contains("is not usable: `--version` does not answer as GnuPG does"))
    #expect(contents(of: project.outside + "/ran") != nil, "the user's own program was tried")
  }

  @Test func noKeyIsNamedAtAll() throws {
    let project = try Project()
    try project.write("one\n", to: "a")
    try project.commitAll()
    try project.tagScript("git config user.email ada@example.org; git tag -s -u $ada -m Text v1")
    let call = try project.verify("v1", exits: 6, "refused")
    #expect(call.errorCodes == ["tag.signature-valid", "tag.signer"])
    #expect(call.text.contains("no key is named that may sign (release/keys at v1 itself)"))
  }

  @Test func wrongUseIsTold() throws {
    let project = try Project()
    let outside = try project.verify("v1", exits: 64, "usage")
    #expect(outside.errorCodes == ["git.no-repository"])
    try project.write("one\n", to: "a")
    try project.commitAll()
    let short = try project.verify("v1", "--key", "3784375D", exits: 64, "usage")
    #expect(short.text.contains("--key 3784375D is no whole fingerprint"))
    let file = try project.verify("v1", "--allowed-signers", "none", exits: 1, "error")
    #expect(file.text.contains("No such file"))
    let ref = try project.verify("v1", "--keys-at", "nowhere", exits: 64, "usage")
    #expect(ref.errorCodes == ["git.unknown-ref"])
  }
}
