/// Why bytes are no signature that perfkit reads.
public enum SignatureFault: Error, Sendable, Hashable {
  /// A line of the armour is not as it must be; counted from 1.
  case armor(line: Int, reason: String)
  /// The bytes within the armour are not as they must be.
  case content(offset: Int, reason: String)

  /// What is wrong, as a sentence without a full stop.
  public var text: String {
    switch self {
    case .armor(let line, let reason): "line \(line) of the signature \(reason)"
    case .content(let offset, let reason): "byte \(offset) of the signature \(reason)"
    }
  }
}
