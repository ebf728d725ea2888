/// A place where releases are published.
public protocol Forge: Sendable {
  /// Waits some seconds before something is tried again.
  var wait: @Sendable (Int) -> Void { get }

  /// The forge's tag, or nil if it has none.
  func tag(_ name: String) throws(ForgeError) -> RemoteTag?

  /// All releases of a tag, drafts included.
  func releases(of tag: String) throws(ForgeError) -> [RemoteRelease]

  /// The files that a draft has now.
  func assets(of draft: RemoteRelease) throws(ForgeError) -> [RemoteRelease.Asset]

  /// Reads a file, which may be large, and keeps its digest only; `progress` is told the bytes.
  func read(
    _ asset: RemoteRelease.Asset, progress: @escaping (Int) -> Void
  ) throws(ForgeError) -> ArrivedFile

  /// Creates a draft, without files where the forge can.
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
}
