/// Documented output held against real output, line by line.
///
/// `…` stands for any text of a line, and alone for any lines. What differs from run to run counts
/// by its form: amounts of time, memory and throughput, names of runs, moments, keys of builds and
/// commits, and the number of blanks between columns. All else is compared as it is.
enum OutputPattern {
  /// Whether the lines are what the documented lines say.
  static func matches(_ documented: [String], _ lines: [String]) -> Bool {
    matches(documented.map(form)[...], lines.map(form)[...])
  }

  private static func matches(
    _ documented: ArraySlice<String>, _ lines: ArraySlice<String>
  ) -> Bool {
    guard let first = documented.first else { return lines.isEmpty }
    let rest = documented.dropFirst()
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains { matches(rest, lines[$0...]) }
    }
    guard let line = lines.first else { return false }
    return matchesLine(first, line) && matches(rest, lines.dropFirst())
  }

  private static func matchesLine(_ documented: String, _ line: String) -> Bool {
    let pieces = documented.split(separator: "…", omittingEmptySubsequences: false)
    guard pieces.count > 1, let first = pieces.first, let last = pieces.last else {
      return documented == line
    }
    guard line.hasPrefix(first), line.count >= first.count + last.count, line.hasSuffix(last)
    else { return false }
    var rest = line.dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let place = rest.firstRange(of: piece) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }

  /// A line with everything that differs from run to run replaced by its kind.
  private static func form(_ line: String) -> String {
    let form =
      line
      .replacing(/[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}/, with: "<run>")
      .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z/, with: "<moment>")
      .replacing(/\b([0-9a-f]{40}|[0-9a-f]{16}|[0-9a-f]{12})\b/, with: "<key>")
      .replacing(/[0-9]+(\.[0-9]+)? ([kM] )?(ns|us|ms|s|B|KiB|MiB|msg\/s)\b/, with: "<amount>")
      .replacing(/[ ]+/, with: " ")
    return form.hasSuffix(" ") ? String(form.dropLast()) : form
  }
}
