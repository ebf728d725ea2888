/// A tag as perfkit writes it: the exact bytes that are signed.
public struct TagObject: Sendable, Hashable {
  /// The tag's name without `refs/tags/`.
  public let name: String
  /// The object name of the commit.
  public let commit: String
  /// Who makes it, when.
  public let tagger: Tagger
  /// Everything before the signature, as it stands in the object.
  public let payload: [UInt8]

  /// Checks every field and writes the bytes.
  ///
  /// The message is cleaned as `git tag --cleanup=whitespace` does: blanks at the ends of lines,
  /// empty lines at both ends and repeated ones go, lines that begin with `#` stay.
  public init(
    name: String, commit: String, tagger: Tagger, message: String, trailers: TagTrailers
  ) throws(TagError) {
    if let fault = TagText.nameFault(name) { throw .name(name, fault: fault) }
    guard TagText.isHexadecimal(commit, digits: 40) else { throw .target(commit) }
    let text = try Self.cleaned(message)
    let header = "object \(commit)\ntype commit\ntag \(name)\ntagger \(tagger.line)\n\n"
    self.name = name
    self.commit = commit
    self.tagger = tagger
    payload = Array((header + text + "\n" + (try trailers.text())).utf8)
  }

  /// The whole object: the payload and its signature.
  public func bytes(signature: [UInt8]) -> [UInt8] { payload + signature }

  private static func cleaned(_ message: String) throws(TagError) -> String {
    var lines: [Substring] = []
    let all = message.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      if let character = TagText.hiddenCharacter(in: String(line), multiline: true) {
        throw .message("holds \(character)", line: index + 1)
      }
      if TagText.beginsSignature(line.utf8) {
        throw .message("would be taken for the beginning of the signature", line: index + 1)
      }
      if TagTrailers.claims(line) {
        throw .message("would be taken for one of perfkit's trailers", line: index + 1)
      }
      let end = line.lastIndex { $0 != " " && $0 != "\t" }
      let text = end.map { line[...$0] } ?? ""
      if text.isEmpty && lines.last?.isEmpty ?? true { continue }
      lines.append(text)
    }
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    guard !lines.isEmpty else { throw .message("is missing: it is empty", line: 1) }
    return lines.joined(separator: "\n") + "\n"
  }
}
