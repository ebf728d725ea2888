/// What gnuplot drew, made fit for light and dark pages and for standing in one file with others.
public struct FigurePicture: Sendable {
  /// On a light page, and what takes its place on a dark one.
  private static let colors: [(light: String, dark: String)] =
    [("#ffffff", "#0d1117"), ("#1f2328", "#d1d7e0"), ("#d8dee4", "#30363d")]
    + Figure.Curve.Color.allCases.map { (light($0), dark($0)) }

  static func light(_ color: Figure.Curve.Color) -> String {
    switch color {
    case .blue: "#0072b2"
    case .vermillion: "#d55e00"
    case .green: "#009e73"
    case .orange: "#b57700"
    case .purple: "#a8568a"
    case .grey: "#6e7781"
    }
  }

  private static func dark(_ color: Figure.Curve.Color) -> String {
    switch color {
    case .blue: "#56b4e9"
    case .vermillion: "#ff8a3d"
    case .green: "#2fc79a"
    case .orange: "#e69f00"
    case .purple: "#e08fc0"
    case .grey: "#9198a1"
    }
  }

  private let figure: Figure
  /// The lines of the drawing from its `svg` tag on.
  private let lines: [ArraySlice<UInt8>]

  /// Takes the SVG that gnuplot printed for a figure; nil if it is none.
  public init?(_ figure: Figure, drawn: String) {
    let lines = Array(drawn.utf8).split(separator: UInt8(ascii: "\n"))
    guard let first = lines.firstIndex(where: { $0.starts(with: "<svg".utf8) }),
      lines.last?.starts(with: "</svg>".utf8) == true
    else { return nil }
    self.figure = figure
    self.lines = Array(lines[first...])
  }

  /// The picture as a file.
  public var file: String {
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + element(prefix: "")
  }

  /// The picture as part of a page, with names that no other one has.
  public var inline: String { element(prefix: figure.name + "-") }

  /// The element with a title, without gnuplot's own names and marks.
  private func element(prefix: String) -> String {
    let names = [
      ("<svg", "<svg role=\"img\""), ("gnuplot_canvas", prefix + "canvas"),
      ("'#gpPt", "'#\(prefix)gpPt"), ("gnuplot_plot_", prefix + "plot_"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
    var text: [UInt8] = []
    var isOpen = false
    var end: [UInt8]?
    for line in lines where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      if let wanted = end {
        if line.starts(with: wanted) { end = nil }
      } else if line.starts(with: "<title>".utf8) {
        end = Array("<desc>".utf8)
      } else if line.starts(with: "<defs>".utf8) {
        end = Array("</defs>".utf8)
      } else {
        Self.append(line, to: &text, replacing: names)
        text.append(UInt8(ascii: "\n"))
        if !isOpen, line.last == UInt8(ascii: ">") {
          isOpen = true
          text += head(prefix).utf8
        }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What stands behind the opening tag.
  private func head(_ prefix: String) -> String {
    """
    <title>\(HTMLPage.escaped(figure.title))</title>
    <desc>\(HTMLPage.escaped(figure.caption))</desc>
    <style>\(Self.darkStyle)</style>
    \(Self.points(prefix))
    """
  }

  /// The two marks that curves are drawn with.
  private static func points(_ prefix: String) -> String {
    """
    <defs><path id="\(prefix)gpPt1" stroke-width="0.4" stroke="currentColor" \
    d="M-1,-1 L1,1 M1,-1 L-1,1"/>\
    <circle id="\(prefix)gpPt6" fill="currentColor" stroke="none" cx="0" cy="0" r="1"/></defs>

    """
  }

  /// Rules that change colours where the reader wants dark pages; presentation attributes give way
  /// to them.
  private static let darkStyle: String = {
    let rules = colors.map { light, dark in
      "[stroke=\"\(light)\"]{stroke:\(dark)}[fill=\"\(light)\"]{fill:\(dark)}"
        + "[color=\"\(light)\"]{color:\(dark)}"
    }
    return "@media(prefers-color-scheme:dark){" + rules.joined() + "}"
  }()

  /// Adds a line with some words replaced, and `rgb(  0, 114, 178)` in all its spellings as
  /// `#0072b2`.
  private static func append(
    _ line: ArraySlice<UInt8>, to text: inout [UInt8], replacing words: [([UInt8], [UInt8])]
  ) {
    let color = Array("rgb(".utf8)
    var rest = line
    while let byte = rest.first {
      if byte == color[0], rest.starts(with: color),
        let close = rest.firstIndex(of: UInt8(ascii: ")"))
      {
        text += hexadecimal(rest[(rest.startIndex + color.count)..<close]).utf8
        rest = rest[(close + 1)...]
      } else if let word = words.first(where: { $0.0[0] == byte && rest.starts(with: $0.0) }) {
        text += word.1
        rest = rest.dropFirst(word.0.count)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
  }

  /// `#0072b2` of `  0, 114, 178`.
  private static func hexadecimal(_ numbers: ArraySlice<UInt8>) -> String {
    "#"
      + numbers.split(separator: UInt8(ascii: ",")).map { number in
        let value = UInt8(String(decoding: number.filter { $0 != 0x20 }, as: UTF8.self)) ?? 0
        return (value < 16 ? "0" : "") + String(value, radix: 16)
      }.joined()
  }
}
