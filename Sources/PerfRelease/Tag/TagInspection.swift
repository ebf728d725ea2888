internal import PerfGit
internal import PerfModel
internal import PerfSigning

/// Draws the conclusions from everything that was read of a tag; nothing is read or run here.
struct TagInspection {
  /// The ref; nil where there is none.
  var reference: TagReference?
  /// The tag object's bytes, taken apart; nil where the ref names none.
  var reading: TagReading?
  /// The kind of the object that the tag names, as the repository has it.
  var targetKind: ObjectKind?
  /// The tree of the commit that the tag names.
  var tree: String?
  /// What checking the signature said; nil where there is none to check.
  var signature: SignatureFacts?
  /// Whether the key is one of those that count.
  var isTrusted = false
  /// Whether anybody's signature counts.
  var hasTrust = true
  var allowsIdentityMismatch = false
  /// The moment of the verification, in seconds since 1970.
  var now: Int

  private static let day = 86_400

  /// Every check with its outcome, and warnings.
  func verification(name: String, origin: String) -> TagVerification {
    var result = TagVerification(name: name, origin: origin)
    if case .object(let id, .tag)? = reference?.target { result.object = id }
    result.reading = reading
    result.signature = signature
    for check in TagCheck.allCases {
      let (outcome, fact) = judge(check, name, origin)
      result.items.append(.init(check: check, outcome: outcome, fact: fact))
    }
    if let expires = signature?.keyExpires, expires <= now, signature?.keyFault == nil {
      result.warnings.append(
        "the key has expired since it signed, on \(UTCTime(seconds: expires).text)")
    }
    result.warnings += result.items.filter { $0.outcome == .waived }.map(\.fact)
    return result
  }

  private typealias Judgement = (TagVerification.Outcome, String)

  private func judge(_ check: TagCheck, _ name: String, _ origin: String) -> Judgement {
    if check == .ref { return judgeReference(name) }
    guard let reading else { return (.skipped, "there is no tag object") }
    if let fault = reading.faults.first(where: { $0.check == check }) {
      return (.failed, "line \(fault.line) \(fault.reason)")
    }
    let needsHeaders = ![.headers, .signature, .signatureClass, .signatureDigest].contains(check)
    if needsHeaders, reading.faults.contains(where: { $0.check == .headers }) {
      return (.skipped, "the headers are wrong")
    }
    return switch check {
    case .ref, .headers: (.passed, "object, type, tag and tagger, once each")
    case .name: judgeName(reading, name)
    case .target: judgeTarget(reading)
    case .tagger: judgeTagger(reading)
    case .message:
      reading.message == nil ? (.skipped, "it was not read") : (.passed, "plain text")
    case .trailers: judgeTrailers(reading)
    default: judgeSignature(check, reading, origin)
    }
  }

  private func judgeReference(_ name: String) -> Judgement {
    switch reference?.target {
    case nil: (.failed, "there is no ref refs/tags/\(name)")
    case .symbolic(let target): (.failed, "the ref is symbolic: it stands for \(target)")
    case .object(let id, .tag): (.passed, "an annotated tag, object \(id)")
    case .object(let id, nil): (.failed, "the ref names object \(id), which is not here")
    case .object(let id, let kind?):
      (.failed, "a lightweight tag: the ref names the \(kind.rawValue) \(id) itself")
    }
  }

  private func judgeName(_ reading: TagReading, _ name: String) -> Judgement {
    guard let own = reading.name else { return (.skipped, "it was not read") }
    guard TagText.same(own, name) else {
      return (.failed, "the object was signed as tag '\(own)', not as '\(name)'")
    }
    return (.passed, "the object was signed under this name")
  }

  private func judgeTarget(_ reading: TagReading) -> Judgement {
    guard let kind = reading.kind, let object = reading.object else {
      return (.skipped, "it was not read")
    }
    guard kind == "commit" else {
      return (.failed, "the tag is of a \(kind), \(object), and not of a commit")
    }
    switch targetKind {
    case .commit?: return (.passed, "commit \(object)")
    case nil: return (.failed, "commit \(object) is not here")
    case let other?: return (.failed, "\(object) is a \(other.rawValue) and no commit")
    }
  }

