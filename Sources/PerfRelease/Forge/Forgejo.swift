internal import PerfFiles
internal import PerfHTTP
internal import PerfJSON

/// The API of Forgejo and Gitea, version 1.
public struct Forgejo: Forge {
  private let connection: ForgeConnection
  private let repository: String

  /// Makes a forge of `OWNER/NAME`.
  /// - Parameters:
  ///   - address: the API, such as `https://codeberg.org/api/v1`.
  ///   - token: with permission to write the repository.
  ///   - wait: waits some seconds before a request is repeated.
  public init(
    repository: String, address: String, token: String, wait: @escaping @Sendable (Int) -> Void
  ) {
    self.repository = repository
    connection = ForgeConnection(
      address: address, token: ("Authorization", "token " + token), wait: wait)
  }

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
    var assets: [RemoteRelease.Asset] = []
    for asset in try json.member("assets", of: operation, \.elements) {
      assets.append(
        RemoteRelease.Asset(
          id: Int(try asset.member("id", of: operation, \.integer)),
          name: try asset.member("name", of: operation, \.text),
          size: Int(try asset.member("size", of: operation, \.integer)), sha256: nil,
          isComplete: true))
    }
    return RemoteRelease(
      id: id, isDraft: try json.member("draft", of: operation, \.flag),
      body: json["body"]?.text ?? "", page: json["html_url"]?.text ?? "",
      uploadAddress: base + "/releases/\(id)/assets", assets: assets)
  }

  /// Creates a draft.
  public func createDraft(_ release: ForgeRelease) throws(ForgeError) {
    _ = try connection.send(
      "POST", base + "/releases", json: request(release), to: "create the draft")
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
    let operation = "upload \(asset.name)"
    let content: [UInt8]
    do throws(FileError) {
      content = try File.read(asset.path)
    } catch {
      throw .state(reason: "cannot \(error.operation) '\(error.path)': \(error.reason)")
    }
    let boundary = "perfkit-" + asset.sha256
    let head =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"\(asset.name)\"\r\n"
      + "Content-Type: \(asset.mediaType)\r\n\r\n"
    _ = try connection.send(
      "POST", draft.uploadAddress + "?name=" + URLText.escaped(asset.name),
      body: .bytes(Array(head.utf8) + content + Array("\r\n--\(boundary)--\r\n".utf8)),
      type: "multipart/form-data; boundary=" + boundary, to: operation, progress: progress)
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

  /// The body of the request that creates the draft.
  public func payload(_ release: ForgeRelease) -> String { request(release).document }

  private func request(_ release: ForgeRelease) -> JSON {
    .object([
      ("tag_name", .string(release.tag)), ("target_commitish", .string(release.commit)),
      ("name", .string(release.title)), ("body", .string(release.body)), ("draft", .bool(true)),
      ("prerelease", .bool(release.isPrerelease)),
    ])
  }
}
