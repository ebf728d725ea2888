import PerfRelease
import PerfSigning
import Testing

@Suite struct TagParserTests {
  private static let commit = String(repeating: "12", count: 20)
  private static let digest = String(repeating: "ab", count: 32)
  private static let headers = """
    object \(commit)
    type commit
    tag v1
    tagger Ada <ada@example.org> 1700000000 +0000

    """
  /// Of no key, but whole: one packet of version 4, class 0, SHA-512.
  private static let signature = """
    -----BEGIN PGP SIGNATURE-----

    wgcEABYKAAAA
    -----END PGP SIGNATURE-----

    """
  private static let ssh = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"

  private func faults(_ text: String) -> [String] {
    TagParser.read(Array(text.utf8)).faults.map { "\($0.check.rawValue) \($0.line)" }
  }

  @Test func aWholeTagIsTakenApart() {
    let message = """
      Title

      Text

      Perfkit-Manifest-SHA256: \(Self.digest)
      Perfkit-Tree: \(Self.commit)
      Perfkit-Evidence: sha256:\(Self.digest)

      """
    let reading = TagParser.read(Array((Self.headers + "\n" + message + Self.signature).utf8))
    #expect(reading.faults == [])
    #expect(reading.object == Self.commit)
    #expect(reading.kind == "commit")
    #expect(reading.name == "v1")
    #expect(reading.tagger?.line == "Ada <ada@example.org> 1700000000 +0000")
    #expect(reading.message == message)
    #expect(
      reading.trailers
        == TagTrailers(manifest: Self.digest, tree: Self.commit, evidence: [Self.digest]))
    #expect(String(decoding: reading.payload, as: UTF8.self) == Self.headers + "\n" + message)
    #expect(reading.signature?.armored == Array(Self.signature.utf8))
    #expect(reading.signature?.kind == .openPGP)
  }

  @Test func everyWrongHeaderIsNamed() {
    let body = "\nText\n" + Self.signature
    func changed(_ old: String, _ new: String) -> String {
      Self.headers.replacing(old, with: new) + body
    }
    let cases: [(String, [String])] = [
      (Self.headers + body, []), ("", ["headers 1"]), ("\n", ["headers 1"]),
      (Self.headers, ["headers 5"]),
      (changed("object ", "Object "), ["headers 1"]),
      (changed("object 12", "object 1"), ["headers 1"]),
      (changed("object 12", "object G2"), ["headers 1"]),
      (changed("type commit", "type commits"), ["headers 2"]),
      (changed("type commit\n", ""), ["headers 2"]),
      (changed("type commit\ntag v1", "tag v1\ntype commit"), ["headers 2"]),
      (changed("tag v1", "tag v1\ntag v2"), ["headers 4"]),
      (changed("tag v1", "tag a b"), ["name 3"]), (changed("tag v1", "tag -x"), ["name 3"]),
      (changed("tag v1", "tag v1\r"), ["headers 3"]),
      (changed("tag v1", "tag v1\0"), ["headers 3"]),
      (changed("tagger Ada", "tagger <x> Ada"), ["tagger 4"]),
      (changed("tagger Ada ", "tagger Ada"), ["tagger 4"]),
      (changed("1700000000", "01700000000"), ["tagger 4"]),
      (changed("1700000000", "99999999999999999999"), ["tagger 4"]),
      (changed("+0000", "+0000 x"), ["tagger 4"]), (changed("+0000", "UTC"), ["tagger 4"]),
      (changed("+0000", "+0000\ngpgsig x"), ["headers 5"]),
      (changed("+0000", "+0000\ngpgsig-sha256 -----BEGIN PGP SIGNATURE-----\n "), ["headers 5"]),
      (changed("+0000", "+0000\n "), ["headers 5"]),
      (changed("tagger Ada <ada@example.org> 1700000000 +0000\n", ""), ["headers 4"]),
      (changed("type commit", "type tree"), []),
    ]
    for (text, expected) in cases { #expect(faults(text) == expected, "\(text)") }
  }

  @Test func everyWrongBodyIsNamed() {
    let start = Self.headers + "\n"
    let trailer = "Perfkit-Manifest-SHA256: \(Self.digest)\nPerfkit-Tree: \(Self.commit)\n"
    let cases: [(String, [String])] = [
      ("Text\n", ["signature 7"]),
      ("Text\n" + Self.signature + "more\n", ["signature 11"]),
      ("Text\n" + Self.signature + "\n", ["signature 11"]),
      ("Text\n" + String(Self.signature.dropLast()), ["signature 10"]),
      ("Text\n" + Self.signature + "\nText\n" + Self.signature, ["signature 13"]),
      (Self.signature + Self.signature, ["signature 10"]),
      (Self.ssh + "Text\n" + Self.signature, ["signature 10"]),
      ("Text\n" + Self.signature.replacing("-----END", with: "----END"), ["signature 7"]),
      ("Text\n" + Self.signature.replacing("wgcE", with: "wgcJ"), ["signature 7"]),
      ("Text\n" + Self.ssh, ["signature 7"]),
      ("Text\n-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n", ["signature 7"]),
      (
        "Text\n-----BEGIN SIGNED MESSAGE-----\nAAAA\n-----END SIGNED MESSAGE-----\n",
        ["signature 7"]
      ),
      ("Text\n" + Self.signature.replacing("wgcEABYK", with: "wgcEARYK"), ["signature-class 7"]),
      ("Text\n" + Self.signature.replacing("wgcEABYK", with: "wgcEABYC"), ["signature-digest 7"]),
      ("Te\0xt\n" + Self.signature, ["message 6"]), ("Text\r\n" + Self.signature, ["message 6"]),
      ("Te\u{1B}[2Jxt\n" + Self.signature, ["message 6"]),
      (trailer + Self.signature, ["trailers 7"]),
      ("Text\n\n" + trailer + "more\n" + Self.signature, ["trailers 10"]),
      ("Text\n\n" + trailer + trailer + Self.signature, ["trailers 11"]),
      ("Text\n\nPerfkit-Tree: \(Self.commit)\n" + Self.signature, ["trailers 8"]),
      ("Text\n\n" + trailer.lowercased() + Self.signature, ["trailers 9"]),
      (
        "Text\n\n" + trailer.replacing("SHA256: ab", with: "SHA256: AB") + Self.signature,
        ["trailers 9"]
      ),
      ("Text\n\n" + trailer + Self.signature, []), (Self.signature, []),
    ]
    for (text, expected) in cases { #expect(faults(start + text) == expected, "\(text)") }
    var bytes = Array((start + "Text ").utf8)
    bytes += [0xFF, 10]
    bytes += Array(Self.signature.utf8)
    #expect(TagParser.read(bytes).faults.map(\.check) == [.message])
  }
}
