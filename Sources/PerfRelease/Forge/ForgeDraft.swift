internal import PerfHTTP

/// The steps from a signed tag to a draft on a forge, and from the draft to the published release.
///
/// Each step looks at what the forge has before it does anything, so that a run which was killed
/// anywhere is continued by the next one: one draft, every file once.
public struct ForgeDraft {
  /// A step that was done, or found done.
  public enum Step: Sendable, Hashable {
    /// The forge has the signed tag.
    case tagged
    /// A draft was there and is used.
    case adopted(draft: Int)
    /// The draft was made.
    case created(draft: Int)
    /// The draft got a newer text.
    case updated(draft: Int)
    /// A file that was torn, or held other bytes, was removed.
    case removed(file: String)
    /// A file was sent.
    case uploaded(file: String)
    /// A file is there, whole.
    case present(file: String)
    /// Every file of the draft was compared with the local one.
    case checked(files: Int)
    /// The release is visible.
    case published(page: String)
    /// Every visible file was compared with the local one.
    case publishedChecked(files: Int)
  }

  private let forge: any Forge
  private let release: ForgeRelease
  private let report: (Step) -> Void

  private static let attempts = 3

  /// Makes the steps of a release; `report` is told of each that was done.
  public init(
    _ forge: any Forge, _ release: ForgeRelease, report: @escaping (Step) -> Void
  ) {
    self.forge = forge
    self.release = release
    self.report = report
  }

