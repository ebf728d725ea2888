public import PerfHTTP

/// Why a forge could not be used, or what it holds is not what it should be.
public enum ForgeError: Error, Sendable, Hashable {
  /// There was no answer.
  case noAnswer(operation: String, HTTPError)
  /// The forge refused; `message` is its own, without the token, `retryAfter` the seconds it names.
  case refused(operation: String, status: Int, message: String, retryAfter: Int?)
  /// The answer lacks a member.
  case unexpected(operation: String, member: String)
  /// The answer sends elsewhere, where the token must not go.
  case redirected(operation: String, location: String)
  /// The release is published, and never changed again.
  case published(tag: String, page: String)
  /// There are several releases of the tag, drafts among them.
  case severalDrafts(tag: String, ids: [Int])
  /// There is no draft to publish.
  case noDraft(tag: String)
  /// The forge has no such tag.
  case noTag(tag: String)
  /// The forge's tag is another object.
  case otherTag(tag: String, expected: String, found: String)
  /// A file on the forge is not the local one.
  case otherAsset(name: String, expected: String, found: String)
  /// The release on the forge holds a file that this release does not have.
  case foreignAsset(name: String)
  /// A file, or the notes, that the forge would not take as it is.
  case unfit(name: String, reason: String)
  /// A local file cannot be read.
  case unreadable(reason: String)

  /// Whether the forge's content forbids to go on, rather than a failure to reach it.
  public var isRefusal: Bool {
    switch self {
    case .published, .severalDrafts, .noDraft, .noTag, .otherTag, .otherAsset, .foreignAsset,
      .unfit:
      true
    case .noAnswer, .refused, .unexpected, .redirected, .unreadable: false
    }
  }
}

extension ForgeError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .noAnswer(let operation, let error): "cannot \(operation): \(error)"
    case .refused(let operation, let status, let message, _):
      "cannot \(operation): the forge answered \(status)" + (message.isEmpty ? "" : ": \(message)")
    case .unexpected(let operation, let member):
      "cannot \(operation): the forge's answer has no '\(member)'"
    case .redirected(let operation, let location):
      "cannot \(operation): the forge sends to \(location)"
    case .published(let tag, let page): "\(tag) is published: \(page)"
    case .severalDrafts(let tag, let ids):
      "the forge has \(ids.count) releases of \(tag): \(ids.map(String.init).joined(separator: ", "))"
    case .noDraft(let tag): "there is no draft of \(tag)"
    case .noTag(let tag): "the forge has no tag \(tag)"
    case .otherTag(let tag, let expected, let found):
      "the forge's tag \(tag) is \(found), not \(expected)"
    case .otherAsset(let name, let expected, let found):
      "\(name) is \(found) on the forge, not \(expected)"
    case .foreignAsset(let name): "the forge's release holds \(name), which is no file of this one"
    case .unfit(let name, let reason): "\(name) \(reason)"
    case .unreadable(let reason): reason
    }
  }

  /// What the user can do about it.
  public var hint: String {
    switch self {
    case .noAnswer(_, let error):
      error.hint ?? "run the command again: what is done is not repeated"
    case .refused(_, _, _, let seconds?): "the rate limit is reached: try again in \(seconds) s"
    case .refused(_, 401, _, _): "the token is wrong or expired"
    case .refused(_, 403, _, _): "the token may not do this"
    case .refused(_, 404, _, _): "check the repository's name, and that the token may see it"
    case .refused: "run the command again: what is done is not repeated"
    case .unexpected: "check that the address is the forge's API"
    case .redirected: "name the address that it sends to in release/policy.yaml"
    case .published: "a published release is never changed; cut another version"
    case .severalDrafts: "delete all but one of them on the forge"
    case .noDraft(let tag): "make it with `perfkit release draft \(tag) --create`"
    case .noTag(let tag): "push it: git push origin refs/tags/\(tag), or use --push"
    case .otherTag: "find out who pushed it; perfkit never moves a tag"
    case .otherAsset, .foreignAsset: "delete the file on the forge and run the command again"
    case .unfit: "forges rename or refuse such files; change it and cut the release again"
    case .unreadable: "cut the release again"
    }
  }
}
