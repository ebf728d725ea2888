extension UsageProblem {
  /// A stable name for scripts, such as `usage.unknown-option`.
  public var code: String {
    switch self {
    case .missingCommand: "usage.missing-command"
    case .unknownCommand: "usage.unknown-command"
    case .unknownOption: "usage.unknown-option"
    case .missingValue: "usage.missing-value"
    case .unexpectedValue: "usage.unexpected-value"
    case .badValue: "usage.bad-value"
    case .repeatedOption: "usage.repeated-option"
    case .unexpectedArgument: "usage.unexpected-argument"
    case .missingArgument: "usage.missing-argument"
    case .missingOption: "usage.missing-option"
    case .conflict: "usage.conflict"
    case .requires: "usage.requires"
    }
  }

  /// One sentence that says what is wrong, without a full stop.
  public var message: String {
    switch self {
    case .missingCommand: "a command is missing"
    case .unknownCommand(let name, _, _): "unknown command \(quoted(name))"
    case .unknownOption(let name, _, _): "unknown option \(quoted(name))"
    case .missingValue(let option, let value, _): "option '\(option)' needs a value \(value)"
    case .unexpectedValue(let option, let given):
      "option '\(option)' takes no value, found \(quoted(given))"
    case .badValue(let subject, let given, let expectation, _):
      "\(subject): \(quoted(given)) is not \(expectation)"
    case .repeatedOption(let name): "option '\(name)' is given more than once"
    case .unexpectedArgument(let word, _): "unexpected argument \(quoted(word))"
    case .missingArgument(let name, _): "the argument \(name) is missing"
    case .missingOption(let name, let value): "the option '\(name) \(value)' is missing"
    case .conflict(let first, let second): "'\(first)' and '\(second)' exclude each other"
    case .requires(let option, let others):
      "'\(option)' needs \(alternatives(others.map { "'\($0)'" })) beside it"
    }
  }

  /// What to do about it, if more can be said than to look at the help.
  public var hint: String? {
    switch self {
    case .unknownCommand(_, let suggestion?, _), .unknownOption(_, let suggestion?, _),
      .badValue(_, _, _, let suggestion?):
      "did you mean '\(suggestion)'?"
    case .missingCommand(let known), .unknownCommand(_, nil, let known):
      "commands: \(known.joined(separator: ", "))"
    case .unknownOption(let name, nil, let owners) where !owners.isEmpty:
      "'\(name)' is an option of \(alternatives(owners.map { "'\($0)'" })),"
        + " written after the command"
    case .missingValue(let option, let value, let next?):
      "write '\(option)=\(value)' if the value begins with a dash, as \(quoted(next)) does"
    case .unexpectedArgument(_, separated: true), .missingArgument(_, separated: true):
      "write '--' before the command to run"
    default: nil
    }
  }
}

/// The text in quotes, shortened, with control characters made visible.
private func quoted(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(60) {
    let isControl = scalar.properties.generalCategory == .control
    shown += isControl ? scalar.escaped(asASCII: true) : String(scalar)
  }
  return text.unicodeScalars.count > 60 ? "'\(shown)…'" : "'\(shown)'"
}
