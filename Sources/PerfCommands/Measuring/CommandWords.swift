internal import PerfModel
internal import PerfRun

/// Turns the text of a command into words.
enum CommandWords {
  /// The words of a text, or those that hand it to a shell.
  static func words(_ text: String, shell: String?) throws(Problems) -> [String] {
    if let shell { return [shell, "-c", text] }
    do throws(ShellWords.Failure) {
      return try ShellWords.split(text)
    } catch {
      let reason =
        switch error {
        case .openQuote(let quote, _): "the quote \(quote) is not closed"
        case .trailingBackslash: "a backslash ends it"
        case .empty: "it is empty"
        }
      throw Problems([
        Problem("run.bad-command", "cannot split '\(text)' into words: \(reason)", verdict: .usage)
      ])
    }
  }
}
