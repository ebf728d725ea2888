public import PerfCrypto

/// A text in which some regions are generated, between `<!-- perfkit:begin NAME … -->` and
/// `<!-- perfkit:end NAME -->`, and everything else belongs to whoever edits it.
public struct NotesRegions: Sendable {
  private enum Part: Sendable {
    case text([Substring])
    case region(name: String, seal: String, lines: [Substring])
  }

  private var parts: [Part] = []

  /// Reads a text; a region that is not closed, or is there twice, counts as text.
  public init(_ text: String) {
    var plain: [Substring] = []
    let lines = text.textLines
    var names: Set<String> = []
    var place = 0
    while place < lines.count {
      if let begin = Self.begin(lines[place]), !names.contains(begin.name),
        let end = lines[place...].firstIndex(where: { $0 == Self.end(begin.name) })
      {
        parts.append(.text(plain))
        plain = []
        names.insert(begin.name)
        parts.append(
          .region(name: begin.name, seal: begin.seal, lines: Array(lines[(place + 1)..<end])))
        place = end + 1
      } else {
        plain.append(lines[place])
        place += 1
      }
    }
    parts.append(.text(plain))
  }

  /// The text, each region with the digest of what it holds, by which a later edit is seen.
  public func sealed() throws(CryptoError) -> String {
    var lines: [Substring] = []
    for part in parts {
      switch part {
      case .text(let text): lines += text
      case .region(let name, _, let inner):
        lines += Self.lines(name, seal: try Self.digest(inner), inner)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What came of putting newly generated regions into an edited text.
  public struct Merged: Sendable, Hashable {
    /// The text.
    public var text: String
    /// The regions that were edited by hand and are kept as they are, though they would now differ.
    public var kept: [String]
    /// The regions that stand in the new text only; one that was removed by hand is not put back.
    public var left: [String]
  }

  /// This text, which may have been edited, with the regions of `new` where they were not.
  public func merged(with new: NotesRegions) throws(CryptoError) -> Merged {
    var fresh: [String: [Substring]] = [:]
    for case .region(let name, _, let lines) in new.parts { fresh[name] = lines }
    var merged: [Substring] = []
    var kept: [String] = []
    for part in parts {
      switch part {
      case .text(let text): merged += text
      case .region(let name, let seal, let lines):
        guard let newer = fresh.removeValue(forKey: name) else {
          merged += Self.lines(name, seal: seal, lines)
          continue
        }
        let isEdited = try Self.digest(lines) != seal
        if isEdited && lines != newer { kept.append(name) }
        let chosen = isEdited ? lines : newer
        merged += Self.lines(
          name, seal: isEdited && lines != newer ? seal : try Self.digest(newer), chosen)
      }
    }
    return Merged(text: merged.joined(separator: "\n"), kept: kept, left: fresh.keys.sorted())
  }

  private static func lines(_ name: String, seal: String, _ lines: [Substring]) -> [Substring] {
    let begin =
      seal.isEmpty ? "<!-- perfkit:begin \(name) -->" : "<!-- perfkit:begin \(name) \(seal) -->"
    return [begin[...]] + lines + [end(name)[...]]
  }

  private static func end(_ name: String) -> String { "<!-- perfkit:end \(name) -->" }

  private static func begin(_ line: Substring) -> (name: String, seal: String)? {
    guard line.hasPrefix("<!-- perfkit:begin "), line.hasSuffix(" -->") else { return nil }
    let words = line.dropFirst(19).dropLast(4).split(separator: " ")
    guard let name = words.first, words.count <= 2,
      name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == 0x2D })
    else { return nil }
    return (String(name), words.count == 2 ? String(words[1]) : "")
  }

  /// The first 16 digits of SHA-256.
  private static func digest(_ lines: [Substring]) throws(CryptoError) -> String {
    String(try SHA256.hex(of: Array(lines.joined(separator: "\n").utf8)).prefix(16))
  }
}
