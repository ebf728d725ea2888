internal import PerfYAML

/// Reads the forges of a policy.
struct PolicyForges {
  private let mistakes: PolicyMistakes

  init(_ mistakes: PolicyMistakes) { self.mistakes = mistakes }

  func read(_ top: PolicyFields) -> [ReleasePolicy.Forge] {
    var forges: [ReleasePolicy.Forge] = []
    for node in top.list("forges") {
      guard let forge = forge(node) else { continue }
      if forges.contains(where: { $0.kind == forge.kind }) {
        top.note("twice", "the forge '\(forge.kind.rawValue)' is there twice", at: node.position)
      }
      forges.append(forge)
    }
    return forges
  }

  private func forge(_ node: YAMLNode) -> ReleasePolicy.Forge? {
    guard
      let fields = PolicyFields(
        node, keys: ["kind", "repository", "url", "api", "token"], owner: "the forge", mistakes),
      let kind = fields.choice("kind", of: ReleasePolicy.Forge.Kind.self, required: true),
      let repository = fields.text("repository", required: true)
    else { return nil }
    let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
    let isPath =
      (kind == .gitlab ? parts.count >= 2 : parts.count == 2)
      && parts.allSatisfy { !$0.isEmpty && TagName.fault(in: String($0)) == nil }
    if !isPath, let node = fields.value("repository") {
      fields.note(
        "bad-repository", "'repository' expects owner/name, found '\(YAMLError.shown(repository))'",
        at: node.position)
    }
    let defaults: [ReleasePolicy.Forge.Kind: String] = [
      .github: "https://github.com", .gitlab: "https://gitlab.com",
      .forgejo: "https://codeberg.org",
    ]
    var forge = ReleasePolicy.Forge(
      kind: kind, repository: repository, url: address("url", fields) ?? defaults[kind] ?? "")
    forge.api = address("api", fields)
    forge.token = fields.text("token")
    if let name = forge.token, let node = fields.value("token"), !Self.isVariable(name) {
      fields.note(
        "bad-token", "'token' names an environment variable, and is no token itself",
        at: node.position, hint: "token: RELEASE_TOKEN")
    }
    return forge
  }

  private func address(_ key: String, _ fields: PolicyFields) -> String? {
    guard var address = fields.text(key) else { return nil }
    while address.hasSuffix("/") { address.removeLast() }
    let isSafe =
      address.hasPrefix("https://")
      || address.hasPrefix("http://127.0.0.1:") || address.hasPrefix("http://localhost:")
    let isAddress =
      isSafe && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      && !address.contains { "()<>[]\"'`\\@?#".contains($0) }
    if !isAddress, let node = fields.value(key) {
      fields.note(
        "bad-url", "'\(key)' expects an address such as https://git.example.org",
        at: node.position,
        hint: "http:// is not accepted: a token would travel in the open")
    }
    return address
  }

  private static func isVariable(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
    return isPlain && !name.isEmpty && !(0x30...0x39).contains(name.utf8.first ?? 0)
      && name.utf8.count <= 64
  }
}