  private func judgeTagger(_ reading: TagReading) -> Judgement {
    guard let tagger = reading.tagger else { return (.skipped, "it was not read") }
    guard tagger.time <= now + Self.day else {
      return (.failed, "the tagger's date is to come: \(UTCTime(seconds: tagger.time).text)")
    }
    return (.passed, "\(tagger.name) <\(tagger.email)>, \(UTCTime(seconds: tagger.time).text)")
  }

  private func judgeTrailers(_ reading: TagReading) -> Judgement {
    guard reading.message != nil else { return (.skipped, "they were not read") }
    guard let trailers = reading.trailers else {
      return (.passed, "none: perfkit did not make this tag")
    }
    guard let tree else { return (.skipped, "the commit was not read") }
    guard trailers.tree == tree else {
      return (.failed, "the trailers name tree \(trailers.tree), the commit has \(tree)")
    }
    return (.passed, "manifest \(trailers.manifest)")
  }

  private func judgeSignature(
    _ check: TagCheck, _ reading: TagReading, _ origin: String
  ) -> Judgement {
    guard let text = reading.signature else {
      return (.skipped, "there is not exactly one signature at the end")
    }
    switch check {
    case .signature: return (.passed, "one, at the end, of kind \(text.kind.rawValue)")
    case .signatureClass:
      return (.passed, text.kind == .ssh ? "for git" : "of exact bytes (class 0x00)")
    case .signatureDigest: return (.passed, "SHA-256 or stronger")
    default: break
    }
    guard let signature else { return (.skipped, "the signature was not checked") }
    if check == .signatureValid { return judgeStatus(signature) }
    if check == .signer { return judgeSigner(signature, origin) }
    guard signature.status == .good || signature.status == .expired else {
      return (.skipped, "the signature is not valid")
    }
    return check == .key ? judgeKey(signature) : judgeIdentity(signature, reading)
  }

  private func judgeStatus(_ signature: SignatureFacts) -> Judgement {
    let key = signature.fingerprint
    return switch signature.status {
    case .good: (.passed, "by key \(key) over exactly these bytes")
    case .bad: (.failed, "the signature does not fit these bytes")
    case .unknownKey: (.failed, "the public key \(key) is not known")
    case .expired: (.failed, "the signature itself has expired")
    case .failed(let reason): (.failed, reason)
    }
  }

  private func judgeSigner(_ signature: SignatureFacts, _ origin: String) -> Judgement {
    guard hasTrust else { return (.failed, "no key is named that may sign (\(origin))") }
    guard signature.status == .good || signature.status == .unknownKey || isTrusted else {
      return (.skipped, "the signature is not valid")
    }
    let at = signature.kind == .ssh ? ", or not at the tagger's date" : ""
    return isTrusted
      ? (.passed, "\(signature.primaryFingerprint), named by \(origin)")
      : (.failed, "\(signature.fingerprint) may not sign\(at), says \(origin)")
  }

  private func judgeKey(_ signature: SignatureFacts) -> Judgement {
    if let fault = signature.keyFault { return (.failed, "when it signed, the key \(fault.text)") }
    if let created = signature.created, created > now + Self.day {
      return (.failed, "the signature's date is to come: \(UTCTime(seconds: created).text)")
    }
    let moment = signature.created.map { ", signed \(UTCTime(seconds: $0).text)" } ?? ""
    return (.passed, "valid when it signed\(moment)")
  }

  private func judgeIdentity(_ signature: SignatureFacts, _ reading: TagReading) -> Judgement {
    guard let tagger = reading.tagger else { return (.skipped, "the tagger was not read") }
    let wanted = tagger.email.lowercased()
    if signature.addresses.contains(where: { TagText.same($0.lowercased(), wanted) }) {
      return (.passed, "\(tagger.email) is an address of the key")
    }
    if signature.addresses.isEmpty && signature.kind == .ssh {
      return (.passed, "an SSH key named by its fingerprint has no address")
    }
    let known = signature.addresses.joined(separator: ", ")
    return (
      allowsIdentityMismatch ? .waived : .failed,
      "\(tagger.email) is not an address of the key (\(known.isEmpty ? "none" : known))"
    )
  }
}
