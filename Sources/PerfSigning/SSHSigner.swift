internal import PerfFiles
internal import PerfProcess

/// Signs with one SSH key, through ssh-keygen; the key may lie in an agent.
public struct SSHSigner: TagSigner {
  /// The kind of its signatures.
  public let kind = SignatureKind.ssh
  /// The key it signs with.
  public let key: SigningKey
  private let keyFile: String?
  private let publicKey: [UInt8]
  private let program: SigningProgram
  private let scratch: String

  /// Takes the key of git's `user.signingKey`: the path of a private or public key, or a public key
  /// itself (`ssh-…`, or `key::` before it), whose private part an agent holds then.
  ///
  /// No person is asked: a locked key must be in an agent.
  public init(
    key name: String, program: String = "ssh-keygen", environment: [String], scratch: String
  ) throws(SigningError) {
    guard !name.isEmpty else { throw .noKey(.ssh) }
    let quiet = environment.filter { !$0.hasPrefix("SSH_ASKPASS") && !$0.hasPrefix("TZ=") }
    self.program = try SigningProgram(
      program, package: "openssh-client",
      environment: quiet + ["SSH_ASKPASS=/bin/false", "SSH_ASKPASS_REQUIRE=force", "TZ=UTC"])
    self.scratch = scratch
    let literal = name.hasPrefix("key::") ? String(name.dropFirst(5)) : name
    if Self.isPublicKey(literal) {
      keyFile = nil
      publicKey = Array((literal + "\n").utf8)
    } else {
      guard name.hasPrefix("/"), File.isRegular(name) else { throw .unknownKey(name: name) }
      keyFile = name
      publicKey = try Self.publicKey(of: name, self.program)
    }
    let line = String(decoding: publicKey, as: UTF8.self)
    let fields = line.split { $0 == " " || $0 == "\n" }
    guard fields.count > 1, let blob = Base64.decode(Array(fields[1].utf8)[...]) else {
      throw .unknownKey(name: name)
    }
    key = SigningKey(fingerprint: try SSHSignature.fingerprint(of: blob))
  }

  /// Whether a text is a public key and not a path, as git tells them apart.
  private static func isPublicKey(_ text: String) -> Bool {
    ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"].contains { text.hasPrefix($0) }
      && text.contains(" ")
  }

  /// The public half of a key file: the file beside it, itself, or what ssh-keygen finds within.
  private static func publicKey(
    of path: String, _ program: SigningProgram
  ) throws(SigningError) -> [UInt8] {
    for candidate in [path, path + ".pub"] {
      guard let bytes = try? File.read(candidate, limit: 1 << 16) else { continue }
      if isPublicKey(String(decoding: bytes, as: UTF8.self)) { return bytes }
    }
    let found = try program.run(["-y", "-P", "", "-f", path])
    guard found.termination == .exited(0) else { throw failure(found.standardError.text, path) }
    return found.standardOutput.bytes
  }

  /// A detached signature over exactly these bytes, tested for what a release demands.
  public func sign(
    _ bytes: [UInt8], as content: SignedContent
  ) throws(SigningError) -> DetachedSignature {
    let folder = try SigningScratch(in: scratch)
    let payload = try folder.file("payload", bytes)
    var arguments = ["-Y", "sign", "-n", content.rawValue, "-f"]
    if let keyFile {
      arguments.append(keyFile)
    } else {
      arguments += [try folder.file("key.pub", publicKey), "-U"]
    }
    let finished = try program.run(arguments, input: payload)
    guard finished.termination == .exited(0) else {
      throw Self.failure(finished.standardError.text, key.fingerprint)
    }
    let armored = finished.standardOutput.bytes.filter { $0 != UInt8(ascii: "\r") }
    try check(armored, content)
    return DetachedSignature(kind: kind, armored: armored, fingerprint: key.fingerprint)
  }

  private func check(_ armored: [UInt8], _ content: SignedContent) throws(SigningError) {
    let signature: SSHSignature
    do throws(SignatureFault) {
      signature = try SSHSignature(armored: armored)
    } catch {
      throw .unacceptable(reason: error.text)
    }
    let used = try signature.fingerprint()
    guard used == key.fingerprint else {
      throw .otherSubkey(wanted: key.fingerprint, used: used)
    }
    if let fault = signature.namespaceFault(for: content) ?? signature.hashFault {
      throw .unacceptable(reason: fault)
    }
  }

  private static func failure(_ message: String, _ key: String) -> SigningError {
    let text = message.split(separator: "\n").joined(separator: "; ")
    if text.contains("passphrase") { return .passphraseNeeded(fingerprint: key, kind: .ssh) }
    if text.contains("agent contains no identities") || text.contains("find key in agent")
      || text.contains("agent socket")
    {
      return .noSecretKey(name: key, fingerprint: key)
    }
    return .failed(operation: "sign with \(key)", reason: text)
  }
}
