/// A command line that cannot be understood.
struct UsageError {
  enum Mistake {
    case noCommand
    case unknownCommand(String)
    case unknownOption(String)
    case repeated(Command.Option)
    case noValue(Command.Option)
    case needlessValue(Command.Option)
    case missing(Command.Option)
    case clash(Command.Option, Command.Option)
    case meaningless(String, beside: Command.Option)
    case alone(Command.Option, without: Command.Option)
    case unknownValue(Command.Option, String, known: [String])
    case badNumber(String, String, low: UInt64, high: UInt64)
    case noFile
    case unexpected(String)
  }

  let command: Command?
  let mistake: Mistake

  init(_ command: Command?, _ mistake: Mistake) {
    self.command = command
    self.mistake = mistake
  }
}

extension UsageError: CustomStringConvertible {
  var description: String {
    let usage = command.map { "Usage: \($0.usage)\n" } ?? ""
    let help = command.map { "refengine \($0.rawValue) --help" } ?? "refengine --help"
    return "\(reason)\n\(usage)'\(help)' tells more."
  }

  private var reason: String {
    switch mistake {
    case .noCommand: "no command given"
    case .unknownCommand(let word):
      "unknown command '\(word)'" + suggestion(word, Command.allCases.map(\.rawValue))
    case .unknownOption(let word):
      "unknown option '\(word)'" + suggestion(word, command?.options.map(\.spelling) ?? [])
    case .repeated(let option): "\(option.spelling) is given twice"
    case .noValue(let option): "\(option.spelling) needs a value"
    case .needlessValue(let option): "\(option.spelling) takes no value"
    case .missing(let option): "\(option.spelling) is missing"
    case .clash(let option, let other):
      "\(option.spelling) cannot be measured with \(other.spelling)"
    case .meaningless(let what, let other): "\(what) means nothing with \(other.spelling)"
    case .alone(let option, let other):
      "\(option.spelling) means nothing without \(other.spelling)"
    case .unknownValue(let option, let word, let known):
      "\(option.spelling) cannot be '\(word)', it is one of \(known.joined(separator: ", "))"
        + suggestion(word, known)
    case .badNumber(let name, let text, let low, let high):
      "\(name) must be a whole number from \(low) to \(high), not '\(text)'"
    case .noFile: "no file given"
    case .unexpected(let word): "unexpected word '\(word)'"
    }
  }

  private func suggestion(_ word: String, _ known: [String]) -> String {
    guard let near = nearest(to: word, among: known) else { return "" }
    return "; did you mean '\(near)'?"
  }
}
