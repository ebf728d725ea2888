import PerfSigning
import SigningFixture
import Testing

@Suite struct SignatureReaderTests {
  private let keyring = Keyring.shared

  private func gpg(_ options: String) throws -> [UInt8] {
    let shell = ScriptFolder("export GNUPGHOME='\(keyring.home)'")
    return Array(
      try shell.run("echo text | gpg -q --batch -u \(keyring["ada"]) \(options) -ba").utf8)
  }

  @Test func classAndDigestAreRead() throws {
    let usual = try OpenPGPSignature(armored: gpg(""))
    #expect(usual.packets.count == 1)
    #expect(usual.packets.first?.version == 4)
    #expect(usual.weakness == nil)
    let text = try OpenPGPSignature(armored: gpg("--textmode"))
    #expect(text.packets.first?.signatureClass == 1)
    #expect(text.weakness == "it signs text, whose line ends may change (class 0x01)")
    let weak = try OpenPGPSignature(armored: gpg("--digest-algo SHA1"))
    #expect(weak.packets.first?.hashAlgorithm == 2)
    #expect(weak.weakness == "its digest is SHA-1, which is too weak")
    let two = try OpenPGPSignature(armored: gpg("-u \(keyring["bob"])"))
    #expect(two.weakness == "it consists of 2 signatures")
    #expect(try OpenPGPSignature(armored: gpg("--comment 'by hand' --emit-version")) == usual)
  }

  @Test func whatIsNoSignatureIsRefused() throws {
    let usual = String(decoding: try gpg(""), as: UTF8.self)
    let lines = usual.split(separator: "\n", omittingEmptySubsequences: false)
    let body = String(lines[2])
    let cases: [(String, String)] = [
      ("", "is not '-----BEGIN PGP SIGNATURE-----'"), (String(usual.dropLast()), "has no line end"),
      (usual + "more\n", "is not '-----END PGP SIGNATURE-----'"),
      ("x" + usual, "is not '-----BEGIN PGP SIGNATURE-----'"),
      (usual.replacing("\n\n", with: "\nHidden: text\n\n"), "is not a header that is known"),
      (usual.replacing("\n\n", with: "\n"), "is not a header that is known"),
      (usual.replacing(body, with: ""), "is not a line of base64"),
      (usual.replacing(body, with: body + "="), "is not base64"),
      (usual.replacing(body, with: String(body.reversed())), "follows bytes of another checksum"),
      (usual.replacing("\n", with: "\r\n"), "is not '-----BEGIN PGP SIGNATURE-----'"),
    ]
    for (text, reason) in cases {
      do {
        _ = try OpenPGPSignature(armored: Array(text.utf8))
        Issue.record("accepted: \(text)")
      } catch {
        #expect(error.text.contains(reason), "\(error.text) for \(text)")
      }
    }
  }

  @Test func packetsAreReadToTheEnd() throws {
    func armored(_ packets: [UInt8]) -> [UInt8] {
      let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
      var text = OpenPGPSignature.begin + "\n\n"
      for start in stride(from: 0, to: packets.count, by: 3) {
        let group = packets[start..<min(start + 3, packets.count)]
        let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for place in 0..<4 {
          text += place <= group.count ? String(alphabet[number >> (18 - 6 * place) & 63]) : "="
        }
      }
      return Array((text + "\n" + OpenPGPSignature.end + "\n").utf8)
    }
    let body: [UInt8] = [4, 0, 22, 10, 0, 0, 0]
    #expect(try OpenPGPSignature(armored: armored([0xC2, 7] + body)).weakness == nil)
    #expect(try OpenPGPSignature(armored: armored([0x88, 7] + body)).weakness == nil)
    #expect(
      try OpenPGPSignature(armored: armored([0x88, 7] + body + [0xC2, 7] + body)).packets.count
        == 2)
    let faults: [([UInt8], String)] = [
      ([0xC2, 7] + body + [0xCB, 1, 0x62], "begins a packet of kind 11, no signature"),
      ([0xC2, 8] + body, "longer than the rest"), ([0x8B] + body, "without a length"),
      ([0xC2, 0xE1] + body, "a length in parts"), ([0x02, 7] + body, "begins no packet"),
      ([0xC2, 2, 4, 0], "torn or of unknown version"), ([0xC2], "is missing"),
      ([0xC2, 7, 9] + body.dropFirst(), "torn or of unknown version"),
    ]
    for (packets, reason) in faults {
      do {
        _ = try OpenPGPSignature(armored: armored(packets))
        Issue.record("accepted: \(packets)")
      } catch {
        #expect(error.text.contains(reason), "\(error.text)")
      }
    }
  }
}
