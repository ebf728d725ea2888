/// The name of a release's tag: what it may hold, and which names would be taken for it.
public enum TagName {
  /// Why a text is not accepted as a tag's name.
  public enum Fault: Sendable, Hashable {
    case empty
    case tooLong(bytes: Int)
    case character(String)
    case start(String)
    case reserved(String)
    case sequence(String)
    case ending(String)
  }

  /// How many bytes a name may have.
  public static let mostBytes = 128

  /// What is wrong with a name, or nil: letters, digits and `. _ + / -`, as git allows them, the
  /// first one a letter or digit.
  ///
  /// git itself allows more, which then breaks out of scripts (`$(id)`), is taken for an option
  /// (`-x`) or for something else (`HEAD`).
  public static func fault(in name: String) -> Fault? {
    if name.isEmpty { return .empty }
    if name.utf8.count > mostBytes { return .tooLong(bytes: name.utf8.count) }
    for scalar in name.unicodeScalars where !isAllowed(scalar) {
      return .character(String(scalar))
    }
    if let first = name.unicodeScalars.first, !isLetterOrDigit(first) {
      return .start(String(first))
    }
    if ["HEAD", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD"].contains(name.uppercased()) {
      return .reserved(name)
    }
    for sequence in ["..", "//", "/.", "./"] where name.contains(sequence) {
      return .sequence(sequence)
    }
    for part in name.split(separator: "/") where part.hasSuffix(".lock") { return .ending(".lock") }
    for ending in [".", "/"] where name.hasSuffix(ending) { return .ending(ending) }
    return isObjectName(name) ? .reserved(name) : nil
  }

  /// The existing names that a person or a file system would take for `name`, and those of the same
  /// version, without `name` itself.
  public static func twins(of name: String, among tags: [String]) -> [String] {
    let look = skeleton(name)
    let version = Version(tag: name)
    return tags.filter { other in
      guard Array(other.utf8) != Array(name.utf8) else { return false }
      if skeleton(other) == look { return true }
      guard let version, let old = Version(tag: other) else { return false }
      return version.isTwin(of: old)
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    isLetterOrDigit(scalar) || [".", "_", "+", "/", "-"].contains(scalar)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// Whether git would read the name as a commit's.
  private static func isObjectName(_ name: String) -> Bool {
    (name.utf8.count == 40 || name.utf8.count == 64) && name.allSatisfy(\.isHexDigit)
  }

  /// What a name looks like: lower case, and letters of other scripts as the Latin ones they pass for.
  private static func skeleton(_ name: String) -> String {
    var look = String.UnicodeScalarView()
    for scalar in name.lowercased().unicodeScalars {
      if scalar.properties.isDefaultIgnorableCodePoint { continue }
      if let latin = lookalikes[scalar] {
        look.append(latin)
      } else if (0xFF01...0xFF5E).contains(scalar.value),
        let latin = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        look.append(contentsOf: String(latin).lowercased().unicodeScalars)
      } else {
        look.append(scalar)
      }
    }
    return String(look)
  }

  /// Lower-case letters and signs that pass for ASCII ones in usual fonts (after Unicode TR 39).
  private static let lookalikes: [Unicode.Scalar: Unicode.Scalar] = [
    "а": "a", "ɑ": "a", "α": "a", "Ь": "b", "с": "c", "ϲ": "c", "ԁ": "d", "е": "e", "һ": "h",
    "і": "i", "ı": "i", "ι": "i", "ј": "j", "к": "k", "κ": "k", "ӏ": "l", "м": "m", "н": "h",
    "о": "o", "ο": "o", "օ": "o", "р": "p", "ρ": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t",
    "τ": "t", "υ": "u", "ս": "u", "ѵ": "v", "ν": "v", "ԝ": "w", "х": "x", "χ": "x", "у": "y",
    "γ": "y", "ᴢ": "z", "٠": "0", "۰": "0", "‐": "-", "‑": "-", "–": "-", "−": "-", "⁄": "/",
    "∕": "/", "․": ".", "。": ".", "·": ".",
  ]
}

extension TagName.Fault {
  /// What is wrong, as the end of a sentence about the name.
  public var text: String {
    switch self {
    case .empty: "is empty"
    case .tooLong(let bytes): "has \(bytes) bytes; at most \(TagName.mostBytes) are accepted"
    case .character(let character):
      "holds \(Self.shown(character)); letters, digits and . _ + / - are accepted"
    case .start(let character): "starts with '\(character)'; a letter or digit is accepted"
    case .reserved: "means something else to git"
    case .sequence(let text): "holds '\(text)', which git does not allow or reads otherwise"
    case .ending(let text): "has a part that ends with '\(text)', which git does not allow"
    }
  }

  private static func shown(_ character: String) -> String {
    guard let scalar = character.unicodeScalars.first else { return "nothing" }
    let isPlain = (0x21...0x7E).contains(scalar.value)
    return isPlain ? "'\(character)'" : "U+" + hexadecimal(scalar.value)
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
