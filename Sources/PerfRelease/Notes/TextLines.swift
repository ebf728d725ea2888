extension StringProtocol {
  /// The lines without their ends, LF or CR LF; a text that ends with one has an empty last line.
  ///
  /// `split(separator: "\n")` does not see CR LF, which is one character to Swift.
  var textLines: [Substring] {
    Substring(self).utf8.split(omittingEmptySubsequences: false) { $0 == 0x0A }.map {
      Substring($0.last == 0x0D ? $0.dropLast() : $0)
    }
  }
}
