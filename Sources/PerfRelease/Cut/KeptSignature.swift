internal import PerfFiles
public import PerfSigning

/// Signs a tag once: what was signed is kept in a file, so that a release which was interrupted
/// goes on with the same bytes.
public struct KeptSignature: TagSigner {
  private let signer: any TagSigner
  private let file: String

  /// Keeps the signatures of `signer` in `file`, behind the bytes they are over.
  public init(_ signer: any TagSigner, in file: String) {
    self.signer = signer
    self.file = file
  }

  /// The kind of its signatures.
  public var kind: SignatureKind { signer.kind }
  /// The key it signs with.
  public var key: SigningKey { signer.key }

  /// The kept signature, if it is over these bytes; else a new one.
  public func sign(
    _ bytes: [UInt8], as content: SignedContent
  ) throws(SigningError) -> DetachedSignature {
    if let kept = try? File.read(file, limit: 1 << 20), kept.count > bytes.count,
      kept.starts(with: bytes)
    {
      return DetachedSignature(
        kind: kind, armored: Array(kept[bytes.count...]), fingerprint: key.fingerprint)
    }
    let signature = try signer.sign(bytes, as: content)
    do throws(FileError) {
      try File.write(bytes + signature.armored, to: file)
    } catch {
      throw .failed(operation: "keep the signature", reason: error.reason)
    }
    return signature
  }
}
