import PerfJSON
import SigningFixture
import Testing

/// Tags that must not count, each a real object in a real repository.
@Suite struct TagForgeryTests {
  /// A tag called `forged`, made by a script, and the checks that it fails.
  struct Forgery: Sendable {
    let what: String
    let script: String
    let checks: [String]
    /// Whether `git verify-tag` finds nothing wrong with it.
    let fooledGit: Bool

    init(_ what: String, _ script: String, _ checks: String..., fooledGit: Bool = false) {
      (self.what, self.script) = (what, script)
      (self.checks, self.fooledGit) = (checks, fooledGit)
    }
  }

  static let forgeries: [Forgery] = [
    // F11
    Forgery(
      "text after the signature", "text forged >p; (sign p; echo unsigned) | store forged",
      "signature", fooledGit: true),
    Forgery(
      "text after an SSH signature", "text forged >p; (sshsign p; echo unsigned) | store forged",
      "signature", fooledGit: true),
    Forgery(
      "an empty line after the signature", "text forged >p; (sign p; echo) | store forged",
      "signature", fooledGit: true),
    // F12
    Forgery(
      "another tag's object", "text v1 >p; sign p | store forged", "name", fooledGit: true),
    Forgery(
      "a name that only looks the same",
      "text forge\u{301}d >p; sign p | store forged", "name",
      fooledGit: true),
    // F13
    Forgery(
      "two signatures", "text forged >p; (sign p; signature p) | store forged", "signature"),
    Forgery(
      "two signatures in one block",
      "text forged >p; (cat p; gpg -u $ada -u $bob -bao - p) | store forged", "signature",
      "signature-valid"),
    Forgery(
      "a signature in the middle",
      "text forged >p; (sign p; echo More) >q; sign q | store forged", "signature",
      fooledGit: true),
    Forgery(
      "a mark of a signature in the message",
      "(text forged; echo '-----BEGIN SSH SIGNATURE-----') >p; sign p | store forged",
      "signature", fooledGit: true),
    // F14
    Forgery(
      "a tag of a tag", "text forged tag $(git rev-parse v0) >p; sign p | store forged", "target",
      fooledGit: true),
    Forgery(
      "a tag of a tree", "text forged tree $(git rev-parse HEAD^{tree}) >p; sign p | store forged",
      "target", "signature-valid", "signer", fooledGit: true),
    Forgery(
      "a tag of a blob", "text forged blob $(git rev-parse HEAD:a) >p; sign p | store forged",
      "target", "signature-valid", "signer", fooledGit: true),
    Forgery(
      "a tree said to be a commit",
      "text forged commit $(git rev-parse HEAD^{tree}) >p; sign p | store forged", "target",
      "signature-valid", "signer",
      fooledGit: true),
    Forgery(
      "a commit that is not here",
      "text forged commit $(printf '%040d' 7) >p; sign p | store forged", "target",
      "signature-valid", "signer",
      fooledGit: true),
    // F15
    Forgery(
      "a signature of text", "text forged >p; sign p --textmode | store forged",
      "signature-class", fooledGit: true),
    Forgery(
      "a signature of text with line ends changed",
      """
      text forged >p; sed 's/^Text/&\\r/' p >q
      (cat q; signature p --textmode) | store forged
      """, "signature-class", "message", fooledGit: true),
    // F16
    Forgery(
      "a SHA-1 digest", "text forged >p; sign p --digest-algo SHA1 | store forged",
      "signature-digest", fooledGit: true),
    // Other objects than a signed, annotated tag
    Forgery("a lightweight tag", "git tag forged", "ref"),
    Forgery(
      "a symbolic ref",
      "text v1 >p; sign p | store v1; git symbolic-ref refs/tags/forged refs/tags/v1",
      "ref", fooledGit: true),
    Forgery("an unsigned tag", "text forged | store forged", "signature"),
    Forgery("no tag", "true", "ref"),
    Forgery(
      "changed bytes", "text forged >p; sign p | sed 's/^Text/Test/' | store forged",
      "signature-valid"),
    // Headers that readers take in different ways
    Forgery(
      "two names", "text forged | sed 's/^tag .*/&\\ntag other/' >p; sign p | store forged",
      "headers", fooledGit: true),
    Forgery(
      "a header of commits",
      "text forged | sed 's/^tagger .*/&\\ngpgsig x/' >p; sign p | store forged", "headers"),
    Forgery(
      "no tagger", "text forged | sed '/^tagger/d' >p; sign p | store forged", "headers"),
    Forgery(
      "two addresses",
      "text forged | sed 's/^tagger .*/tagger A <eve@x> <ada@example.org> 1 +0000/' >p; sign p | store forged",
      "tagger", fooledGit: true),
    Forgery(
      "a date to come", "now=4200000000; text forged >p; sign p | store forged", "tagger",
      fooledGit: true),
    Forgery(
      "a NUL in the message", "(text forged; printf 'a\\0b\\n') >p; sign p | store forged",
      "message", fooledGit: true),
    Forgery(
      "a terminal's escape sequence",
      "(text forged; printf '\\033[2Ja\\n') >p; sign p | store forged", "message",
      fooledGit: true),
    // Keys
    Forgery(
      "a key that nobody named", "key=$bob; text forged >p; sign p | store forged",
      "signature-valid", "signer", fooledGit: true),
    Forgery(
      "an SSH key that nobody named", "key=bob; text forged >p; sshsign p | store forged",
      "signer"),
    Forgery(
      "an SSH signature of a file", "use=file; text forged >p; sshsign p | store forged",
      "signature-class", "signature-valid"),
    Forgery(
      "another tagger", "text forged | sed 's/ada@/eve@/' >p; sign p | store forged", "identity",
      fooledGit: true),
    // perfkit's own trailers
    Forgery(
      "another tree in the trailers",
      """
      (text forged; printf '\\nPerfkit-Manifest-SHA256: %064d\\nPerfkit-Tree: %040d\\n' 1 2) >p
      sign p | store forged
      """, "trailers", fooledGit: true),
    Forgery(
      "a second manifest in the trailers",
      """
      (text forged; echo
      for number in 1 2; do
        printf 'Perfkit-Manifest-SHA256: %064d\\nPerfkit-Tree: %s\\n' $number $(git rev-parse HEAD^{tree})
      done) >p; sign p | store forged
      """, "trailers", fooledGit: true),
  ]

