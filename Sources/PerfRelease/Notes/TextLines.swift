extension StringProtocol {
  /// The lines without their ends, LF with any CRs before it; a text that ends with one has an empty
  /// last line.
  ///
  /// `split(separator: "\n")` does not see CR LF, which is one character to Swift.
  var textLines: [Substring] {
    Substring(self).utf8.split(omittingEmptySubsequences: false) { $0 == 0x0A }.map { line in
      var line = line
      while line.last == 0x0D { line = line.dropLast() }
      return Substring(line)
    }
  }
}
