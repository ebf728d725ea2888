internal import Glibc

extension CryptoError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .libraryMissing(_, let reason): "OpenSSL's libcrypto could not be loaded: \(reason)"
    case .operation(let name): "OpenSSL's \(name) failed"
    case .unreadable(let path, let number):
      "cannot read \(path): \(String(cString: strerror(number)))"
    }
  }

  /// What the user can do about it, or nil.
  public var hint: String? {
    guard case .libraryMissing(let package, _) = self else { return nil }
    return "apt-get install \(package)"
  }
}
