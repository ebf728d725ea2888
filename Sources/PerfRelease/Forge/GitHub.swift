internal import PerfHTTP
internal import PerfJSON

/// GitHub's REST API, version 2022-11-28.
public struct GitHub: Forge {
  private let connection: ForgeConnection
  private let repository: String

  /// Makes a forge; the token needs the permission to write contents.
  public init(_ access: ForgeAccess) {
    repository = access.repository
    connection = ForgeConnection(
      access, token: ("Authorization", "Bearer " + access.token),
      headers: [
        ("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"),
      ],
      friends: access.address == "https://api.github.com" ? ["https://uploads.github.com"] : [])
  }

  /// Waits some seconds before something is tried again.
  public var wait: @Sendable (Int) -> Void { connection.access.wait }

  private var base: String { "/repos/" + repository }

  /// The forge's tag.
  public func tag(_ name: String) throws(ForgeError) -> RemoteTag? {
    let operation = "look for tag \(name)"
    let path = base + "/git/ref/tags/" + URLText.escaped(name, keeping: "/")
    let answer = try connection.send("GET", path, accepted: [404], to: operation)
    guard answer.status != 404 else { return nil }
    let object = try answer.json.member("object", of: operation) { $0 }
    let id = try object.member("sha", of: operation, \.text)
    guard object["type"]?.text == "tag" else { return RemoteTag(object: id, commit: id) }
    let tag = try connection.send("GET", base + "/git/tags/" + id, to: operation).json
    let target = try tag.member("object", of: operation) { $0 }
    return RemoteTag(object: id, commit: try target.member("sha", of: operation, \.text))
  }

  /// The releases of a tag: drafts are found in the list only.
  public func releases(of tag: String) throws(ForgeError) -> [RemoteRelease] {
    let operation = "list the releases"
    var found: [RemoteRelease] = []
    for json in try connection.list(base + "/releases?per_page=100", to: operation)
    where json["tag_name"]?.text == tag {
      found.append(try release(json, operation))
    }
    return found
  }

  private func release(_ json: JSON, _ operation: String) throws(ForgeError) -> RemoteRelease {
    let id = try json.member("id", of: operation, \.integer)
    let upload = try json.member("upload_url", of: operation, \.text)
    // A release that is immutable is published, whatever else it says.
    let isDraft = try json.member("draft", of: operation, \.flag) && json["immutable"]?.flag != true
    return RemoteRelease(
      id: Int(id), isDraft: isDraft, body: json["body"]?.text ?? "",
      page: json["html_url"]?.text ?? "", uploadAddress: String(upload.prefix { $0 != "{" }),
      assets: try assets(of: Int(id)))
  }

  private func assets(of id: Int) throws(ForgeError) -> [RemoteRelease.Asset] {
    let operation = "list the files of the release"
    var assets: [RemoteRelease.Asset] = []
    for asset in try connection.list(base + "/releases/\(id)/assets?per_page=100", to: operation) {
      let digest = asset["digest"]?.text
      assets.append(
        RemoteRelease.Asset(
          id: Int(try asset.member("id", of: operation, \.integer)),
          name: try asset.member("name", of: operation, \.text),
          size: Int(try asset.member("size", of: operation, \.integer)),
          sha256: digest?.hasPrefix("sha256:") == true
            ? digest.map { String($0.dropFirst(7)) } : nil,
          isComplete: asset["state"]?.text == "uploaded",
          address: asset["url"]?.text ?? ""))
    }
    return assets
  }

  /// The files that a draft has now.
  public func assets(of draft: RemoteRelease) throws(ForgeError) -> [RemoteRelease.Asset] {
    try assets(of: draft.id)
  }

  /// Reads a file, from the server that GitHub sends to.
  public func read(
    _ asset: RemoteRelease.Asset, progress: @escaping (Int) -> Void
  ) throws(ForgeError) -> ArrivedFile {
    try connection.download(
      asset.address, size: asset.size, to: "read back \(asset.name)", progress: progress)
  }

  /// Creates a draft.
  public func createDraft(_ release: ForgeRelease) throws(ForgeError) {
    _ = try connection.send(
      "POST", base + "/releases", json: ForgePayload.gitHub(release), to: "create the draft")
  }

  /// Gives a draft another text.
  public func update(_ draft: RemoteRelease, body: String) throws(ForgeError) {
    _ = try connection.send(
      "PATCH", base + "/releases/\(draft.id)", json: .object([("body", .string(body))]),
      to: "update the draft")
  }

  /// Sends a file.
  public func upload(
    _ asset: ForgeRelease.Asset, to draft: RemoteRelease, progress: (Int) -> Void
  ) throws(ForgeError) {
    _ = try connection.send(
      "POST", draft.uploadAddress + "?name=" + URLText.escaped(asset.name),
      body: .file(path: asset.path, size: asset.size), type: asset.mediaType,
      to: "upload \(asset.name)", progress: progress)
  }

  /// Removes a file.
  public func delete(
    _ asset: RemoteRelease.Asset, of draft: RemoteRelease
  ) throws(ForgeError) {
    _ = try connection.send(
      "DELETE", base + "/releases/assets/\(asset.id)", accepted: [404],
      to: "remove \(asset.name)")
  }

  /// Makes a draft visible.
  public func publish(_ draft: RemoteRelease, _ release: ForgeRelease) throws(ForgeError) {
    _ = try connection.send(
      "PATCH", base + "/releases/\(draft.id)",
      json: .object([
        ("draft", .bool(false)),
        ("make_latest", .string(ForgePayload.latest(release))),
      ]), to: "publish the draft")
  }
}
