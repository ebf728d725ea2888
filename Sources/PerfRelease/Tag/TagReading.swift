public import PerfSigning

/// What is examined of a tag, in this order.
public enum TagCheck: String, Sendable, Hashable, CaseIterable {
  /// The ref exists and names a tag object.
  case ref
  /// The four header lines, once each, and nothing else.
  case headers
  /// The object's own name is the ref's.
  case name
  /// The target is a commit that is here.
  case target
  /// The tagger's line is well formed, and not of the future.
  case tagger
  /// The message is plain text.
  case message
  /// perfkit's trailers are whole and name the commit's tree.
  case trailers
  /// Exactly one signature, at the very end.
  case signature
  /// The signature is of exact bytes; an SSH signature is for git.
  case signatureClass = "signature-class"
  /// The digest of the signature is SHA-256 or stronger.
  case signatureDigest = "signature-digest"
  /// The signature is by its key over these bytes.
  case signatureValid = "signature-valid"
  /// The key is one of those that may sign.
  case signer
  /// The key was valid when it signed, and is not revoked.
  case key
  /// The tagger's address is one of the key's.
  case identity
}

/// Something in the bytes of a tag that must not be so.
public struct TagFault: Sendable, Hashable {
  /// Which check it fails.
  public var check: TagCheck
  /// The line of the object, from 1.
  public var line: Int
  /// What is wrong, as the end of a sentence about the line.
  public var reason: String
}

/// The bytes of a tag object, taken apart.
public struct TagReading: Sendable, Hashable {
  /// The name of the tagged object.
  public internal(set) var object: String?
  /// The kind of the tagged object, such as `commit`.
  public internal(set) var kind: String?
  /// The tag's own name.
  public internal(set) var name: String?
  /// Who made it, when.
  public internal(set) var tagger: Tagger?
  /// The message with its trailers.
  public internal(set) var message: String?
  /// perfkit's trailers; nil where there are none.
  public internal(set) var trailers: TagTrailers?
  /// The bytes that are signed.
  public internal(set) var payload: [UInt8] = []
  /// The one signature; nil where there is none or not exactly one.
  public internal(set) var signature: TagSignature?
  /// What is wrong, in the order of the bytes.
  public internal(set) var faults: [TagFault] = []
}

/// The signature at the end of a tag, read without any program.
public struct TagSignature: Sendable, Hashable {
  /// What kind it is.
  public var kind: SignatureKind
  /// Its bytes, from the first line of the armour to the last.
  public var armored: [UInt8]
}
