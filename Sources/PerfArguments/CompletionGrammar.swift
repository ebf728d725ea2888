/// What may be typed in which place, free of types, for the writers of completion scripts.
struct CompletionGrammar {
  struct Place {
    /// The words that lead here, without the program's name.
    let path: [String]
    let members: [(name: String, summary: String)]
    let options: [ParameterSpec]
    /// The arguments in their order, without the words behind `--`.
    let arguments: [ParameterSpec]
    let takesRest: Bool

    /// The words that lead here, as a key.
    var key: String { path.joined(separator: " ") }
  }

  let program: String
  /// The options that may stand in every place.
  let shared: [ParameterSpec]
  /// The program itself first, then every group and command in depth-first order.
  private(set) var places: [Place] = []

  init<Globals>(_ program: Program<Globals>) {
    self.program = program.name
    shared =
      Globals.parameters.flatMap(\.entries).map(\.spec).filter { !$0.isHidden }
      + ParameterSpec.builtIn
    let help = (name: "help", summary: "Show the help of a command.")
    let commands = Self.listed(program.commands)
    add(path: [], members: commands + [help], specs: [])
    for command in program.commands where !command.isHidden { add(command, below: []) }
    add(path: ["help"], members: commands, specs: [])
    for command in program.commands where !command.isHidden && !command.members.isEmpty {
      add(path: ["help", command.name], members: Self.listed(command.members), specs: [])
    }
  }

  private static func listed(_ nodes: [CommandNode]) -> [(name: String, summary: String)] {
    nodes.filter { !$0.isHidden }.map { ($0.name, $0.summary) }
  }

  private mutating func add(_ node: CommandNode, below path: [String]) {
    let path = path + [node.name]
    add(path: path, members: Self.listed(node.members), specs: node.specs)
    for member in node.members where !member.isHidden { add(member, below: path) }
  }

  private mutating func add(
    path: [String], members: [(name: String, summary: String)], specs: [ParameterSpec]
  ) {
    let shown = specs.filter { !$0.isHidden }
    places.append(
      Place(
        path: path, members: members, options: shown.filter(\.isOption),
        arguments: shown.filter { !$0.isOption && $0.shape != .rest },
        takesRest: shown.contains { $0.shape == .rest }))
  }
}
