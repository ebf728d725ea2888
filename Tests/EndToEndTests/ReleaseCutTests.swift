import Glibc
import PerfJSON
import SigningFixture
import Testing

@Suite(.serialized) struct ReleaseCutTests {
  private static let folder = ".perfkit/release/v0.1/artefacts"

  private func gates(_ call: Invocation) -> [String: String] {
    var found: [String: String] = [:]
    for gate in call.document["gates"]?.elements ?? [] where gate["outcome"]?.text != "ok" {
      found[gate["gate"]?.text ?? ""] = gate["outcome"]?.text
    }
    return found
  }

  private func failed(_ call: Invocation) -> [String] {
    (call.document["checks"]?.elements ?? []).filter { $0["status"]?.text == "failed" }
      .compactMap { $0["check"]?.text }
  }

  @Test func aReleaseIsCutAndOthersVerifyIt() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    let call = try project.release("cut", "v0.1")
    #expect(gates(call) == [:])
    #expect(call.warningCodes == ["tag.warning"])
    #expect(call.text.contains("first release: keys not yet pinned"))
    #expect(call.document["signer"]?.text == Keyring.shared["ada"])
    let checked = try project.tagScript(
      """
      git verify-tag v0.1 2>&1 | grep -c 'Good signature'
      git fsck --strict 2>&1; git cat-file tag v0.1 | git mktag --strict
      cd \(Self.folder); sha256sum -c --strict --quiet SHA256SUMS
      gpg --verify SHA256SUMS.asc SHA256SUMS; ls
      """)
    let object = try #require(call.document["object"]?.text)
    #expect(
      checked == """
        1
        \(object)
        SHA256SUMS
        SHA256SUMS.asc
        demo-v0.1-evidence.tar.gz
        demo-v0.1-linux-x86_64.tar.gz
        demo-v0.1-linux-x86_64.zip
        demo-v0.1.cdx.json
        demo-v0.1.provenance.intoto.jsonl
        demo-v0.1.spdx.json
        demo-v0.1.test-result.intoto.jsonl
        release.json

        """)
    let message = try project.sh("git cat-file tag v0.1 | sed -n '/^$/,/^-----BEGIN/p'")
    #expect(message.hasPrefix("\ndemo v0.1\n\nPerfkit-Manifest-SHA256: "))
    let manifest = try project.json(Self.folder + "/release.json")
    #expect(manifest["license"]?.text == "MIT")
    let bill = try project.json(Self.folder + "/demo-v0.1.spdx.json")
    #expect(bill["packages"]?.elements?.first?["licenseDeclared"]?.text == "MIT")
    let verified = try project.release("verify", "v0.1")
    #expect(verified.document["checks"]?.elements?.count == 22)
    #expect(verified.output.hasSuffix("verified: release v0.1\n"))
    #expect(verified.output.contains("evidence             main: pass\n"))
  }

  @Test func aSecondCutChangesNothing() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    let before = try project.sh("sha256sum $(find .perfkit/release -type f | sort); git tag -l")
    let again = try project.release("cut", "v0.1")
    #expect(again.document["already_done"]?.flag == true)
    #expect(again.output.contains("already done: .perfkit/release/v0.1; nothing was pushed"))
    #expect(
      try project.sh("sha256sum $(find .perfkit/release -type f | sort); git tag -l") == before)
    try project.sh("git commit -q --allow-empty -m more")
    try project.perfkit("smoke")
    let other = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(gates(other)["tag-twin"] == "refused")
  }

  @Test func sshSignsToo() throws {
    let project = try Project.readyForRelease(format: "ssh", key: "$ssh/ada")
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    try project.tagScript(
      "git -c gpg.ssh.allowedSignersFile=release/keys/allowed_signers verify-tag v0.1")
    try project.tagScript(
      """
      cd \(Self.folder); ssh-keygen -Y verify -f ../../../../release/keys/allowed_signers \
        -I ada@example.org -n file -s SHA256SUMS.sig <SHA256SUMS
      """)
    try project.release("verify", "v0.1")
  }

  @Test func theNextReleaseIsComparedAndTrustsTheKeysBefore() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    try project.sh(
      """
      mkdir -p release/notes; printf '# Faster\\n\\nIt is.\\n' >release/notes/v0.2.md
      sed -i 's/0\\.1/0.2/' CHANGELOG.md
      """)
    try project.write(
      try project.read("perfkit.yaml").replacing(
        "policy:",
        with: """
            speed:
              kind: bench
              engine: demo
              cases:
                - {name: quick, command: [demo], repeat: 1}
          policy:
          """), to: "perfkit.yaml")
    try project.commitAll("perf: faster")
    try project.perfkit("smoke")
    let none = try project.perfkit("release", "plan", "v0.2")
    #expect(none.output.contains("not measured, and not required"))
    let pairs = try project.start(
      ["ab", "--base-ref", "v0.1", "--suite", "speed", "--pairs", "6", "--no-lock"]
    ).wait()
    #expect([0, 2, 3].contains(pairs.status), "\(pairs.errors)")
    let call = try project.release(
      "cut", "v0.2", "--override", "comparison=it was a trial", exits: 0, "pass")
    let manifest = try project.json(".perfkit/release/v0.2/release.json")
    #expect(manifest["performance"]?["base"]?.text == "v0.1")
    #expect(manifest["previous"]?["tag"]?.text == "v0.1")
    #expect(call.document["signer"]?.text == Keyring.shared["ada"])
    #expect(try project.sh("git cat-file tag v0.2").contains("\ndemo v0.2\n\nFaster\n\nIt is.\n"))
    let isOverridden = manifest["overrides"]?.elements?.isEmpty == false
    let verified = try project.release(
      "verify", "v0.2", exits: 0, isOverridden ? "warn" : "pass")
    let checks = verified.document["checks"]?.elements ?? []
    let comparison = checks.first { $0["check"]?.text == "comparison" }
    #expect(comparison?["fact"]?.text?.hasPrefix("judged again: ") == true)
    #expect(verified.document["signers"]?.text == "release/keys at v0.1")
  }

  @Test func whatIsChangedAfterwardsIsFound() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    let changes: [(script: String, checks: [String])] = [
      ("printf x >>demo-v0.1-linux-x86_64.zip", ["artefacts", "checksums"]),
      ("rm demo-v0.1-linux-x86_64.tar.gz", ["artefacts", "checksums"]),
      (
        "mv demo-v0.1-linux-x86_64.zip ../z; ln -s ../z demo-v0.1-linux-x86_64.zip",
        ["artefacts", "checksums"]
      ),
      ("echo more >extra", ["checksums"]),
      (
        "sed -i 's/PASSED/FAILED/' demo-v0.1.spdx.json; echo >>demo-v0.1.spdx.json",
        ["checksums", "documents"]
      ),
      ("sed -i 1d SHA256SUMS", ["checksums", "checksums-signature"]),
      ("echo >>SHA256SUMS", ["checksums", "checksums-signature"]),
      ("rm SHA256SUMS.asc", ["checksums-signature"]),
      (
        "rm SHA256SUMS.asc; gpg -u $bob -abo SHA256SUMS.asc SHA256SUMS", ["checksums-signature"]
      ),
      ("sed -i s/demo/dome/ release.json", ["manifest"]),
      (
        "printf x >>demo-v0.1-evidence.tar.gz", ["artefacts", "checksums"]
      ),
    ]
    for (script, checks) in changes {
      try project.tagScript("rm -rf d z; cp -r \(Self.folder) d; cd d; \(script)")
      let call = try project.release(
        "verify", "v0.1", "--artefacts", "d", exits: 6, "refused")
      #expect(failed(call) == checks, "\(script): \(call.text)")
    }
  }

  @Test func refusalsNameTheGate() throws {
    let project = try Project.readyForRelease()
    let untested = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(
      gates(untested) == ["suites": "refused", "artefacts": "later", "key": "later"])
    #expect(untested.errorCodes == ["release.suites"])
    #expect(untested.output.hasSuffix("refused: 1 gate refuses; there is no tag v0.1\n"))
    try project.perfkit("smoke")
    try project.write("# Other\n", to: "README.md")
    let dirty = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(gates(dirty)["clean-tree"] == "refused")
    try project.sh("git checkout -q README.md")
    let keys = [
      ("$bob", "is none of release/keys at v0.1 itself"), ("$twin1", "twin@example.org"),
      ("$expired", "expired"),
      ("$public", "secret"), ("nobody@example.org", "nobody@example.org"),
    ]
    for (key, words) in keys {
      try project.tagScript(
        """
        git config user.signingKey \(key)
        git config user.email \(key == "$bob" ? "bob" : "ada")@example.org
        """)
      let call = try project.release("cut", "v0.1", exits: 6, "refused")
      #expect(gates(call)["key"] == "refused", "\(key)")
      #expect(call.text.contains(words), "\(key): \(call.text)")
    }
    try project.sh("git config --unset user.signingKey")
    let none = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(none.text.contains("no OpenPGP key is named for signing, and perfkit guesses none"))
    #expect(try project.sh("git tag -l; ls .perfkit/release/v0.1") == "lock\n")
  }

  @Test func aLockedKeyNeedsItsPassphrase() throws {
    let project = try Project.readyForRelease(key: "$locked")
    try project.tagScript(
      """
      gpg --armor --export $locked >release/keys/locked.asc
      git config user.email locked@example.org; git add .; git commit -qm 'Add a signer'
      """)
    try project.perfkit("smoke")
    let locked = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(gates(locked)["key"] == "refused")
    #expect(locked.text.contains("--passphrase-fd"))
    try project.write("open sesame\n", to: "../x/secret")
    let cut = "'\(Project.perfkit)' release cut v0.1 --passphrase-fd"
    try project.tagScript("\(cut) 3 3<\"$MARKS/secret\"")
    try project.release("verify", "v0.1")
    let none = try project.release("cut", "v0.2", "--passphrase-fd", "9", exits: 6, "refused")
    #expect(gates(none)["changelog"] == "refused")
  }

  @Test func anAddressThatIsNotTheKeysIsRefused() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.sh("git config user.email eve@example.org")
    let call = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(gates(call) == ["key": "refused", "artefacts": "later"])
    #expect(call.text.contains("eve@example.org"))
  }

  @Test func otherBytesThanTheTestedOnesAreRefused() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.sh(
      """
      sed -i 's/"sha256": "[0-9a-f]\\{8\\}/"sha256": "00000000/' .perfkit/runs/*/run.json
      """)
    let call = try project.release("cut", "v0.1", exits: 6, "refused")
    #expect(gates(call) == ["artefacts": "refused"])
    #expect(call.text.contains("tested 00000000"))
    #expect(try project.sh("git tag -l") == "")
  }

  @Test func anOverrideIsTold() throws {
    let project = try Project.readyForRelease()
    let call = try project.release("cut", "v0.1", "--override", "suites=tested on the farm")
    #expect(gates(call) == ["suites": "overridden"])
    #expect(try project.read(".perfkit/release/v0.1/notes.md").contains("tested on the farm"))
    let verified = try project.release("verify", "v0.1")
    #expect(
      verified.text.contains("released in spite of the gate 'suites': tested on the farm"))
  }

  @Test func editedNotesAreKept() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.write("not a key\n", to: "../x/none")
    try project.release("cut", "v0.1")
    try project.sh(
      """
      git tag -d v0.1 >/dev/null
      sed -i '1i A word of my own.' .perfkit/release/v0.1/notes.md
      """)
    try project.release("cut", "v0.1")
    #expect(try project.read(".perfkit/release/v0.1/notes.md").hasPrefix("A word of my own.\n"))
    try project.release("verify", "v0.1")
  }

  @Test func killedAfterAnyStepItComesToTheSameEnd() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    let whole = try project.releaseContent("v0.1")
    for lines in 1...8 {
      try project.sh("git update-ref -d refs/tags/v0.1; rm -rf .perfkit/release")
      let child = try project.start(["release", "cut", "v0.1"], setting: Project.signing)
      let state = project.folder + "/.perfkit/release/v0.1/state.jsonl"
      while (contents(of: state) ?? "").count(where: { $0 == "\n" }) < lines, !child.hasEnded {
        usleep(200)
      }
      child.send(SIGKILL)
      _ = try child.wait()
      try project.sh("rm -rf \"$TMPDIR\"/perfkit.*")
      let status = try project.start(["release", "status", "v0.1"]).wait()
      #expect([0, 3].contains(status.status), "\(status.errors)")
      try project.release("cut", "v0.1")
      #expect(try project.releaseContent("v0.1") == whole, "killed after step \(lines)")
      try project.release("verify", "v0.1")
    }
  }

  @Test func ofManyAtOnceOneCuts() throws {
    let project = try Project.readyForRelease()
    try project.perfkit("smoke")
    let children = try (0..<8).map { _ in
      try project.start(["release", "cut", "v0.1"], setting: Project.signing)
    }
    let ends = try children.map { try $0.wait() }
    #expect(ends.allSatisfy { $0.status == 0 }, "\(ends.map(\.errors))")
    #expect(ends.count { $0.output.contains("\ncut: ") } == 1)
    #expect(ends.count { $0.output.contains("already done: ") } == 7)
    #expect(try project.sh("git tag -l") == "v0.1\n")
    try project.release("verify", "v0.1")
  }

  @Test func theStatusTellsWhatIsNext() throws {
    let project = try Project.readyForRelease()
    let none = try project.perfkit("release", "status", "v0.1", exits: 3, "missing")
    #expect(none.document["next"]?.text == "planned")
    #expect(none.output.contains("not begun"))
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    let done = try project.perfkit("release", "status", "v0.1")
    #expect(done.document["next"] == .null)
    try project.sh("sed -i '$d' .perfkit/release/v0.1/state.jsonl")
    let open = try project.perfkit("release", "status", "v0.1", exits: 3, "missing")
    #expect(open.document["next"]?.text == "tag-verified")
    #expect(open.output.contains("interrupted; `perfkit release cut v0.1` goes on"))
  }
}
