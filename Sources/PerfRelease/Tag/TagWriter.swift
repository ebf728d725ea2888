public import PerfGit
public import PerfSigning

/// Signs tags and writes them into a repository.
public struct TagWriter {
  /// A tag that is in the repository.
  public struct Written: Sendable, Hashable {
    /// The name of the tag object.
    public var object: String
    /// Its exact bytes.
    public var bytes: [UInt8]
    /// Whether it had been there before, with the same payload and a good signature.
    public var existed: Bool
    /// What the strict verifier says of it, read back.
    public var verification: TagVerification
  }

  private let verifier: TagVerifier
  private let trust: TagTrust

  /// A writer that accepts only signatures which `verifier` finds good under `trust`.
  public init(verifier: TagVerifier, trust: TagTrust) {
    self.verifier = verifier
    self.trust = trust
  }

  /// What keeps a key from signing a tag though gpg would let it; nil if nothing does.
  ///
  /// The tagger's address must be one of the key's, unless `allowsIdentityMismatch`, and its date
  /// within a day of `now` (unless it is meant, by SOURCE_DATE_EPOCH).
  public static func objection(
    to key: SigningKey, signing tag: TagObject, now: Int, dateIsMeant: Bool = false,
    allowsIdentityMismatch: Bool = false
  ) -> TagError? {
    if !dateIsMeant, abs(tag.tagger.time - now) > 86_400 {
      return .clock(tagger: tag.tagger.time, now: now)
    }
    let email = tag.tagger.email.lowercased()
    let isKnown = key.addresses.contains { TagText.same($0.lowercased(), email) }
    guard isKnown || key.addresses.isEmpty || allowsIdentityMismatch else {
      return .identity(
        email: tag.tagger.email, fingerprint: key.fingerprint, addresses: key.addresses)
    }
    return nil
  }

  /// Signs a tag, writes its object and creates its ref, and verifies what is then there.
  ///
  /// Nothing is moved or replaced: a tag of that name with the same payload and a good signature is
  /// reported as it is, any other one is an error. The object stands its test before the ref leads to
  /// it, and again after that.
  public func write(
    _ tag: TagObject, signer: any TagSigner, into repository: borrowing Repository
  ) throws(TagError) -> Written {
    if let existing = try self.existing(tag, in: repository) { return existing }
    let bytes: [UInt8]
    do throws(SigningError) {
      bytes = tag.bytes(signature: try signer.sign(tag.payload, as: .git).armored)
    } catch {
      throw .signing(error)
    }
    let reading = TagParser.read(bytes)
    guard reading.payload == tag.payload else {
      throw .rejected(name: tag.name, checks: [TagCheck.signature.rawValue])
    }
    let object = try git { () throws(GitError) in try repository.write(tagObject: bytes) }
    try test(TagReference(name: tag.name, target: .object(id: object, kind: .tag)), repository)
    do throws(GitError) {
      try repository.createTag(named: tag.name, of: object)
    } catch {
      if case .tagExists = error, let existing = try self.existing(tag, in: repository) {
        return existing
      }
      throw .git(error)
    }
    let created = try git { () throws(GitError) in try repository.tag(named: tag.name) }
    guard let created else { throw .rejected(name: tag.name, checks: [TagCheck.ref.rawValue]) }
    let verification = try test(created, repository)
    return Written(object: object, bytes: bytes, existed: false, verification: verification)
  }

  /// Makes sure that the strict verifier accepts a ref that is there or planned.
  @discardableResult
  private func test(
    _ reference: TagReference, _ repository: borrowing Repository
  ) throws(TagError) -> TagVerification {
    let verification = try verifier.verify(
      reference, named: reference.name, in: repository, trust: trust)
    guard verification.isGood else {
      throw .rejected(
        name: reference.name,
        checks: verification.failures.map { "\($0.check.rawValue): \($0.fact)" })
    }
    return verification
  }

  private func git<Value>(_ body: () throws(GitError) -> Value) throws(TagError) -> Value {
    do throws(GitError) { return try body() } catch { throw .git(error) }
  }

  /// The tag that is there already, if it is this one.
  private func existing(
    _ tag: TagObject, in repository: borrowing Repository
  ) throws(TagError) -> Written? {
    let found = try git { () throws(GitError) in try repository.tag(named: tag.name) }
    guard let found else { return nil }
    guard case .object(let id, let kind) = found.target else {
      throw .exists(name: tag.name, existing: "of another ref", reason: "it is symbolic")
    }
    guard kind == .tag else {
      throw .exists(name: tag.name, existing: id, reason: "it is no annotated tag")
    }
    let stored = try git { () throws(GitError) in try repository.object(id) }
    guard let bytes = stored?.bytes, TagParser.read(bytes).payload == tag.payload else {
      throw .exists(name: tag.name, existing: id, reason: "its content is another one")
    }
    let verification = try verifier.verify(tag.name, in: repository, trust: trust)
    guard verification.isGood else {
      let checks = verification.failures.map { $0.check.rawValue }.joined(separator: ", ")
      throw .exists(name: tag.name, existing: id, reason: "it fails the checks \(checks)")
    }
    return Written(object: id, bytes: bytes, existed: true, verification: verification)
  }
}
