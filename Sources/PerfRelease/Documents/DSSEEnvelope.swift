public import PerfJSON
public import PerfResults

/// A signed payload in the form of DSSE v1, the Dead Simple Signing Envelope.
public struct DSSEEnvelope: Sendable, Hashable {
  /// One signature.
  public struct Signature: Sendable, Hashable {
    /// A hint which key made it; it decides nothing.
    public var keyID: String
    /// The signature's bytes.
    public var bytes: [UInt8]

    /// Makes a signature.
    public init(keyID: String, bytes: [UInt8]) {
      self.keyID = keyID
      self.bytes = bytes
    }
  }

  /// The type of in-toto statements.
  public static let statementType = "application/vnd.in-toto+json"

  /// What the payload is.
  public var payloadType: String
  /// The payload.
  public var payload: [UInt8]
  /// The signatures; at least one.
  public var signatures: [Signature]

  /// Signs an in-toto statement; `sign` is given the bytes to sign.
  public init<Failure>(
    signing statement: JSON, _ sign: ([UInt8]) throws(Failure) -> Signature
  ) throws(Failure) {
    payloadType = Self.statementType
    payload = Array(statement.document.utf8)
    signatures = [try sign(Self.signedBytes(type: payloadType, payload: payload))]
  }

  /// The bytes that the signatures are made over (the pre-authentication encoding).
  public var signedBytes: [UInt8] { Self.signedBytes(type: payloadType, payload: payload) }

  /// `DSSEv1`, the type and the payload, each with its length in bytes, joined by blanks.
  public static func signedBytes(type: String, payload: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
  }

  /// The envelope.
  public var json: JSON {
    .object([
      ("payload", .string(Base64.encoded(payload))), ("payloadType", .string(payloadType)),
      (
        "signatures",
        .array(
          signatures.map { signature in
            .object([
              ("keyid", .string(signature.keyID)),
              ("sig", .string(Base64.encoded(signature.bytes))),
            ])
          })
      ),
    ])
  }

  /// Reads an envelope; the signatures are not checked.
  public init(_ json: JSON) throws(DocumentError) {
    let reader = DocumentReader(json)
    payloadType = try reader.string("payloadType")
    payload = try Self.bytes("payload", of: reader)
    signatures = []
    for entry in try reader.array("signatures") {
      signatures.append(
        Signature(
          keyID: entry.optionalString("keyid") ?? "", bytes: try Self.bytes("sig", of: entry)))
    }
    guard !signatures.isEmpty else {
      throw DocumentError(member: "signatures", expected: "at least one signature")
    }
  }

  private static func bytes(
    _ name: String, of reader: DocumentReader
  ) throws(DocumentError) -> [UInt8] {
    guard let bytes = Base64.decoded(try reader.string(name)) else {
      throw DocumentError(
        member: reader.path.isEmpty ? name : reader.path + "." + name, expected: "base64")
    }
    return bytes
  }
}
