/// Writes the completion script for fish.
struct FishCompletion {
  let grammar: CompletionGrammar

  private var function: String { "__" + grammar.program }

  var script: String {
    let places = grammar.places.map(\.key).filter { !$0.isEmpty }.map(quoted)
    let valued = grammar.places.flatMap { place in
      (place.options + grammar.shared).filter(\.takesValue).flatMap(\.names)
        .map { quoted("\(place.key) \($0)") }
    }
    return """
      # fish completion for \(grammar.program), written by '\(grammar.program) completions fish'.

      # Prints the command that the words typed so far lead to; fails behind '--'.
      function \(function)_place
        set -l places \(places.joined(separator: " "))
        set -l valued \(valued.joined(separator: " "))
        set -l place ''
        set -l pending no
        set -l separated no
        for word in (commandline -opc)[2..-1]
          if test $pending = yes
            set pending no
          else if test "$word" = --
            set separated yes
            break
          else if contains -- "$place $word" $valued
            set pending yes
          else if contains -- (string trim "$place $word") $places
            set place (string trim "$place $word")
          end
        end
        echo "$place"
        test $separated = no
      end

      function \(function)_at
        set -l place (\(function)_place)
        and test "$place" = "$argv[1]"
      end

      function \(function)_behind_separator
        set -l place (\(function)_place)
        and return 1
        test "$place" = "$argv[1]"
      end

      complete -c \(grammar.program) -f
      \((grammar.shared.map(option) + grammar.places.flatMap(lines)).joined(separator: "\n"))

      """
  }

  private func lines(_ place: CompletionGrammar.Place) -> [String] {
    let condition = "-n " + quoted("\(function)_at \(quoted(place.key))") + " "
    let commands = place.members.map {
      start + condition + "-a \(quoted($0.name)) -d \(quoted($0.summary))"
    }
    let options = place.options.map { option($0, condition: condition) }
    let arguments = place.arguments.compactMap { spec in
      offer(spec).map { start + condition + $0 }
    }
    let separated = "-n " + quoted("\(function)_behind_separator \(quoted(place.key))")
    let rest = place.takesRest ? [start + separated + " -F"] : []
    return commands + options + arguments + rest
  }

  private var start: String { "complete -c \(grammar.program) " }

  private func option(_ spec: ParameterSpec) -> String { option(spec, condition: "") }

  private func option(_ spec: ParameterSpec, condition: String) -> String {
    let names = spec.names.map { name in
      name.hasPrefix("--") ? "-l \(name.dropFirst(2))" : "-s \(name.dropFirst(1))"
    }
    let value = spec.takesValue ? ["-r"] + [offer(spec) ?? "-f"] : []
    let words = names + value + ["-d", quoted(spec.help)]
    return start + condition + words.joined(separator: " ")
  }

  private func offer(_ spec: ParameterSpec) -> String? {
    let words = spec.offeredWords
    if !words.isEmpty { return "-f -a \(quoted(words.joined(separator: " ")))" }
    switch spec.completion {
    case .file: return "-F"
    case .folder: return "-f -a '(__fish_complete_directories)'"
    case .none, .words: return nil
    }
  }

  /// The text in single quotes, in which fish knows only `\'` and `\\`.
  private func quoted(_ text: String) -> String {
    let escaped = text.reduce(into: "") { result, character in
      if character == "'" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return "'\(escaped)'"
  }
}
