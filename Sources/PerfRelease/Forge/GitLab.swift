internal import PerfHTTP
internal import PerfJSON

/// GitLab's REST API, version 4.
///
/// GitLab has no drafts: the files go to the generic package registry first, where only the project
/// sees that they belong together, and publishing creates the release that links to them.
public struct GitLab: Forge {
  private let connection: ForgeConnection
  private let project: String

  /// Makes a forge; the token needs the scope `api`.
  public init(_ access: ForgeAccess) {
    project = ForgePayload.gitLabProject(access.repository, address: "")
    connection = ForgeConnection(access, token: ("PRIVATE-TOKEN", access.token))
  }

  /// Waits some seconds before something is tried again.
  public var wait: @Sendable (Int) -> Void { connection.access.wait }

  /// The forge's tag.
  public func tag(_ name: String) throws(ForgeError) -> RemoteTag? {
    let operation = "look for tag \(name)"
    let path = project + "/repository/tags/" + URLText.escaped(name)
    let answer = try connection.send("GET", path, accepted: [404], to: operation)
    guard answer.status != 404 else { return nil }
    let commit = try answer.json.member("commit", of: operation) { $0 }
    return RemoteTag(
      object: try answer.json.member("target", of: operation, \.text),
      commit: try commit.member("id", of: operation, \.text))
  }

  /// The published release of a tag, or else the package with its files.
  public func releases(of tag: String) throws(ForgeError) -> [RemoteRelease] {
    let operation = "look for the release"
    let answer = try connection.send(
      "GET", project + "/releases/" + URLText.escaped(tag), accepted: [404], to: operation)
    let isDraft = answer.status == 404
    let packages = try connection.list(
      project + "/packages?package_type=generic&per_page=100&package_name="
        + ForgePayload.packageName, to: operation
    ).filter {
      $0["name"]?.text == ForgePayload.packageName && $0["version"]?.text == tag
    }
    var found: [RemoteRelease] = []
    for package in packages {
      let id = Int(try package.member("id", of: operation, \.integer))
      found.append(
        RemoteRelease(
          id: id, isDraft: isDraft, body: answer.json["description"]?.text,
          page: answer.json["_links"]?["self"]?.text ?? "",
          uploadAddress: project + ForgePayload.package(tag),
          assets: try files(id, project + ForgePayload.package(tag))))
    }
    guard found.isEmpty, !isDraft else { return found }
    return [
      RemoteRelease(
        id: 0, isDraft: false, body: answer.json["description"]?.text,
        page: answer.json["_links"]?["self"]?.text ?? "", uploadAddress: "", assets: [])
    ]
  }

  private func files(
    _ package: Int, _ place: String
  ) throws(ForgeError) -> [RemoteRelease.Asset] {
    let operation = "list the files of the release"
    let path = project + "/packages/\(package)/package_files?per_page=100"
    var assets: [RemoteRelease.Asset] = []
    for file in try connection.list(path, to: operation) {
      let name = try file.member("file_name", of: operation, \.text)
      assets.append(
        RemoteRelease.Asset(
          id: Int(try file.member("id", of: operation, \.integer)), name: name,
          size: Int(try file.member("size", of: operation, \.integer)),
          sha256: file["file_sha256"]?.text, isComplete: true,
          address: place + URLText.escaped(name)))
    }
    return assets
  }

  /// The files that the package has now.
  public func assets(of draft: RemoteRelease) throws(ForgeError) -> [RemoteRelease.Asset] {
    try files(draft.id, draft.uploadAddress)
  }

  /// Reads a file.
  public func read(
    _ asset: RemoteRelease.Asset, progress: @escaping (Int) -> Void
  ) throws(ForgeError) -> ArrivedFile {
    try connection.download(
      asset.address, size: asset.size, to: "read back \(asset.name)", progress: progress)
  }

  /// Sends the first file, which creates the package.
  public func createDraft(_ release: ForgeRelease) throws(ForgeError) {
    guard let first = release.assets.first else {
      throw .unfit(name: "a release without files", reason: "has no place on GitLab")
    }
    try send(first, to: project + ForgePayload.package(release.tag)) { _ in }
  }

  /// Keeps nothing: the text is sent when the release is published.
  public func update(_ draft: RemoteRelease, body: String) throws(ForgeError) {}

  /// Sends a file.
  public func upload(
    _ asset: ForgeRelease.Asset, to draft: RemoteRelease, progress: (Int) -> Void
  ) throws(ForgeError) {
    try send(asset, to: draft.uploadAddress, progress)
  }

  private func send(
    _ asset: ForgeRelease.Asset, to address: String, _ progress: (Int) -> Void
  ) throws(ForgeError) {
    _ = try connection.send(
      "PUT", address + URLText.escaped(asset.name),
      body: .file(path: asset.path, size: asset.size), type: asset.mediaType,
      to: "upload \(asset.name)", progress: progress)
  }

  /// Removes a file.
  public func delete(
    _ asset: RemoteRelease.Asset, of draft: RemoteRelease
  ) throws(ForgeError) {
    _ = try connection.send(
      "DELETE", project + "/packages/\(draft.id)/package_files/\(asset.id)", accepted: [404],
      to: "remove \(asset.name)")
  }

  /// Creates the release with links to the files.
  public func publish(_ draft: RemoteRelease, _ release: ForgeRelease) throws(ForgeError) {
    _ = try connection.send(
      "POST", project + "/releases",
      json: ForgePayload.gitLab(release, project: connection.access.address + project),
      to: "publish the release")
  }
}
