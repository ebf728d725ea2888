extension Program {
  /// The help of the command that `path` leads to; an empty path is the program itself.
  public func help(for path: [String] = []) throws(UsageError) -> HelpPage {
    do throws(UsageProblem) {
      return helpPage(of: try place(named: path))
    } catch {
      throw usageError(error, at: Place(path: [], node: nil, members: commands))
    }
  }

  func helpPage(of place: Place) -> HelpPage {
    var blocks: [HelpPage.Block] = [.prose(place.node?.summary ?? summary)]
    blocks.append(.usage(usageLines(of: place)))
    switch place.node?.content {
    case nil:
      if !discussion.isEmpty { blocks.append(.prose(discussion)) }
      blocks += commandTables(place.members, withHelp: true)
      blocks += [table("Options", sharedRows), .examples(examples)]
      blocks.append(exitCodeTable(exitCodes))
      blocks.append(.prose("'\(name) help COMMAND' shows the options of a command."))
    case .group(let members, let discussion):
      if !discussion.isEmpty { blocks.append(.prose(discussion)) }
      blocks += commandTables(members, withHelp: false)
      blocks.append(table("Global options", sharedRows))
      let call = ([name, "help"] + place.path).joined(separator: " ")
      blocks.append(.prose("'\(call) COMMAND' shows the options of a command."))
    case .command(let type): blocks += commandBlocks(type)
    }
    return HelpPage(path: place.path, blocks: blocks.filter { !$0.isEmpty })
  }

  private func commandBlocks<C: Command>(_ type: C.Type) -> [HelpPage.Block] {
    let entries = C.parameters.flatMap(\.entries).filter { !$0.spec.isHidden }
    let rows = entries.map { (isOption: $0.spec.isOption, row: $0.row) }
    var blocks: [HelpPage.Block] = C.discussion.isEmpty ? [] : [.prose(C.discussion)]
    blocks.append(table("Arguments", rows.filter { !$0.isOption }.map(\.row)))
    blocks.append(table("Options", rows.filter(\.isOption).map(\.row)))
    blocks += [table("Global options", sharedRows), .examples(C.examples)]
    let listed = exitCodes.filter { C.exitCodes.contains($0.status) }
    blocks.append(exitCodeTable(listed))
    if listed.isEmpty && !exitCodes.isEmpty {
      blocks.append(.prose("Exit codes are listed by '\(name) --help'."))
    }
    return blocks
  }

  private var sharedRows: [HelpPage.Row] {
    let entries = Globals.parameters.flatMap(\.entries).filter { !$0.spec.isHidden }
    return entries.map(\.row)
      + ParameterSpec.builtIn.map { HelpPage.Row(label: $0.label, text: $0.help) }
  }

  /// One table a heading, in the order in which headings first occur.
  private func commandTables(_ members: [CommandNode], withHelp: Bool) -> [HelpPage.Block] {
    var sections: [(heading: String, rows: [HelpPage.Row])] = []
    func add(_ name: String, _ summary: String, under heading: String) {
      let row = HelpPage.Row(label: name, text: summary)
      if let index = sections.firstIndex(where: { $0.heading == heading }) {
        sections[index].rows.append(row)
      } else {
        sections.append((heading, [row]))
      }
    }
    for member in members where !member.isHidden {
      add(member.name, member.summary, under: member.heading ?? "Commands")
    }
    if withHelp {
      add("help", "Show the help of a command.", under: sections.last?.heading ?? "Commands")
    }
    return sections.map { .table(heading: $0.heading, column: .commands, rows: $0.rows) }
  }

  private func table(_ heading: String, _ rows: [HelpPage.Row]) -> HelpPage.Block {
    .table(heading: heading, column: .parameters, rows: rows)
  }

  private func exitCodeTable(_ codes: [ExitCode]) -> HelpPage.Block {
    let rows = codes.map { HelpPage.Row(label: "\($0.status)", text: $0.meaning) }
    return .table(heading: "Exit codes", column: .exitCodes, rows: rows)
  }
}

extension HelpPage.Block {
  fileprivate var isEmpty: Bool {
    switch self {
    case .prose(let text): text.isEmpty
    case .usage(let forms): forms.isEmpty
    case .table(_, _, let rows): rows.isEmpty
    case .examples(let examples): examples.isEmpty
    }
  }
}

extension Parameter.Entry {
  /// The line of help: the parameter's sentence and, in brackets, what else there is to know.
  fileprivate var row: HelpPage.Row {
    var facts: [String] = []
    if !spec.choices.isEmpty { facts.append(spec.choices.joined(separator: ", ")) }
    if spec.isOption && spec.isRequired { facts.append("required") }
    if spec.shape == .option(repeats: true) { facts.append("repeatable") }
    if let text = defaultText(Root()), !text.isEmpty { facts.append("default: \(text)") }
    let suffix = facts.isEmpty ? "" : " [\(facts.joined(separator: "; "))]"
    return HelpPage.Row(label: spec.label, text: spec.help + suffix)
  }
}

extension ParameterSpec {
  /// The spellings with short ones first and long ones aligned, and the value's name.
  fileprivate var label: String {
    guard isOption else { return shape == .flag || !mayRepeat ? value : "\(value)..." }
    let short = names.filter { !$0.hasPrefix("--") }
    let long = names.filter { $0.hasPrefix("--") }
    let indent = short.isEmpty ? "    " : ""
    return indent + (short + long).joined(separator: ", ") + (value.isEmpty ? "" : " \(value)")
  }
}
