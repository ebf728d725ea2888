import Glibc
import PerfJSON
import SigningFixture
import Testing

/// What keeps a release from being cut, or is found out about one that was.
@Suite(.serialized) struct ReleaseCutGuardTests {
  private func refusing(_ call: Invocation) -> [String: String] {
    var found: [String: String] = [:]
    for gate in call.document["gates"]?.elements ?? [] where gate["outcome"]?.text == "refused" {
      let facts = (gate["facts"]?.elements ?? []).compactMap(\.text)
      found[gate["gate"]?.text ?? ""] = facts.joined(separator: "; ")
    }
    return found
  }

  @Test func withStrictAWarningComesBeforeTheTag() throws {
    let project = try Project.readyForRelease(key: "$soon")
    try project.tagScript(
      """
      gpg --armor --export $soon >release/keys/soon.asc; git config user.email soon@example.org
      git add .; git commit -qm 'Add a signer'
      """)
    try project.perfkit("smoke")
    let call = try project.release("cut", "v0.1", "--strict", exits: 2, "fail")
    #expect(call.warningCodes == ["tag.warning", "release.key-expires"])
    #expect(call.text.contains("first release: keys not yet pinned"))
    #expect(call.text.contains("warning: the key expires on "))
    #expect(
      call.output.hasSuffix("stopped: 2 warnings with --strict; there is no tag v0.1\n"))
    #expect(try project.sh("git tag -l; ls .perfkit/release/v0.1") == "lock\n")
    try project.release("cut", "v0.1")
    #expect(try project.sh("git tag -l") == "v0.1\n")
  }

  @Test func tagsFromBeforeTheFirstKeyPinNone() throws {
    let project = try Project.readyForRelease()
    try project.sh(
      """
      git rm -rq --cached release/keys; git commit -q --amend -m 'feat: zero'; git tag v0.0
      git add release/keys; git commit -qm 'feat: keys'
      """)
    try project.perfkit("smoke")
    let call = try project.release("cut", "v0.1")
    #expect(call.text.contains("first release: keys not yet pinned"))
    try project.release("verify", "v0.1")
    // Keys that were pinned stay so, whatever is tagged between.
    try project.tagScript(
      """
      git rm -rq release/keys; git commit -qm 'fix: no keys'; git tag v0.1.1
      mkdir -p release/keys; gpg --armor --export $bob >release/keys/bob.asc; git add .
      { echo; echo '## [0.2] - 2026-01-02'; echo; echo '- y'; } >>CHANGELOG.md
      git config user.email bob@example.org; git config user.signingKey $bob
      git commit -qam 'feat: another signer'
      """)
    try project.perfkit("smoke")
    let other = try project.release("cut", "v0.2", exits: 6, "refused")
    #expect(refusing(other)["key"]?.contains("is none of release/keys at v0.1") == true)
  }

  /// A terminal's Ctrl-C reaches gpg as well, which then fails.
  @Test func anInterruptedCutSaysSoWhateverTheKeysProgramSays() throws {
    let project = try Project.readyForRelease()
    try project.write(
      """
      #!/bin/sh
      case " $* " in *" --version "*) exec gpg "$@" ;; esac
      touch "$MARKS/asked"
      until [ -e "$MARKS/answer" ]; do sleep 0.01; done
      exit 2
      """, to: "../x/gpg")
    try project.sh(
      "chmod +x \"$MARKS/gpg\"; git config -f ../h/.gitconfig gpg.program \"$MARKS/gpg\"")
    try project.perfkit("smoke")
    let cut = try project.start(["release", "cut", "v0.1"], setting: Project.signing)
    try cut.wait(forFile: project.outside + "/asked")
    cut.send(SIGINT)
    try project.write("", to: "../x/answer")
    let ended = try cut.wait()
    #expect(ended.status == 130 && ended.errors.contains("error: interrupted"))
    #expect(!ended.errors.contains("→"), "no remedy for what is no fault")
    #expect(try project.sh("git tag -l") == "")
    try project.sh("git config -f ../h/.gitconfig --unset gpg.program")
    try project.release("cut", "v0.1")
  }

  @Test func aDeadLinkThatIsOnlyToldIsAWarning() throws {
    let project = try Project.readyForRelease()
    try project.write("# Demo\n\n[lost](nowhere.md)\n", to: "README.md")
    try project.sh(
      "echo 'links: {mode: warn}' >>release/policy.yaml; git commit -qam 'docs: a dead link'")
    try project.perfkit("smoke")
    let plan = try project.perfkit("release", "plan", "v0.1", exits: 0, "warn")
    #expect(plan.warningCodes == ["release.links"])
    try project.perfkit("release", "plan", "v0.1", "--strict", exits: 2, "fail")
    let call = try project.release("cut", "v0.1", "--strict", exits: 2, "fail")
    #expect(call.warningCodes == ["release.links", "tag.warning"])
    #expect(call.text.contains("warning: README.md:3: 'nowhere.md' leads nowhere\n"))
    #expect(try project.sh("git tag -l") == "")
  }

  @Test func whatGitIgnoresIsNoPartOfARelease() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.sh(
      """
      mkdir release/notes; echo Fine. >release/notes/v0.1.md; echo release/notes >>.git/info/exclude
      git status --porcelain
      """)
    let call = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(refusing(call) == ["clean-tree": "untracked: release/notes/v0.1.md"])
  }

  @Test func secretsAreNotPublishedInNotes() throws {
    let token = "ghp_" + String(repeating: "a1B2", count: 9)
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    try project.sh(
      "git tag -d v0.1 >/dev/null; echo 'Use \(token).' >>.perfkit/release/v0.1/notes.md")
    let edited = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(refusing(edited)["notes"]?.hasPrefix("the notes hold what looks like a GitHub") == true)
    #expect(!edited.text.contains(token))
    try project.sh(
      "rm -r .perfkit/release; git commit -q --allow-empty -m 'fix: no more \(token)'")
    try project.perfkit("smoke")
    let committed = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(refusing(committed).keys.sorted() == ["notes"])
    #expect(refusing(committed)["notes"]?.hasSuffix("says what looks like a GitHub token") == true)
    #expect(try project.sh("git tag -l") == "")
  }

  @Test func notesThatAreTooLongAreAttachedWhole() throws {
    let project = try Project.readyForRelease()
    try project.sh(
      """
      word=$(printf '%0150d' 0)
      for number in $(seq 1000); do
        printf 'commit refs/heads/main\\ncommitter Ada <ada@example.org> 1700000001 +0000\\n'
        printf 'data <<X\\nfix: number %d of %s\\nX\\n' $number $word
        [ $number != 1 ] || echo 'from refs/heads/main^0'
      done | git fast-import --quiet
      """)
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    let folder = ".perfkit/release/v0.1"
    let notes = try project.read(folder + "/notes.md")
    #expect(notes.utf8.count <= 125_000)
    #expect(notes.contains(" more changes, in the attached file demo-0.1-notes.md"))
    let whole = try project.read(folder + "/artefacts/demo-0.1-notes.md")
    #expect(whole.contains("number 1 of") && whole.contains("number 1000 of"))
    #expect(try project.read(folder + "/artefacts/SHA256SUMS").contains("  demo-0.1-notes.md\n"))
    try project.release("verify", "v0.1")
    try project.sh("yes 'And more.' | head -c 10000 >>\(folder)/notes.md; git tag -d v0.1")
    let long = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(refusing(long)["notes"]?.hasSuffix(" bytes, forges take 125000") == true)
  }

  @Test func noCommitNamesItsOwnSigner() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    try project.tagScript(
      """
      gpg --armor --export $bob >release/keys/bob.asc; sed -i 's/0\\.1/0.2/' CHANGELOG.md
      git config user.email bob@example.org; git config user.signingKey $bob
      git add .; git commit -qm 'Add a signer'
      """)
    try project.perfkit("smoke")
    for tag in ["v0.2", "v0.0.1", "v0.2-rc.1"] {
      let call = try project.release(
        "cut", tag, "--override", "changelog=a test", exits: 6, "refused")
      #expect(refusing(call)["key"]?.contains("is none of release/keys at v0.1") == true, "\(tag)")
    }
    // A tag of the same commit is no release before, so it pins no keys either.
    try project.sh("git tag v0.1.9")
    let call = try project.release("cut", "v0.2", exits: 6, "refused")
    #expect(refusing(call)["key"]?.contains("is none of release/keys at v0.1") == true)
    let plan = try project.perfkit("release", "plan", "v0.2")
    #expect(plan.document["previous"]?["tag"]?.text == "v0.1")
    #expect(try project.sh("git tag -l") == "v0.1\nv0.1.9\n")
  }

  @Test func theFolderOfKeysIsThatOfThePolicyBefore() throws {
    let project = try Project.readyForRelease()
    try project.sh(
      """
      git mv release/keys release/signers
      sed -i 's/format: openpgp/format: openpgp, keys: release\\/signers/' release/policy.yaml
      git commit -qam 'Move the keys'
      """)
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    let first = try project.release("verify", "v0.1")
    #expect(first.document["signers"]?.text == "release/signers at v0.1 itself")
    try project.tagScript(
      """
      mkdir release/keys; gpg --armor --export $bob >release/keys/bob.asc
      sed -i 's/release\\/signers/release\\/keys/' release/policy.yaml
      sed -i 's/0\\.1/0.2/' CHANGELOG.md; git add .; git commit -qm 'Move them back'
      """)
    try project.perfkit("smoke")
    try project.release("cut", "v0.2", exits: 0, "pass")
    let next = try project.release("verify", "v0.2", exits: 0, "pass")
    #expect(next.document["signers"]?.text == "release/signers at v0.1")
  }

  @Test func anOldDateDoesNotBringAKeyBack() throws {
    let project = try Project.readyForRelease(format: "ssh", key: "$ssh/ada")
    try project.tagScript(
      """
      echo "ada@example.org valid-before=\\"20250101\\" $(cut -d' ' -f1-2 $ssh/ada.pub)" \
        >release/keys/allowed_signers
      git commit -qam 'A key of the past'
      """)
    try project.perfkit("smoke")
    let call = try project.perfkit(
      "release", "cut", "v0.1", exits: 6, "refused",
      setting: ["GNUPGHOME": Keyring.shared.home, "SOURCE_DATE_EPOCH": "1720000000"])
    #expect(refusing(call).keys.sorted() == ["key"])
    #expect(try project.sh("git tag -l") == "")
  }

  @Test func aFullDiskLeavesNothingHalfDone() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.release("artefacts", "v0.9", exits: 0, "pass")
    let cut = "'\(Project.perfkit)' release cut v0.1"
    let output = try project.tagScript(
      """
      export SOURCE_DATE_EPOCH=1760000000
      sh -c "trap '' XFSZ; ulimit -f 4; \(cut)" 2>&1 && exit 1 || echo "status $?"
      git tag -l; ls .perfkit/release/v0.1
      """)
    #expect(output.contains("File too large"), "\(output)")
    #expect(output.hasSuffix("status 1\nlock\nstate.jsonl\n"), "\(output)")
    try project.sh("rm -rf \"$TMPDIR\"/perfkit.*")
    try project.release("cut", "v0.1")
    try project.release("verify", "v0.1")
  }

  @Test func anInterruptedReleaseGoesOnWithAnotherKey() throws {
    let project = try Project.readyForRelease()
    try project.tagScript(
      "gpg --armor --export $sub >release/keys/sub.asc; git add .; git commit -qm 'Add a signer'")
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    try project.tagScript(
      """
      git tag -d v0.1; sed -i '/tag-/d' .perfkit/release/v0.1/state.jsonl
      git config user.signingKey $sub; git config user.email sub@example.org
      """)
    let call = try project.release("cut", "v0.1")
    #expect(call.document["signer"]?.text == Keyring.shared["sub2"])
    try project.release("verify", "v0.1")
  }

  @Test func tagsOfOneCommitAreCutSideBySide() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    let tags = (1...6).map { "v0.1.\($0)" }
    let script = tags.map { tag in
      "'\(Project.perfkit)' release cut \(tag) --override changelog=one-of-many"
    }.joined(separator: "\n")
    let ended = try project.tagScript(
      """
      export SOURCE_DATE_EPOCH=1760000000
      for process in 1 2 3 4; do
        ( set -e; \(script.replacing("\n", with: "; ")) ) >"$MARKS/$process" 2>&1 &
      done
      wait
      cat "$MARKS"/[1-4]
      """)
    let lines = ended.split(separator: "\n")
    for tag in tags {
      let made = lines.count { $0.hasPrefix("cut: ") && $0.contains("/\(tag);") }
      let found = lines.count { $0.hasPrefix("already done: ") && $0.contains("/\(tag);") }
      #expect([made, found] == [1, 3], "\(tag): \(ended)")
      try project.release("verify", tag)
    }
    #expect(try project.sh("git tag -l | wc -l; git fsck --strict") == "\(tags.count)\n")
  }
}
