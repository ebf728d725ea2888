public import PerfGit
public import PerfSigning

/// Why a tag could not be made or read.
public enum TagError: Error, Sendable, Hashable {
  /// The name is none that a tag may have; `fault` ends a sentence about it.
  case name(String, fault: String)
  /// The object name of the target is none.
  case target(String)
  /// The tagger's line would be wrong or ambiguous, for this reason.
  case tagger(String)
  /// The message holds what it must not, for this reason, in this line.
  case message(String, line: Int)
  /// A trailer's value is not what it must be.
  case trailer(String, value: String)
  /// A tag of this name exists, with other content or by another key; nothing was changed.
  case exists(name: String, existing: String, reason: String)
  /// The tagger's address is not among those of the key.
  case identity(email: String, fingerprint: String, addresses: [String])
  /// The key is not among those that may sign releases.
  case notPinned(fingerprint: String, origin: String)
  /// The tagger's date is too far from now.
  case clock(tagger: Int, now: Int)
  /// The tag that was made does not stand the test; these are the failed checks.
  case rejected(name: String, checks: [String])
  /// A file of release/keys or the like is not usable.
  case keys(String)
  /// No name or address is configured for the tagger.
  case noIdentity
  case git(GitError)
  case signing(SigningError)
}

extension TagError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .name(let name, let fault): "the tag's name '\(Self.shown(name))' \(fault)"
    case .target(let id): "'\(id)' is no object name of 40 digits"
    case .tagger(let reason): "the tagger cannot be written: \(reason)"
    case .message(let reason, let line): "line \(line) of the tag's message \(reason)"
    case .trailer(let name, let value): "'\(value)' is no value of the trailer \(name)"
    case .exists(let name, let existing, let reason):
      "the tag '\(name)' exists already as object \(existing): \(reason)"
    case .identity(let email, let fingerprint, let addresses):
      "the tagger's address \(email) is not among those of key \(fingerprint): "
        + (addresses.isEmpty ? "it has none" : addresses.joined(separator: ", "))
    case .notPinned(let fingerprint, let origin):
      "key \(fingerprint) is not among the keys that may sign releases (\(origin))"
    case .clock(let tagger, let now):
      "the tagger's date \(tagger) is more than a day away from this machine's clock, \(now)"
    case .rejected(let name, let checks):
      "the tag '\(name)' does not stand its own test: \(checks.joined(separator: "; "))"
    case .keys(let reason): reason
    case .noIdentity: "git has no name and e-mail address for the tagger"
    case .git(let error): error.description
    case .signing(let error): error.description
    }
  }

  /// What the user can do about it, or nil.
  public var hint: String? {
    switch self {
    case .name: "letters, digits and . _ + / - make a good name"
    case .exists: "perfkit never moves a tag; choose another name, or delete it yourself"
    case .identity:
      "sign with a key of that address, or set git's user.email to one of the key's"
    case .notPinned:
      "sign with a listed key; a new one must be in release/keys when the release before is made"
    case .clock: "set the clock, or SOURCE_DATE_EPOCH if the date is meant"
    case .noIdentity: "git config --global user.name NAME; git config --global user.email ADDRESS"
    case .git(let error): error.hint
    case .signing(let error): error.hint
    default: nil
    }
  }

  /// Whether perfkit could do its work and refused.
  public var isRefusal: Bool {
    switch self {
    case .git, .signing(.libraryMissing), .signing(.engineUnusable), .signing(.scratch),
      .signing(.failed), .signing(.interrupted):
      false
    default: true
    }
  }

  private static func shown(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
  }
}
