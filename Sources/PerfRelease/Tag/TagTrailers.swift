/// The lines at the end of a tag's message that bind a release's evidence to its signature.
public struct TagTrailers: Sendable, Hashable {
  /// The SHA-256 of the release manifest.
  public var manifest: String
  /// The object name of the commit's tree.
  public var tree: String
  /// The SHA-256 of each test record.
  public var evidence: [String]

  /// Collects the values; digests are 64 lower-case hexadecimal digits.
  public init(manifest: String, tree: String, evidence: [String]) {
    self.manifest = manifest
    self.tree = tree
    self.evidence = evidence
  }

  static let manifestName = "Perfkit-Manifest-SHA256"
  static let treeName = "Perfkit-Tree"
  static let evidenceName = "Perfkit-Evidence"
  private static let evidencePrefix = "sha256:"

  /// Whether a line claims to be one of them, in any case of letters.
  static func claims(_ line: some StringProtocol) -> Bool {
    line.lowercased().hasPrefix("perfkit-")
  }

  /// The last paragraph of a message.
  func text() throws(TagError) -> String {
    var lines = [
      (Self.manifestName, manifest, manifest, 64), (Self.treeName, tree, tree, 40),
    ]
    for digest in evidence {
      lines.append((Self.evidenceName, digest, Self.evidencePrefix + digest, 64))
    }
    var text = ""
    for (name, digits, value, count) in lines {
      guard TagText.isHexadecimal(digits, digits: count) else {
        throw .trailer(name, value: digits)
      }
      text += "\(name): \(value)\n"
    }
    return text
  }

  /// The trailers of a message; nil where no line claims to be one.
  ///
  /// They must be the last paragraph, whole and in this order.
  static func read(from message: String) -> Result<TagTrailers?, Fault> {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard let first = lines.firstIndex(where: claims) else { return .success(nil) }
    guard first > lines.startIndex, lines[first - 1].isEmpty else {
      return .failure(Fault(reason: "do not begin a paragraph"))
    }
    let block = lines[first...]
    func value(_ line: Substring?, _ name: String, prefix: String = "", digits: Int) -> String? {
      guard let line, line.hasPrefix(name + ": " + prefix) else { return nil }
      let value = line.dropFirst(name.count + 2 + prefix.count)
      return TagText.isHexadecimal(value, digits: digits) ? String(value) : nil
    }
    guard let manifest = value(block.first, manifestName, digits: 64) else {
      return .failure(Fault(reason: "do not begin with \(manifestName) and a SHA-256"))
    }
    guard let tree = value(block.dropFirst().first, treeName, digits: 40) else {
      return .failure(Fault(reason: "do not go on with \(treeName) and a tree"))
    }
    let rest = block.dropFirst(2)
    let evidence = rest.compactMap {
      value($0, evidenceName, prefix: evidencePrefix, digits: 64)
    }
    guard evidence.count == rest.count else {
      return .failure(Fault(reason: "do not end with lines of \(evidenceName)"))
    }
    return .success(TagTrailers(manifest: manifest, tree: tree, evidence: evidence))
  }

  /// What is wrong with the trailers, as the end of a sentence about them.
  struct Fault: Error {
    let reason: String
  }
}
