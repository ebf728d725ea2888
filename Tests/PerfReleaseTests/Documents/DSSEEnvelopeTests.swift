import PerfJSON
import PerfRelease
import PerfResults
import Testing

@Suite struct DSSEEnvelopeTests {
  /// The vector of the protocol's own text.
  @Test func theSignedBytes() {
    let bytes = DSSEEnvelope.signedBytes(
      type: "http://example.com/HelloWorld", payload: Array("hello world".utf8))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
    #expect(DSSEEnvelope.signedBytes(type: "é", payload: []) == Array("DSSEv1 2 é 0 ".utf8))
  }

  @Test func whatIsSignedIsWhatIsRead() throws {
    let statement = JSON.object([JSON.Member("_type", .string("x"))])
    var signed: [UInt8] = []
    let envelope = DSSEEnvelope(signing: statement) { bytes in
      signed = bytes
      return DSSEEnvelope.Signature(keyID: "k", bytes: [1, 2, 3, 0xFF])
    }
    #expect(signed == envelope.signedBytes)
    #expect(envelope.payload == Array(statement.document.utf8))
    #expect(try DSSEEnvelope(try JSON.parse(Array(envelope.json.line.utf8))) == envelope)
  }

  private struct Refused: Error {}

  @Test func aKeyThatFailsLeavesNoEnvelope() {
    #expect(throws: Refused.self) {
      try DSSEEnvelope(signing: .null) { _ throws(Refused) in throw Refused() }
    }
  }

  private static func envelope(_ payload: String, _ signatures: String) throws -> DSSEEnvelope {
    try DSSEEnvelope(
      try JSON.parse(
        Array(#"{"payload":"\#(payload)","payloadType":"t","signatures":\#(signatures)}"#.utf8)))
  }

  /// RFC 4648, section 10, and the letters that differ in the URL-safe form.
  @Test(
    arguments: [
      ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
      ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("Zm8", "fo"), ("fn5-fn5_", "~~~~~\u{7F}"),
      ("fn5+fn5/", "~~~~~\u{7F}"),
    ])
  func base64(_ text: String, _ bytes: String) throws {
    let envelope = try Self.envelope(text, #"[{"sig":"AA=="}]"#)
    #expect(envelope.payload == Array(bytes.utf8))
    #expect(envelope.signatures == [DSSEEnvelope.Signature(keyID: "", bytes: [0])])
  }

  @Test(arguments: ["A", "A===", "Zg=", "Zh==", "Z g=", "Zm9v=", "====", "Zm9v\\n", "Zé=="])
  func whatIsNotBase64(_ text: String) {
    #expect(throws: DocumentError(member: "payload", expected: "base64")) {
      try Self.envelope(text, #"[{"sig":"AA=="}]"#)
    }
  }

  @Test func signaturesMustBeThere() {
    #expect(throws: DocumentError(member: "signatures", expected: "at least one signature")) {
      try Self.envelope("", "[]")
    }
    #expect(throws: DocumentError(member: "signatures[0].sig", expected: "base64")) {
      try Self.envelope("", #"[{"sig":"*"}]"#)
    }
  }
}
