internal import PerfModel

/// How far the words of a command line have led into the tree of commands.
struct Place {
  /// The names of the commands entered, without the program's.
  var path: [String]
  /// The command or group reached; nil for the program itself.
  var node: CommandNode?
  /// The commands that may follow.
  var members: [CommandNode]

  var shownNames: [String] { members.filter { !$0.isHidden }.map(\.name) }

  func member(named name: String) throws(UsageProblem) -> Place {
    guard let node = members.first(where: { $0.name == name }) else {
      let known = shownNames
      let suggestion = nearest(name, in: known) ?? completion(of: name, in: known)
      throw .unknownCommand(name, suggestion: suggestion, known: known)
    }
    return Place(path: path + [name], node: node, members: node.members)
  }
}

extension Program {
  /// The place that a path of command names leads to.
  func place(named path: some Sequence<String>) throws(UsageProblem) -> Place {
    var place = Place(path: [], node: nil, members: commands)
    for name in path { place = try place.member(named: name) }
    return place
  }

  func usageError(_ problem: UsageProblem, at place: Place) -> UsageError {
    UsageError(problem: problem, path: [name] + place.path, usage: usageLines(of: place))
  }

  /// The problem of an option that neither the command nor the program has.
  func unknown(_ option: WrittenOption, at place: Place) -> UsageProblem {
    let shared = Globals.parameters.flatMap(\.entries).map(\.spec) + ParameterSpec.builtIn
    let known = ((place.node?.specs ?? []) + shared).filter { !$0.isHidden }.flatMap(\.names)
    let owners = place.members.filter { member in
      member.specs.contains { !$0.isHidden && $0.names.contains(option.name) }
    }
    let suggestion = owners.isEmpty ? similarOption(to: option.name, in: known) : nil
    return .unknownOption(option.name, suggestion: suggestion, owners: owners.map(\.name))
  }

  /// The option meant, which may differ in its dashes, be cut short or carry its value.
  private func similarOption(to name: String, in known: [String]) -> String? {
    func bare(_ name: String) -> String { String(name.drop { $0 == "-" }) }
    let word = bare(name)
    if let same = known.first(where: { bare($0) == word }) { return same }
    if let short = known.first(where: { $0 == name.prefix(2) }), UInt64(name.dropFirst(2)) != nil {
      return "\(short) \(name.dropFirst(2))"
    }
    let long = known.filter { $0.hasPrefix("--") }
    let near = nearest(word, in: long.map(bare)) ?? completion(of: word, in: long.map(bare))
    return near.flatMap { near in long.first { bare($0) == near } }
  }
}
