/// A shell for which completions can be written.
public enum Shell: String, CaseIterable, ArgumentValue {
  /// GNU bash, version 4 or later.
  case bash
  /// The Z shell with its completion system.
  case zsh
  /// The friendly interactive shell, version 3 or later.
  case fish
}

extension Program {
  /// The script that teaches a shell the commands, options, choices and file names.
  public func completions(for shell: Shell) -> String {
    let grammar = CompletionGrammar(self)
    switch shell {
    case .bash: return BashCompletion(grammar: grammar).script
    case .zsh: return ZshCompletion(grammar: grammar).script
    case .fish: return FishCompletion(grammar: grammar).script
    }
  }
}

/// The text as one word of a shell, in single quotes.
func shellQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
    + "'"
}
