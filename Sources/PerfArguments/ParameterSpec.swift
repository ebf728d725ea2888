/// What a shell offers where a value is expected.
public enum CompletionHint: Sendable, Hashable {
  /// Nothing.
  case none
  /// Names of files and folders.
  case file
  /// Names of folders.
  case folder
  /// Exactly these words; the choices of a value's type are offered without this.
  case words([String])
}

/// Whether help and completions mention something; what is hidden works all the same.
public enum Visibility: Sendable, Hashable {
  /// Shown in help and completions.
  case shown
  /// Left out of help, completions and suggestions.
  case hidden
}

/// What is known of an option or argument without its type, from which help and completions come.
struct ParameterSpec: Sendable {
  enum Shape: Sendable, Hashable {
    case flag
    case option(repeats: Bool)
    case positional(repeats: Bool)
    /// Everything after `--`.
    case rest
  }

  var shape: Shape
  /// The spellings of an option with their dashes, the long one first; empty for an argument.
  var names: [String] = []
  /// What stands for the value in help, in capitals; empty for a flag.
  var value = ""
  var help: String
  var expectation = ""
  var choices: [String] = []
  var completion = CompletionHint.none
  var isRequired = false
  var isHidden = false

  var isOption: Bool { !names.isEmpty }
  var takesValue: Bool { shape != .flag }
  var mayRepeat: Bool {
    switch shape {
    case .flag, .option(repeats: true), .positional(repeats: true), .rest: true
    case .option(repeats: false), .positional(repeats: false): false
    }
  }
  /// The long spelling, or the only one.
  var mainName: String { names.first { $0.hasPrefix("--") } ?? names.first ?? value }

  /// The words a shell offers for the value.
  var offeredWords: [String] {
    if case .words(let words) = completion { return words }
    return choices
  }

  static let help = ParameterSpec(
    shape: .flag, names: ["--help", "-h"], help: "Show this help and end.")
  static let version = ParameterSpec(
    shape: .flag, names: ["--version"], help: "Print the version and end.")
  static let builtIn = [help, version]
}
