internal import PerfHTTP
internal import PerfJSON

/// GitLab's REST API, version 4.
///
/// GitLab has no drafts: the files go to the generic package registry first, where only the project
/// sees that they belong together, and publishing creates the release that links to them.
public struct GitLab: Forge {
  private let connection: ForgeConnection
  private let project: String

  /// Makes a forge of a project's path, `GROUP/NAME`.
  /// - Parameters:
  ///   - address: the API, such as `https://gitlab.com/api/v4`.
  ///   - token: with scope `api`.
  ///   - wait: waits some seconds before a request is repeated.
  public init(
    repository: String, address: String = "https://gitlab.com/api/v4", token: String,
    wait: @escaping @Sendable (Int) -> Void
  ) {
    project = "/projects/" + URLText.escaped(repository)
    connection = ForgeConnection(address: address, token: ("PRIVATE-TOKEN", token), wait: wait)
  }

  private static let package = "release"

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
    let packages = try connection.list(
      project + "/packages?package_type=generic&per_page=100&package_name=\(Self.package)"
        + "&package_version=" + URLText.escaped(tag), to: operation)
    var found: [RemoteRelease] = []
    for package in packages {
      let id = Int(try package.member("id", of: operation, \.integer))
      found.append(
        RemoteRelease(
          id: id, isDraft: answer.status == 404, body: answer.json["description"]?.text ?? "",
          page: answer.json["_links"]?["self"]?.text ?? "", uploadAddress: upload(tag),
          assets: try files(id, operation)))
    }
    guard found.isEmpty, answer.status != 404 else { return found }
    return [
      RemoteRelease(
        id: 0, isDraft: false, body: answer.json["description"]?.text ?? "",
        page: answer.json["_links"]?["self"]?.text ?? "", uploadAddress: upload(tag), assets: [])
    ]
  }

  private func upload(_ tag: String) -> String {
    project + "/packages/generic/\(Self.package)/" + URLText.escaped(tag) + "/"
  }

  private func files(
    _ package: Int, _ operation: String
  ) throws(ForgeError) -> [RemoteRelease.Asset] {
    let path = project + "/packages/\(package)/package_files?per_page=100"
    var assets: [RemoteRelease.Asset] = []
    for file in try connection.list(path, to: operation) {
      assets.append(
        RemoteRelease.Asset(
          id: Int(try file.member("id", of: operation, \.integer)),
          name: try file.member("file_name", of: operation, \.text),
          size: Int(try file.member("size", of: operation, \.integer)),
          sha256: file["file_sha256"]?.text, isComplete: true))
    }
    return assets
  }

  /// Sends the first file, which creates the package.
  public func createDraft(_ release: ForgeRelease) throws(ForgeError) {
    guard let first = release.assets.first else {
      throw .state(reason: "a release on GitLab needs a file to begin with")
    }
    try send(first, to: upload(release.tag)) { _ in }
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
      "POST", project + "/releases", json: request(release), to: "publish the release")
  }

  /// The body of the request that publishes the release.
  public func payload(_ release: ForgeRelease) -> String { request(release).document }

  private func request(_ release: ForgeRelease) -> JSON {
    .object([
      ("tag_name", .string(release.tag)), ("name", .string(release.title)),
      ("description", .string(release.body)),
      (
        "assets",
        .object([
          (
            "links",
            .array(
              release.assets.map { asset in
                .object([
                  ("name", .string(asset.name)),
                  (
                    "url",
                    .string(
                      connection.address + upload(release.tag) + URLText.escaped(asset.name))
                  ), ("link_type", .string("package")),
                ])
              })
          )
        ])
      ),
    ])
  }
}
