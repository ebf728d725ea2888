/// Writes the completion script for zsh, as specifications for its function `_arguments`.
struct ZshCompletion {
  let grammar: CompletionGrammar

  /// What stands behind `--` is completed as a command line of its own.
  private static let rest =
    "*::command:{ [[ $words[1] == -- ]] && { shift words; (( CURRENT-- )); _normal } }"

  var script: String {
    let functions = grammar.places.map(function).joined(separator: "\n")
    return """
      #compdef \(grammar.program)
      # zsh completion for \(grammar.program), written by '\(grammar.program) completions zsh'.

      \(functions)
      if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
        _\(grammar.program) "$@"
      else
        compdef _\(grammar.program) \(grammar.program)
      fi

      """
  }

  private func name(of path: [String]) -> String {
    (["_" + grammar.program] + path).joined(separator: "_")
  }

  private func function(_ place: CompletionGrammar.Place) -> String {
    var specifications = (place.options + grammar.shared).flatMap(option)
    if place.members.isEmpty {
      specifications += place.arguments.map(argument)
      if place.takesRest { specifications.append(shellQuoted(Self.rest)) }
      return """
        \(name(of: place.path))() {
          _arguments -S \(continued(specifications))
        }

        """
    }
    specifications.append(shellQuoted("1:command:->command"))
    specifications.append(shellQuoted("*::argument:->argument"))
    let described = place.members.map { shellQuoted("\($0.name):\($0.summary)") }
    let calls = place.members.map(\.name).filter { name in
      grammar.places.contains { $0.path == place.path + [name] }
    }
    let cases = calls.map { "    \($0)) \(name(of: place.path + [$0])) ;;" }
    return """
      \(name(of: place.path))() {
        local curcontext="$curcontext" state line
        typeset -A opt_args
        local -a members=(
          \(described.joined(separator: "\n    "))
        )
        _arguments -C -S \(continued(specifications))
        case $state in
        command) _describe -t commands command members ;;
        argument)
          case $words[1] in
      \(cases.joined(separator: "\n"))
          esac
          ;;
        esac
      }

      """
  }

  private func continued(_ words: [String]) -> String {
    words.map { "\\\n    \($0)" }.joined(separator: " ")
  }

  private func option(_ spec: ParameterSpec) -> [String] {
    let start = spec.mayRepeat && spec.takesValue ? "*" : "(\(spec.names.joined(separator: " ")))"
    return spec.names.map { name in
      let spelling = spec.takesValue && name.hasPrefix("--") ? name + "=" : name
      let text = "\(start)\(spelling)[\(escaped(spec.help, "[]"))]"
      return shellQuoted(spec.takesValue ? text + message(spec) : text)
    }
  }

  private func argument(_ spec: ParameterSpec) -> String {
    shellQuoted((spec.mayRepeat ? "*" : spec.isRequired ? "" : ":") + message(spec))
  }

  private func message(_ spec: ParameterSpec) -> String {
    let words = spec.offeredWords
    if !words.isEmpty { return ":\(escaped(spec.value, ":")):(\(words.joined(separator: " ")))" }
    switch spec.completion {
    case .file: return ":\(escaped(spec.value, ":")):_files"
    case .folder: return ":\(escaped(spec.value, ":")):_files -/"
    case .none, .words: return ":\(escaped(spec.value, ":")): "
    }
  }

  private func escaped(_ text: String, _ special: String) -> String {
    text.reduce(into: "") { result, character in
      if special.contains(character) || character == "\\" { result.append("\\") }
      result.append(character)
    }
  }
}
