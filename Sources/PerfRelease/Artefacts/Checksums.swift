/// The text of `SHA256SUMS`, as `sha256sum` writes it and `sha256sum --check --strict` reads it.
public struct Checksums: Sendable, Hashable {
  /// Digests in hexadecimal by the files' names, which are plain: none needs an escape.
  public private(set) var digests: [String: String] = [:]

  /// The file's own name.
  public static let fileName = "SHA256SUMS"

  /// A list of files; a name occurs once.
  public init(_ files: [(name: String, sha256: String)]) throws(ArtefactError) {
    for file in files {
      if let fault = FileNames.fault(in: file.name) { throw .name(file.name, fault: fault) }
      guard digests.updateValue(file.sha256, forKey: file.name) == nil else {
        throw .name(file.name, fault: "occurs twice")
      }
    }
  }

  /// The lines, sorted bytewise by name.
  public var text: String {
    digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\($0.value)  \($0.key)\n" }.joined()
  }

  /// Reads the text that `text` gives and no other: what `sha256sum` skips or takes in several
  /// forms is an error.
  public init(reading text: String) throws(ArtefactError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.last == "" else {
      throw .checksums(line: lines.count, reason: "it does not end with a line feed")
    }
    var previous: String?
    for (index, line) in lines.dropLast().enumerated() {
      let digest = String(line.prefix(64))
      let name = String(line.dropFirst(66))
      guard digest.utf8.count == 64, digest.utf8.allSatisfy(Self.isHexadecimal),
        line.dropFirst(64).hasPrefix("  "), FileNames.fault(in: name) == nil
      else {
        throw .checksums(line: index + 1, reason: "not 64 hexadecimal digits, two blanks, a name")
      }
      if let previous, !previous.utf8.lexicographicallyPrecedes(name.utf8) {
        throw .checksums(line: index + 1, reason: "'\(name)' repeated or out of order")
      }
      digests[name] = digest
      previous = name
    }
  }

  /// The names that are missing here, that are here and nowhere else, and whose digest differs.
  public func differences(
    from files: [String: String]
  ) -> (missing: [String], extra: [String], different: [String]) {
    (
      files.keys.filter { digests[$0] == nil }.sorted(),
      digests.keys.filter { files[$0] == nil }.sorted(),
      files.filter { digests[$0.key] != nil && digests[$0.key] != $0.value }.map(\.key).sorted()
    )
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
