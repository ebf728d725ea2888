/// The text of a commit, which is bytes of an encoding that the commit may name.
enum CommitText {
  /// The text; what its encoding does not allow becomes U+FFFD.
  static func decoded(_ bytes: UnsafePointer<CChar>, encoding: String?) -> String {
    guard let encoding, isLatin(encoding) else { return String(cString: bytes) }
    var text = ""
    var place = bytes
    while place.pointee != 0 {
      text.unicodeScalars.append(Unicode.Scalar(UInt8(bitPattern: place.pointee)))
      place += 1
    }
    return text
  }

  private static func isLatin(_ encoding: String) -> Bool {
    ["iso-8859-1", "iso8859-1", "latin-1", "latin1"].contains(encoding.lowercased())
  }
}
