/// A changelog in the form of Keep a Changelog.
public struct Changelog: Sendable {
  private let lines: [String]
  private let lineEnd: String

  /// Reads a changelog; any text is one.
  public init(_ text: String) {
    lines = text.textLines.map(String.init)
    lineEnd = text.utf8.contains(0x0D) ? "\r\n" : "\n"
  }

  /// What stands between the brackets of a release's heading: its version, or the tag.
  public static func heading(of tag: String) -> String { Version(tag: tag)?.text ?? tag }

  /// The lines of a release's entry without its heading; nil where there is none.
  public func entry(of tag: String) -> [String]? {
    section { Self.isHeading($0, of: tag) }.map { Array(lines[$0.dropFirst()]) }
  }

  /// The changelog with an entry of a release; unchanged where it has one.
  ///
  /// What stands under `Unreleased` becomes the entry's text; where nothing does, it is `generated`.
  /// References at the end (`[0.9]: https://…`) are added if `links` are given, as Keep a Changelog
  /// has them.
  public func adding(_ tag: String, day: String, generated: String, links: Links?) -> String {
    guard entry(of: tag) == nil else { return lines.joined(separator: lineEnd) }
    var result = lines
    let heading = "## [\(Self.heading(of: tag))] - \(day)"
    if let unreleased = section({ $0.lowercased().hasPrefix("## [unreleased]") }) {
      let written = result[unreleased.dropFirst()].contains { !$0.allSatisfy(\.isWhitespace) }
      let text = written ? [heading] : [heading, ""] + Self.lines(of: generated) + [""]
      let insertion = written ? ["", heading] : [""] + text
      let place = unreleased.lowerBound + 1
      if !written {
        result.replaceSubrange(place..<unreleased.upperBound, with: insertion)
      } else {
        result.insert(contentsOf: insertion, at: place)
      }
    } else {
      let place = result.firstIndex { $0.hasPrefix("## ") } ?? Self.end(of: result)
      let gap = place > 0 && !result[place - 1].isEmpty ? [""] : []
      result.insert(contentsOf: gap + [heading, ""] + Self.lines(of: generated) + [""], at: place)
    }
    if let links { Self.add(links, tag: tag, to: &result) }
    return result.joined(separator: lineEnd)
  }

  /// Where the versions of a changelog lead.
  public struct Links: Sendable {
    /// The address of the changes since the release.
    public var unreleased: String
    /// The address of the release's own changes.
    public var release: String

    /// Makes links.
    public init(unreleased: String, release: String) {
      self.unreleased = unreleased
      self.release = release
    }
  }

  /// The lines from a second-level heading to the next one, or to the references at the end.
  private func section(_ isStart: (String) -> Bool) -> Range<Int>? {
    guard let start = lines.firstIndex(where: isStart) else { return nil }
    let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("## ") }
    return start..<min(end ?? .max, max(start + 1, Self.end(of: lines)))
  }

  private static func isHeading(_ line: String, of tag: String) -> Bool {
    guard line.hasPrefix("## ") else { return false }
    let name = line.dropFirst(3).drop { $0 == " " || $0 == "[" }.prefix { $0 != "]" && $0 != " " }
    return name == tag || name == heading(of: tag)
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.textLines.map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The first line of the references at the end, or the end.
  private static func end(of lines: [String]) -> Int {
    var end = lines.count
    while end > 0 && lines[end - 1].isEmpty { end -= 1 }
    let text = end
    while end > 0 && lines[end - 1].hasPrefix("[") && lines[end - 1].contains("]: ") { end -= 1 }
    return end == text ? lines.count : end
  }

  private static func add(_ links: Links, tag: String, to lines: inout [String]) {
    let reference = "[\(heading(of: tag))]: \(links.release)"
    let unreleased = "[Unreleased]: \(links.unreleased)"
    if let place = lines.firstIndex(where: { $0.lowercased().hasPrefix("[unreleased]: ") }) {
      lines[place] = unreleased
      lines.insert(reference, at: place + 1)
      return
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    let hasReferences = lines.last?.hasPrefix("[") == true && lines.last?.contains("]: ") == true
    lines += (hasReferences ? [] : [""]) + [unreleased, reference, ""]
  }
}
