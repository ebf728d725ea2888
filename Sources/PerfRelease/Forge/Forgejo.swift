internal import PerfHTTP
internal import PerfJSON

/// The API of Forgejo and Gitea, version 1.
public struct Forgejo: Forge {
  private let connection: ForgeConnection
  private let repository: String

  /// Makes a forge; the token needs the permission to write the repository.
  public init(_ access: ForgeAccess) {
    repository = access.repository
    connection = ForgeConnection(access, token: ("Authorization", "token " + access.token))
  }

  /// Waits some seconds before something is tried again.
  public var wait: @Sendable (Int) -> Void { connection.access.wait }

  private var base: String { "/repos/" + repository }

  /// The forge's tag.
  public func tag(_ name: String) throws(ForgeError) -> RemoteTag? {
    let operation = "look for tag \(name)"
    let path = base + "/tags/" + URLText.escaped(name)
    let answer = try connection.send("GET", path, accepted: [404], to: operation)
    guard answer.status != 404 else { return nil }
    let commit = try answer.json.member("commit", of: operation) { $0 }
    return RemoteTag(
      object: try answer.json.member("id", of: operation, \.text),
      commit: try commit.member("sha", of: operation, \.text))
  }

  /// The releases of a tag, from the list of all, drafts included.
  public func releases(of tag: String) throws(ForgeError) -> [RemoteRelease] {
    let operation = "list the releases"
    var found: [RemoteRelease] = []
    for json in try connection.list(base + "/releases?limit=50", to: operation)
    where json["tag_name"]?.text == tag {
      found.append(try release(json, operation))
    }
    return found
  }

  private func release(_ json: JSON, _ operation: String) throws(ForgeError) -> RemoteRelease {
    let id = Int(try json.member("id", of: operation, \.integer))
    let list = try json.member("assets", of: operation, \.elements)
    return RemoteRelease(
      id: id, isDraft: try json.member("draft", of: operation, \.flag),
      body: json["body"]?.text ?? "", page: json["html_url"]?.text ?? "",
      uploadAddress: base + "/releases/\(id)/assets", assets: try assets(list, operation))
  }

  private func assets(
    _ list: [JSON], _ operation: String
  ) throws(ForgeError) -> [RemoteRelease.Asset] {
    var assets: [RemoteRelease.Asset] = []
    for asset in list {
      assets.append(
        RemoteRelease.Asset(
          id: Int(try asset.member("id", of: operation, \.integer)),
          name: try asset.member("name", of: operation, \.text),
          size: Int(try asset.member("size", of: operation, \.integer)), sha256: nil,
          isComplete: true, address: asset["browser_download_url"]?.text ?? ""))
    }
    return assets
  }

  /// The files that a draft has now.
  public func assets(of draft: RemoteRelease) throws(ForgeError) -> [RemoteRelease.Asset] {
    let operation = "list the files of the release"
    let json = try connection.send("GET", base + "/releases/\(draft.id)", to: operation).json
    return try assets(try json.member("assets", of: operation, \.elements), operation)
  }

  /// Reads a file.
  public func read(
    _ asset: RemoteRelease.Asset, progress: @escaping (Int) -> Void
  ) throws(ForgeError) -> ArrivedFile {
    try connection.download(
      asset.address, size: asset.size, to: "read back \(asset.name)", progress: progress)
  }

  /// Creates a draft.
  public func createDraft(_ release: ForgeRelease) throws(ForgeError) {
    _ = try connection.send(
      "POST", base + "/releases", json: ForgePayload.forgejo(release), to: "create the draft")
  }

  /// Gives a draft another text.
  public func update(_ draft: RemoteRelease, body: String) throws(ForgeError) {
    _ = try connection.send(
      "PATCH", base + "/releases/\(draft.id)", json: .object([("body", .string(body))]),
      to: "update the draft")
  }

  /// Sends a file as the one part of a form (RFC 7578).
  public func upload(
    _ asset: ForgeRelease.Asset, to draft: RemoteRelease, progress: (Int) -> Void
  ) throws(ForgeError) {
    let boundary = "perfkit-" + asset.sha256
    let head =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"\(asset.name)\"\r\n"
      + "Content-Type: \(asset.mediaType)\r\n\r\n"
    _ = try connection.send(
      "POST", draft.uploadAddress + "?name=" + URLText.escaped(asset.name),
      body: .framed(
        head: Array(head.utf8), path: asset.path, size: asset.size,
        tail: Array("\r\n--\(boundary)--\r\n".utf8)),
      type: "multipart/form-data; boundary=" + boundary, to: "upload \(asset.name)",
      progress: progress)
  }

  /// Removes a file.
  public func delete(
    _ asset: RemoteRelease.Asset, of draft: RemoteRelease
  ) throws(ForgeError) {
    _ = try connection.send(
      "DELETE", base + "/releases/\(draft.id)/assets/\(asset.id)", accepted: [404],
      to: "remove \(asset.name)")
  }

  /// Makes a draft visible.
  public func publish(_ draft: RemoteRelease, _ release: ForgeRelease) throws(ForgeError) {
    _ = try connection.send(
      "PATCH", base + "/releases/\(draft.id)", json: .object([("draft", .bool(false))]),
      to: "publish the draft")
  }
}
