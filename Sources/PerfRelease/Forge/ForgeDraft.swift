/// The steps from a signed tag to a draft on a forge, and from the draft to the published release.
///
/// Each step looks at what the forge has before it does anything, so that a run which was killed
/// anywhere is continued by the next one: one draft, every file once.
public struct ForgeDraft: Sendable {
  private let forge: any Forge
  private let release: ForgeRelease
  /// Told of every step that was done.
  private let report: @Sendable (String) -> Void

  /// Makes the steps of a release.
  public init(
    _ forge: any Forge, _ release: ForgeRelease, report: @escaping @Sendable (String) -> Void
  ) {
    self.forge = forge
    self.release = release
    self.report = report
  }

  /// Whether the forge has the tag; another object of that name is an error.
  public func checkTag() throws(ForgeError) -> Bool {
    guard let tag = try forge.tag(release.tag) else { return false }
    guard tag.object == release.tagObject, tag.commit == release.commit else {
      throw .otherTag(tag: release.tag, expected: release.tagObject, found: tag.object)
    }
    return true
  }

  /// Creates or adopts the draft, sends what it lacks, and reads everything back.
  /// - Parameters:
  ///   - merge: makes the text from the draft's present one, so that edits by hand are kept.
  ///   - progress: told the file and the bytes of it that were sent.
  public func create(
    merge: (String) -> String, progress: (String, Int) -> Void
  ) throws(ForgeError) -> RemoteRelease {
    guard try checkTag() else { throw .noTag(tag: release.tag) }
    var draft: RemoteRelease
    if let present = try find() {
      draft = present
      report("adopted draft \(draft.id)")
      let body = merge(draft.body)
      if body != draft.body {
        try forge.update(draft, body: body)
        report("updated the text")
      }
    } else {
      draft = try createDraft()
      report("created draft \(draft.id)")
    }
    try clean(draft)
    for asset in release.assets { try send(asset, to: draft, progress) }
    guard let complete = try find() else { throw .noDraft(tag: release.tag) }
    try check(complete)
    report("read back \(complete.assets.count) files")
    return complete
  }

  /// Checks the tag and every file again, then publishes.
  public func publish() throws(ForgeError) -> RemoteRelease {
    guard try checkTag() else { throw .noTag(tag: release.tag) }
    guard let draft = try find() else { throw .noDraft(tag: release.tag) }
    try check(draft)
    try forge.publish(draft, release)
    report("published")
    let published = try forge.releases(of: release.tag).filter { !$0.isDraft }
    guard let found = published.first, published.count == 1 else {
      throw .noDraft(tag: release.tag)
    }
    guard try checkTag() else { throw .noTag(tag: release.tag) }
    return found
  }

  /// The one draft of the tag, or nil.
  public func find() throws(ForgeError) -> RemoteRelease? {
    let releases = try forge.releases(of: release.tag)
    if let published = releases.first(where: { !$0.isDraft }) {
      throw .published(tag: release.tag, page: published.page)
    }
    guard releases.count < 2 else {
      throw .severalDrafts(tag: release.tag, ids: releases.map(\.id).sorted())
    }
    return releases.first
  }

  /// Creates the draft; after an answer that got lost, the list says whether it is there.
  private func createDraft() throws(ForgeError) -> RemoteRelease {
    var failure: ForgeError?
    do throws(ForgeError) { try forge.createDraft(release) } catch { failure = error }
    if let draft = try find() { return draft }
    throw failure ?? .noDraft(tag: release.tag)
  }

  /// Removes uploads that were torn or hold other bytes; a file that is not ours is left alone.
  private func clean(_ draft: RemoteRelease) throws(ForgeError) {
    for asset in draft.assets {
      guard let own = release.assets.first(where: { $0.name == asset.name }) else {
        throw .foreignAsset(name: asset.name)
      }
      let twins = draft.assets.filter { $0.name == asset.name && $0.id < asset.id }
      guard !Self.matches(asset, own) || !twins.isEmpty else { continue }
      try forge.delete(asset, of: draft)
      report("removed \(asset.name), which was not whole")
    }
  }

  private static let attempts = 3

  private func send(
    _ asset: ForgeRelease.Asset, to draft: RemoteRelease, _ progress: (String, Int) -> Void
  ) throws(ForgeError) {
    for attempt in 1...Self.attempts {
      let present = try find()?.assets.filter { $0.name == asset.name } ?? []
      if present.count == 1, Self.matches(present[0], asset) { return }
      for torn in present { try forge.delete(torn, of: draft) }
      do throws(ForgeError) {
        try forge.upload(asset, to: draft) { progress(asset.name, $0) }
        report("uploaded \(asset.name)")
      } catch {
        guard attempt < Self.attempts, error.isTemporary else { throw error }
      }
    }
  }

  private func check(_ draft: RemoteRelease) throws(ForgeError) {
    for own in release.assets {
      let found = draft.assets.filter { $0.name == own.name }
      guard let asset = found.first, found.count == 1 else {
        throw .otherAsset(
          name: own.name, expected: "one file", found: found.isEmpty ? "absent" : "there twice")
      }
      guard Self.matches(asset, own) else {
        throw .otherAsset(
          name: own.name, expected: "\(own.size) bytes, sha256 \(own.sha256)",
          found: "\(asset.size) bytes, sha256 \(asset.sha256 ?? "unknown")")
      }
    }
    for asset in draft.assets where !release.assets.contains(where: { $0.name == asset.name }) {
      throw .foreignAsset(name: asset.name)
    }
  }

  private static func matches(
    _ asset: RemoteRelease.Asset, _ own: ForgeRelease.Asset
  ) -> Bool {
    asset.isComplete && asset.size == own.size && (asset.sha256 ?? own.sha256) == own.sha256
  }
}

extension ForgeError {
  /// Whether trying again may help.
  fileprivate var isTemporary: Bool {
    switch self {
    case .noAnswer: true
    case .refused(_, let status, _): status >= 500 || status == 422 || status == 429
    default: false
    }
  }
}
