extension Program {
  /// The forms in which a command is used, each beginning with the program's name.
  func usageLines(of place: Place) -> [String] {
    let call = ([name] + place.path).joined(separator: " ")
    guard case .command(let type) = place.node?.content else {
      return ["\(call) [OPTIONS] COMMAND"]
    }
    if !type.forms.isEmpty { return type.forms.map { "\(call) \($0)" } }
    let specs = (place.node?.specs ?? []).filter { !$0.isHidden }
    let options = specs.filter { $0.isOption && $0.isRequired }.map(\.usage)
    let arguments = specs.filter { !$0.isOption }.map(\.usage)
    return [([call] + options + ["[OPTIONS]"] + arguments).joined(separator: " ")]
  }
}

extension ParameterSpec {
  /// The parameter as it stands in a usage line.
  var usage: String {
    switch shape {
    case .flag, .option: "\(mainName) \(value)"
    case .positional(let repeats):
      (isRequired ? value : "[\(value)]") + (repeats ? "..." : "")
    case .rest: isRequired ? "-- \(value)..." : "[-- \(value)...]"
    }
  }
}
