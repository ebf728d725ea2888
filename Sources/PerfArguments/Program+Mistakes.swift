extension Program {
  /// What is wrong with the declarations, a sentence each; a program's tests expect none.
  ///
  /// Found are spellings that collide, arguments that can never be filled, summaries that are no
  /// single sentence and commands of the same name.
  public var declarationMistakes: [String] {
    let shared = Globals.parameters.flatMap(\.entries).map(\.spec) + ParameterSpec.builtIn
    return collisions(in: shared, of: name) + mistakes(in: commands, below: name, shared: shared)
  }

  private func mistakes(in nodes: [CommandNode], below path: String, shared: [ParameterSpec])
    -> [String]
  {
    var found = repeats(in: nodes.map(\.name)).map { "'\(path)' has two commands '\($0)'" }
    for node in nodes {
      let call = "\(path) \(node.name)"
      if !node.summary.hasSuffix(".") || node.summary.contains("\n") {
        found.append("the summary of '\(call)' is no single sentence")
      }
      found += collisions(in: node.specs + shared, of: call)
      let arguments = node.specs.filter { !$0.isOption && $0.shape != .rest }
      if arguments.dropLast().contains(where: \.mayRepeat) {
        found.append("'\(call)' has an argument behind one that takes all words")
      }
      found += mistakes(in: node.members, below: call, shared: shared)
    }
    return found
  }

  private func collisions(in specs: [ParameterSpec], of call: String) -> [String] {
    repeats(in: specs.flatMap(\.names)).map { "'\(call)' has two options '\($0)'" }
  }

  private func repeats(in names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }
}