  /// Whether the forge has the tag; another object of that name is an error.
  public func hasTag() throws(ForgeError) -> Bool {
    guard let tag = try forge.tag(release.tag) else { return false }
    guard tag.object == release.tagObject, tag.commit == release.commit else {
      throw .otherTag(tag: release.tag, expected: release.tagObject, found: tag.object)
    }
    return true
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

  /// Creates or adopts the draft, sends what it lacks, and reads everything back.
  /// - Parameters:
  ///   - merge: makes the text from the draft's present one, so that edits by hand are kept.
  ///   - progress: told the file and the bytes of it that were sent.
  public func create(
    merge: (String) throws(ForgeError) -> String,
    progress: (ForgeRelease.Asset, Int) -> Void
  ) throws(ForgeError) -> RemoteRelease {
    try ForgeLimits.check(release)
    try requireTag()
    report(.tagged)
    let draft: RemoteRelease
    if let present = try find() {
      draft = present
      report(.adopted(draft: draft.id))
      try refuseForeign(draft.assets)
      try update(draft, merge)
    } else {
      draft = try createDraft()
      report(.created(draft: draft.id))
    }
    for asset in release.assets { try send(asset, to: draft) { progress(asset, $0) } }
    guard let complete = try find() else { throw .noDraft(tag: release.tag) }
    try check(complete)
    report(.checked(files: release.assets.count))
    return complete
  }

  /// Checks the tag, reads every file of the draft, publishes, and looks at what is visible then.
  ///
  /// A release that is published already, by a run whose end nobody saw, is only checked.
  /// - Parameter progress: told the file and the bytes of it that were read.
  public func publish(
    progress: @escaping (ForgeRelease.Asset, Int) -> Void
  ) throws(ForgeError) -> RemoteRelease {
    try requireTag()
    report(.tagged)
    if try published() == nil {
      guard let draft = try find() else { throw .noDraft(tag: release.tag) }
      try check(draft, reading: progress)
      report(.checked(files: release.assets.count))
      try requireTag()
      do throws(ForgeError) {
        try forge.publish(draft, release)
      } catch {
        guard error.mayHaveWorked, try published() != nil else { throw error }
      }
    }
    guard let visible = try published() else { throw .noDraft(tag: release.tag) }
    report(.published(page: visible.page))
    try check(visible)
    try requireTag()
    report(.publishedChecked(files: release.assets.count))
    return visible
  }

  private func requireTag() throws(ForgeError) {
    guard try hasTag() else { throw .noTag(tag: release.tag) }
  }

  /// The release, if it is published; a draft beside it is an error.
  private func published() throws(ForgeError) -> RemoteRelease? {
    let releases = try forge.releases(of: release.tag)
    guard let visible = releases.first(where: { !$0.isDraft }) else { return nil }
    guard releases.count == 1 else {
      throw .severalDrafts(tag: release.tag, ids: releases.map(\.id).sorted())
    }
    return visible
  }

  private func update(
    _ draft: RemoteRelease, _ merge: (String) throws(ForgeError) -> String
  ) throws(ForgeError) {
    guard let present = draft.body else { return }
    let body = present.isEmpty ? release.body : try merge(present)
    guard body != present else { return }
    guard body.utf8.count <= ForgeLimits.text else {
      throw .unfit(
        name: "the text of \(body.utf8.count) bytes", reason: "is longer than \(ForgeLimits.text)")
    }
    try forge.update(draft, body: body)
    report(.updated(draft: draft.id))
  }

  /// Creates the draft; after an answer that got lost, the list says whether it is there.
  ///
  /// It is asked for again only after a refusal that says nothing was done, since a list may be late.
  private func createDraft() throws(ForgeError) -> RemoteRelease {
    for attempt in 1... {
      do throws(ForgeError) {
        try forge.createDraft(release)
      } catch {
        if let seconds = error.pause, attempt < Self.attempts {
          forge.wait(seconds)
          continue
        }
        guard error.mayHaveWorked else { throw error }
        forge.wait(1)
        guard let draft = try find() else { throw error }
        return draft
      }
      if let draft = try find() { return draft }
      forge.wait(attempt)
      if let draft = try find() { return draft }
      break
    }
    throw .noDraft(tag: release.tag)
  }

  private func send(
    _ asset: ForgeRelease.Asset, to draft: RemoteRelease, _ progress: (Int) -> Void
  ) throws(ForgeError) {
    for attempt in 1...Self.attempts {
      let present = try forge.assets(of: draft).filter { $0.name == asset.name }
      if present.count == 1, try matches(present[0], asset) {
        return report(.present(file: asset.name))
      }
      for torn in present {
        try forge.delete(torn, of: draft)
        report(.removed(file: torn.name))
      }
      do throws(ForgeError) {
        try forge.upload(asset, to: draft, progress: progress)
        report(.uploaded(file: asset.name))
      } catch {
        guard attempt < Self.attempts, error.mayHaveWorked || error.pause != nil else {
          throw error
        }
        forge.wait(error.pause ?? attempt)
      }
    }
  }

  private func refuseForeign(_ assets: [RemoteRelease.Asset]) throws(ForgeError) {
    for asset in assets where !release.assets.contains(where: { $0.name == asset.name }) {
      throw .foreignAsset(name: asset.name)
    }
  }

  /// Compares every file with the local one: by what the forge tells of it, and by its bytes where
  /// the forge tells no digest, or where they are to be read.
  private func check(
    _ draft: RemoteRelease, reading progress: ((ForgeRelease.Asset, Int) -> Void)? = nil
  ) throws(ForgeError) {
    for own in release.assets {
      let found = draft.assets.filter { $0.name == own.name }
      guard let asset = found.first, found.count == 1 else {
        throw .otherAsset(
          name: own.name, expected: "there once", found: found.isEmpty ? "absent" : "there twice")
      }
      guard asset.isComplete else { throw other(own, "incomplete") }
      guard try matches(asset, own) else {
        throw other(own, Self.text(asset.size, try digest(of: asset)))
      }
      guard let progress, asset.sha256 != nil else { continue }
      let bytes = try forge.read(asset) { progress(own, $0) }
      guard bytes.size == own.size, bytes.sha256 == own.sha256 else {
        throw other(own, Self.text(bytes.size, bytes.sha256))
      }
    }
    try refuseForeign(draft.assets)
  }

  private func other(_ own: ForgeRelease.Asset, _ found: String) -> ForgeError {
    .otherAsset(name: own.name, expected: Self.text(own.size, own.sha256), found: found)
  }

  private static func text(_ size: Int, _ sha256: String) -> String {
    "\(size) bytes, sha256 \(sha256)"
  }

  private func matches(
    _ asset: RemoteRelease.Asset, _ own: ForgeRelease.Asset
  ) throws(ForgeError) -> Bool {
    guard asset.isComplete, asset.size == own.size else { return false }
    return try digest(of: asset) == own.sha256
  }

  /// What the forge says, or else the digest of the bytes it gives.
  private func digest(of asset: RemoteRelease.Asset) throws(ForgeError) -> String {
    if let told = asset.sha256 { return told }
    return try forge.read(asset) { _ in }.sha256
  }
}

extension ForgeError {
  /// Whether what was asked for may have been done nonetheless.
  fileprivate var mayHaveWorked: Bool {
    switch self {
    case .noAnswer(_, let error):
      if case .transport = error { true } else { false }
    case .refused(_, let status, _, let retryAfter):
      retryAfter == nil && (status >= 500 || status == 409 || status == 422)
    default: false
    }
  }

  /// The seconds after which it may be asked for again, where nothing was done.
  fileprivate var pause: Int? {
    guard case .refused(_, _, _, let seconds?) = self, seconds <= RetryPause.longest else {
      return nil
    }
    return seconds
  }
}
