import PerfRelease
import SigningFixture
import Testing

@Suite struct TagObjectTests {
  private static let commit = String(repeating: "12", count: 20)
  private static let digest = String(repeating: "ab", count: 32)

  private func object(
    name: String = "v1", commit: String = Self.commit,
    tagger: (String, String, Int, String) = (
      "Ada", "ada@example.org", 1_700_000_000, "+0000"
    ),
    message: String = "Text", manifest: String = Self.digest
  ) throws(TagError) -> TagObject {
    try TagObject(
      name: name, commit: commit,
      tagger: Tagger(name: tagger.0, email: tagger.1, time: tagger.2, zone: tagger.3),
      message: message,
      trailers: TagTrailers(manifest: manifest, tree: Self.commit, evidence: [Self.digest]))
  }

  @Test func theBytesAreExact() throws {
    let message = "\n\n  perfkit v1 \t\n# Heading\n\n\n\n- é, list\t\n\n"
    let text = """
      object \(Self.commit)
      type commit
      tag v0.9-beta
      tagger Zoë B. <zoe@example.org> 1700000000 -0130

        perfkit v1
      # Heading

      - é, list

      Perfkit-Manifest-SHA256: \(Self.digest)
      Perfkit-Tree: \(Self.commit)
      Perfkit-Evidence: sha256:\(Self.digest)

      """
    let tag = try object(
      name: "v0.9-beta", tagger: ("Zoë B.", "zoe@example.org", 1_700_000_000, "-0130"),
      message: message)
    #expect(String(decoding: tag.payload, as: UTF8.self) == text)
    let reading = TagParser.read(tag.payload)
    #expect(reading.faults.map(\.check) == [.signature], "an unsigned tag")
    #expect(reading.trailers?.manifest == Self.digest)
    #expect(reading.tagger == tag.tagger)
    #expect(reading.name == "v0.9-beta")
  }

  @Test(arguments: [
    "", "-x", "HEAD", "@", "a..b", "x.lock", "a/.b", ".x", "x.", "a//b", "/a", "a/", "a@{b", "a b",
    "a~1", "a^", "a:b", "a?", "a*", "a[", "a\\b", "a\nb", "a\0", "a\u{7F}", "a\u{202E}b",
    "a.lock/b",
  ])
  func namesThatGitRefuses(_ name: String) throws {
    do {
      _ = try object(name: name)
      Issue.record("accepted")
    } catch .name(let shown, let fault) {
      #expect(shown == name)
      #expect(!fault.isEmpty)
    }
    guard !name.utf8.contains(0), name != "HEAD", name != "@", !name.hasPrefix("-"),
      !name.contains("\u{202E}")
    else { return }
    let quoted = name.replacing("'", with: "'\\''")
    #expect(
      try ScriptFolder().run("git check-ref-format 'refs/tags/\(quoted)' && echo yes || echo no")
        == "no\n")
  }

  @Test func namesThatGitAccepts() throws {
    let names = ["v1", "v0.9-beta", "a/b", "1", "v1.0+build", "x@y", "é", "$(id)", "a-", "head"]
    for name in names {
      #expect(try object(name: name).name == name)
      #expect(
        try ScriptFolder().run("git check-ref-format 'refs/tags/\(name)' && echo yes") == "yes\n",
        "\(name)")
    }
  }

  @Test func taggersThatWouldForgeALine() throws {
    let wrong: [((String, String, Int, String), String)] = [
      (("", "a@b", 1, "+0000"), "its name is empty"),
      (("A", "", 1, "+0000"), "its e-mail address is empty"),
      (("A\ntagger Root", "a@b", 1, "+0000"), "its name holds U+000A"),
      (("A", "a@b\n", 1, "+0000"), "its e-mail address holds U+000A"),
      (("A\0", "a@b", 1, "+0000"), "its name holds U+0000"),
      (("A <root@x>", "a@b", 1, "+0000"), "its name holds < or >"),
      (("A", "a@b<\u{301}", 1, "+0000"), "its e-mail address holds < or >"),
      (("A ", "a@b", 1, "+0000"), "its name begins or ends with a blank"),
      (("A", "a b", 1, "+0000"), "its e-mail address holds a blank"),
      (("A", "a@b", -1, "+0000"), "its time -1 is not between 1970 and 2106"),
      (("A", "a@b", 4_294_967_296, "+0000"), "its time 4294967296 is not between"),
      (("A", "a@b", 1, "0000"), "its time zone '0000' is not"),
      (("A", "a@b", 1, "+0060"), "its time zone '+0060' is not"),
      (("A", "a@b", 1, "+1500"), "its time zone '+1500' is not"),
    ]
    for (tagger, reason) in wrong {
      do {
        _ = try object(tagger: tagger)
        Issue.record("accepted \(tagger)")
      } catch {
        #expect(error.description.contains(reason), "\(error)")
      }
    }
  }

  @Test func messagesThatWouldBeReadOtherwise() throws {
    let wrong = [
      ("a\n-----BEGIN PGP SIGNATURE-----\nb", "line 2 of the tag's message would be taken for the"),
      ("-----BEGIN SSH SIGNATURE-----x", "line 1 of the tag's message would be taken for the"),
      ("a\n\nPerfkit-Tree: 1", "line 3 of the tag's message would be taken for one of perfkit's"),
      ("a\nperfkit-anything", "line 2 of the tag's message would be taken for one of perfkit's"),
      ("a\0b", "line 1 of the tag's message holds U+0000"), ("a\r\nb", "holds U+000D"),
      ("\u{1B}[2J", "holds U+001B"), ("a\u{202E}b", "holds U+202E"), (" \n\t\n", "it is empty"),
    ]
    for (message, reason) in wrong {
      do {
        _ = try object(message: message)
        Issue.record("accepted \(message)")
      } catch {
        #expect(error.description.contains(reason), "\(error)")
      }
    }
    _ = try object(message: "see -----BEGIN PGP SIGNATURE-----\n -----BEGIN SSH SIGNATURE-----")
  }

  @Test func targetsAndDigestsThatAreNone() {
    for commit in ["", "HEAD", String(repeating: "A", count: 40), Self.commit + "0"] {
      #expect(throws: TagError.target(commit)) { _ = try object(commit: commit) }
    }
    for digest in ["", "x", Self.digest.uppercased(), Self.commit] {
      #expect(throws: TagError.trailer("Perfkit-Manifest-SHA256", value: digest)) {
        _ = try object(manifest: digest)
      }
    }
  }
}
