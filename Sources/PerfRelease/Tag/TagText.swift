/// What the texts of a tag object may hold.
enum TagText {
  /// The lines with which git lets a signature begin; the last of them in a tag counts for it.
  static let signatureMarks = [
    "-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP MESSAGE-----",
    "-----BEGIN SIGNED MESSAGE-----", "-----BEGIN SSH SIGNATURE-----",
  ].map { Array($0.utf8) }

  /// Whether git would let a signature begin with this line.
  static func beginsSignature(_ line: some Collection<UInt8>) -> Bool {
    signatureMarks.contains { line.starts(with: $0) }
  }

  /// The first character of a text that is not to be shown as it is, as `U+XXXX`; nil if there is
  /// none.
  ///
  /// Control characters can rule a terminal, and marks of direction make a text look like another
  /// one. Line ends and tabulators are allowed where `multiline`.
  static func hiddenCharacter(in text: String, multiline: Bool = false) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: if !multiline { return name(scalar) }
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
        return name(scalar)
      default: continue
      }
    }
    return nil
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  static func isHexadecimal(_ text: some StringProtocol, digits: Int) -> Bool {
    text.utf8.count == digits
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Whether two texts are the same bytes: for Swift `é` equals `e` with an accent behind it.
  static func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  /// What is wrong with a tag's name by the rules of git's newest versions, or nil.
  ///
  /// They are those of `git check-ref-format`, and a tag may not be called `HEAD` or begin with a
  /// hyphen.
  static func nameFault(_ name: String) -> String? {
    if name.isEmpty { return "is empty" }
    if let character = hiddenCharacter(in: name) { return "holds \(character)" }
    let bytes = Array(name.utf8)
    if name == "HEAD" || name == "@" { return "means something else to git" }
    if bytes.starts(with: "-".utf8) { return "begins with a hyphen" }
    for part in [" ", "~", "^", ":", "?", "*", "[", "\\", "..", "@{", "//"]
    where bytes.contains(part.utf8) {
      return "holds '\(part)'"
    }
    for part in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty { return "begins or ends with '/'" }
      if part.starts(with: ".".utf8) { return "has a part that begins with '.'" }
      if part.reversed().starts(with: ".lock".utf8.reversed()) {
        return "has a part that ends with '.lock'"
      }
    }
    return bytes.last == UInt8(ascii: ".") ? "ends with '.'" : nil
  }
}
