public import PerfGit

/// Whose signatures count, and where that is written.
public struct TagTrust: Sendable, Hashable {
  /// Public OpenPGP keys, each file's bytes.
  public var publicKeys: [[UInt8]]
  /// The fingerprints that count: of OpenPGP keys 40 upper-case digits, of SSH keys `SHA256:…`.
  public var fingerprints: [String]
  /// Whether every key in `publicKeys` counts.
  public var trustsPublicKeys: Bool
  /// SSH keys in the format of ssh-keygen's allowed signers.
  public var allowedSigners: [UInt8]
  /// Where all that comes from, such as `release/keys at v0.8`.
  public var origin: String
  /// What a person should know of that, though the signer counts.
  public var caution: String?

  /// Nobody's signature counts.
  public init(origin: String) {
    publicKeys = []
    fingerprints = []
    trustsPublicKeys = false
    allowedSigners = []
    caution = nil
    self.origin = origin
  }

  /// Whether anybody's signature counts.
  public var isEmpty: Bool {
    fingerprints.isEmpty && allowedSigners.isEmpty && !(trustsPublicKeys && !publicKeys.isEmpty)
  }

  /// The keys that a commit holds in a folder such as `release/keys`: OpenPGP keys in `*.asc`, SSH
  /// keys in `allowed_signers`.
  public static func pinned(
    in repository: borrowing Repository, at commit: Commit, folder: String, origin: String
  ) throws(GitError) -> TagTrust {
    var trust = TagTrust(origin: origin)
    trust.trustsPublicKeys = true
    for name in try repository.files(at: commit, folder: folder) {
      guard name.hasSuffix(".asc") || name == "allowed_signers",
        let bytes = try repository.file(at: commit, path: folder + "/" + name)
      else { continue }
      if name == "allowed_signers" {
        trust.allowedSigners = bytes
      } else {
        trust.publicKeys.append(bytes)
      }
    }
    return trust
  }

  /// Brings a fingerprint into the form of `fingerprints`; nil for anything shorter or else.
  public static func fingerprint(_ text: String) -> String? {
    if text.utf8.starts(with: "SHA256:".utf8) {
      let digits = text.utf8.dropFirst(7)
      let isPlain = digits.allSatisfy { digit in
        let letter = digit | 0x20
        return (0x61...0x7A).contains(letter) || (0x30...0x39).contains(digit) || digit == 0x2B
          || digit == 0x2F
      }
      return digits.count == 43 && isPlain ? text : nil
    }
    let digits = text.filter { $0 != " " }.uppercased()
    let plain = digits.hasPrefix("0X") ? String(digits.dropFirst(2)) : digits
    return TagText.isHexadecimal(plain.lowercased(), digits: 40) ? plain : nil
  }
}