  @Test func everyForgeryIsRefusedByItsName() throws {
    let project = try Project.withPinnedKeys()
    for forgery in Self.forgeries {
      try project.tagScript(
        "git symbolic-ref -q -d refs/tags/forged || git update-ref -d refs/tags/forged\n"
          + forgery.script)
      let call = try project.verify("forged", exits: 6, "refused")
      let failed = (call.document["checks"]?.elements ?? []).filter {
        $0["status"]?.text == "failed"
      }.compactMap { $0["check"]?.text }
      #expect(Set(failed) == Set(forgery.checks), "\(forgery.what): \(call.text)")
      #expect(call.errorCodes == failed.map { "tag." + $0 })
      #expect(call.output.contains("refused: tag forged: \(failed.joined(separator: ", "))"))
      let accepted = try project.tagScript(
        "git -c gpg.ssh.allowedSignersFile=release/keys/allowed_signers verify-tag forged >&2 && echo yes || echo no"
      )
      #expect((accepted == "yes\n") == forgery.fooledGit, "\(forgery.what): git said \(accepted)")
    }
  }

  @Test func keysOfTheWrongTimeAreRefused() throws {
    let project = try Project.withPinnedKeys()
    try project.tagScript(
      """
      git tag -d v0 >/dev/null; text t >p; sed 's/ada@/expired@/' p >q
      export key=$expired; sign q --faked-system-time 20200601T000000 | store t
      gpg --armor --export $expired >release/keys/expired.asc
      git add .; git commit -qm Keys; git tag -a -m x v0
      """)
    try project.tagScript("git update-ref refs/tags/after $(git rev-parse t)")
    let good = try project.verify("t", "--keys-at", "v0", exits: 0, "warn")
    #expect(good.text.contains("warning: the key has expired since it signed, on 2020-12-31T"))
    try project.verify("t", "--keys-at", "v0", "--strict", exits: 2, "fail")
  }
}
