internal import PerfProcess

/// Checks SSH signatures through ssh-keygen, against a list of allowed signers.
public struct SSHVerifier: Sendable {
  private let programName: String
  private let environment: [String]
  private let scratch: String

  /// A verifier that makes its scratch folders below `scratch`.
  public init(program: String = "ssh-keygen", environment: [String], scratch: String) {
    programName = program
    self.environment = environment
    self.scratch = scratch
  }

  /// Whose a signature is, and who of the allowed signers.
  public struct Result: Sendable, Hashable {
    /// What is known of the signature; its identities are those of the matching lines.
    public var facts: SignatureFacts
    /// Whether a line of the allowed signers names the key for this use and moment.
    public var isAllowed: Bool
  }

  /// Checks a signature over `payload`, whose key must be valid at `moment` (seconds since 1970).
  ///
  /// `allowedSigners` is a file in ssh-keygen's format (ALLOWED SIGNERS in its manual); where it
  /// names patterns, the address `expected` is tried first.
  public func check(
    _ signature: [UInt8], over payload: [UInt8], as content: SignedContent,
    allowedSigners: [UInt8], at moment: Int, expected: String
  ) throws(SigningError) -> Result {
    let program = try SigningProgram(
      programName, package: "openssh-client",
      environment: environment.filter { !$0.hasPrefix("TZ=") } + ["TZ=UTC"])
    let parsed: SSHSignature
    do throws(SignatureFault) {
      parsed = try SSHSignature(armored: signature)
    } catch {
      throw .failed(operation: "check the signature", reason: error.text)
    }
    let folder = try SigningScratch(in: scratch)
    let payloadFile = try folder.file("payload", payload)
    let signatureFile = try folder.file("signature", signature)
    let plain = ["-n", content.rawValue, "-s", signatureFile]
    let novalidate = try program.run(["-Y", "check-novalidate"] + plain, input: payloadFile)
    let isGood = novalidate.termination == .exited(0)
    var facts = SignatureFacts(
      kind: .ssh, status: isGood ? .good : .bad, fingerprint: try parsed.fingerprint())
    guard isGood, !allowedSigners.isEmpty else { return Result(facts: facts, isAllowed: false) }

    let allowed = try folder.file("allowed", allowedSigners)
    let time = "verify-time=" + Moment(moment).digits
    let found = try program.run(
      ["-Y", "find-principals", "-s", signatureFile, "-f", allowed, "-O", time])
    facts.identities =
      found.termination == .exited(0)
      ? found.standardOutput.text.split(separator: "\n").flatMap { $0.split(separator: ",") }
        .map(String.init)
      : []
    var isAllowed = false
    for principal in [expected] + facts.identities where Self.isPlain(principal) {
      let verified = try program.run(
        ["-Y", "verify", "-I", principal, "-f", allowed, "-O", time] + plain, input: payloadFile)
      guard verified.termination == .exited(0) else { continue }
      isAllowed = true
      facts.addresses.append(principal)
      if principal == expected { break }
    }
    return Result(facts: facts, isAllowed: isAllowed)
  }

  /// Whether a text can be a principal, and no option.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.first != UInt8(ascii: "-")
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
