/// Text of others, made into GitHub-flavoured Markdown that shows it and does nothing.
///
/// No link, image, mention, reference to an issue, heading, list, code, table, HTML or emoji comes out of
/// it, whatever it holds; control characters, those that change the direction of text and invisible ones
/// are left out. `&#8203;`, a space of no width, stands where forges look at the text behind the Markdown.
public enum MarkdownText {
  /// How many characters of a line are shown.
  public static let mostCharacters = 240

  /// One line of Markdown; a longer text ends in an ellipsis.
  public static func line(_ text: String, most: Int = mostCharacters) -> String {
    escaped(plain(text, most: most))
  }

  /// The paragraphs of a longer text, each as one line of Markdown, at most 20.
  public static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    for part in text.textLines.split(whereSeparator: { $0.allSatisfy(\.isWhitespace) }).prefix(20) {
      let line = line(part.joined(separator: " "), most: 2000)
      if !line.isEmpty { paragraphs.append(line) }
    }
    return paragraphs
  }

  /// A code span: the text in as many backticks as it needs.
  public static func code(_ text: String, most: Int = mostCharacters) -> String {
    let shown = plain(text, most: most)
    guard !shown.isEmpty else { return "" }
    var longest = 0
    var run = 0
    for character in shown {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = shown.hasPrefix("`") || shown.hasSuffix("`") ? " " : ""
    return fence + pad + shown.replacing("|", with: "\\|") + pad + fence
  }

  /// The text on one line, without what cannot be seen, without any escaping.
  public static func plain(_ text: String, most: Int = mostCharacters) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    var isInEscape = false
    var wantsSpace = false
    var count = 0
    for scalar in text.unicodeScalars {
      if isInEscape {
        isInEscape = !("@"..."~").contains(scalar) || scalar == "["
        continue
      }
      if scalar == "\u{1B}" || scalar == "\u{9B}" {
        isInEscape = true
        continue
      }
      if isSpace(scalar) {
        wantsSpace = !result.isEmpty
        continue
      }
      guard isVisible(scalar) else { continue }
      let isMark =
        !scalar.isASCII && scalar.properties.canonicalCombiningClass != .notReordered
      marks = isMark ? marks + 1 : 0
      if marks > 3 { continue }
      if wantsSpace { result.append(" ") }
      wantsSpace = false
      count += 1
      if count > most {
        result.append("…")
        break
      }
      result.append(scalar)
    }
    return String(result)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " || (0x09...0x0D).contains(scalar.value) }
    return scalar.properties.isWhitespace
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    if scalar.properties.isDefaultIgnorableCodePoint {
      return (0xFE00...0xFE0F).contains(scalar.value)
    }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
    default: scalar.value != 0x2800
    }
  }

  // MARK: Escaping

  private static let space = "&#8203;"

  private static func escaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: "$"),
        UInt8(ascii: "#"):
        result += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="):
        result += place == 0 ? [UInt8(ascii: "\\"), byte] : [byte]
      case UInt8(ascii: "."), UInt8(ascii: ")"):
        let isLast = place + 1 == bytes.count || bytes[place + 1] == UInt8(ascii: " ")
        let isNumbered =
          isLast && place > 0 && bytes[..<place].allSatisfy { (0x30...0x39).contains($0) }
        result += isNumbered ? [UInt8(ascii: "\\"), byte] : [byte]
      default: result.append(byte)
      }
      if breaksBehind(bytes, place) { result += space.utf8 }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a forge would make something of this byte and those behind it: `@name`, `#1`, `!1`,
  /// `GH-1`, `://`, `www.`, `:emoji:`.
  private static func breaksBehind(_ bytes: [UInt8], _ place: Int) -> Bool {
    guard place + 1 < bytes.count else { return false }
    let next = bytes[place + 1]
    switch bytes[place] {
    case UInt8(ascii: "@"): return true
    case UInt8(ascii: "#"), UInt8(ascii: "!"), UInt8(ascii: "%"), UInt8(ascii: "~"),
      UInt8(ascii: "$"):
      return isLetterOrDigit(next)
    case UInt8(ascii: ":"): return next == UInt8(ascii: "/") || isEmoji(bytes, place)
    case UInt8(ascii: "-"):
      return (0x30...0x39).contains(next) && place >= 2
        && lowercased(bytes[place - 2]) == UInt8(ascii: "g")
        && lowercased(bytes[place - 1]) == UInt8(ascii: "h")
    case UInt8(ascii: "w"), UInt8(ascii: "W"):
      return next == UInt8(ascii: ".") && place >= 2
        && lowercased(bytes[place - 1]) == UInt8(ascii: "w")
        && lowercased(bytes[place - 2]) == UInt8(ascii: "w")
    default: return false
    }
  }

  private static func isEmoji(_ bytes: [UInt8], _ place: Int) -> Bool {
    let rest = bytes[(place + 1)...]
    let name = rest.prefix(40).prefix {
      isLetterOrDigit($0) || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains($0)
    }
    return !name.isEmpty && name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ":")
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 32 : byte
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
