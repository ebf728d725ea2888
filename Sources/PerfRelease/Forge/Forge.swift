/// A place where releases are published.
public protocol Forge: Sendable {
  /// The forge's tag, or nil if it has none.
  func tag(_ name: String) throws(ForgeError) -> RemoteTag?

  /// All releases of a tag, drafts included.
  func releases(of tag: String) throws(ForgeError) -> [RemoteRelease]

  /// Creates a draft, without files.
  func createDraft(_ release: ForgeRelease) throws(ForgeError)

  /// Gives a draft another text.
  func update(_ draft: RemoteRelease, body: String) throws(ForgeError)

  /// Sends a file; `progress` is told the bytes sent.
  func upload(
    _ asset: ForgeRelease.Asset, to draft: RemoteRelease, progress: (Int) -> Void
  ) throws(ForgeError)

  /// Removes a file of a draft.
  func delete(_ asset: RemoteRelease.Asset, of draft: RemoteRelease) throws(ForgeError)

  /// Makes a draft visible to everyone.
  func publish(_ draft: RemoteRelease, _ release: ForgeRelease) throws(ForgeError)

  /// What is sent to create the release, as a document for people and other tools.
  func payload(_ release: ForgeRelease) -> String
}
