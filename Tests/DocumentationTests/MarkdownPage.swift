import Testing

/// A Markdown file taken apart as far as its tests need: fenced blocks, headings and links.
struct MarkdownPage: Sendable, CustomTestStringConvertible {
  /// A fenced block.
  struct Fence: Sendable {
    /// The word behind the opening backticks.
    var language: String
    /// The lines between the fences.
    var lines: [String]
    /// The line of the opening fence, from 1.
    var line: Int
    /// The project that `<!-- project: NAME -->` before the block asks for, fresh.
    var project: String?
    /// The file that `<!-- file: PATH -->` before the block says it shows.
    var file: String?
  }

  /// A link to another page or to a place in one.
  struct Link: Sendable {
    var target: String
    var line: Int
  }

  /// The path in the repository.
  let path: String
  private(set) var fences: [Fence] = []
  private(set) var links: [Link] = []
  /// The names by which links reach the headings.
  private(set) var anchors: [String] = []

  var testDescription: String { path }

  init(path: String, text: String) {
    self.path = path
    var open: Fence?
    var project: String?
    var file: String?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        if let fence = open {
          fences.append(fence)
          open = nil
        } else {
          open = Fence(
            language: String(line.dropFirst(3)), lines: [], line: index + 1, project: project,
            file: file)
          (project, file) = (nil, nil)
        }
      } else if open != nil {
        open?.lines.append(String(line))
      } else if let directive = line.wholeMatch(of: /<!-- (project|file): (\S+) -->/) {
        if directive.1 == "project" { project = String(directive.2) }
        if directive.1 == "file" { file = String(directive.2) }
      } else {
        read(line, number: index + 1)
      }
    }
  }

  private mutating func read(_ line: Substring, number: Int) {
    if let heading = line.wholeMatch(of: /#+ (.*)/) { anchors.append(Self.anchor(heading.1)) }
    let plain = line.replacing(/`[^`]*`/, with: "")
    for link in plain.matches(of: /\]\(([^)\s]+)\)/) {
      links.append(Link(target: String(link.1), line: number))
    }
  }

  /// The anchor that GitHub and its like give a heading.
  private static func anchor(_ heading: Substring) -> String {
    let kept = heading.lowercased().filter {
      $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_"
    }
    return kept.replacing(" ", with: "-")
  }
}
