/// Writes the completion script for bash.
struct BashCompletion {
  let grammar: CompletionGrammar

  /// The name of the shell function, which the names of its parts begin with.
  private var function: String { "_" + grammar.program }

  var script: String {
    """
    # bash completion for \(grammar.program), written by '\(grammar.program) completions bash'.

    # Sets commands, options and valued for the words that have led to a command.
    \(function)_place() {
      commands='' options='' valued='' rest=''
      case "$1" in
    \(grammar.places.map(placeCase).joined(separator: "\n"))
      esac
      options+=\(shellQuoted(" " + names(grammar.shared)))
      valued+=\(shellQuoted(" " + names(grammar.shared.filter(\.takesValue)) + " "))
    }

    # Sets words and files for the value of an option or of the argument with a number.
    \(function)_value() {
      words='' files=''
      case "$1 $2" in
    \(grammar.places.flatMap(valueCases).joined(separator: "\n"))
      *)
        case "$2" in
    \(grammar.shared.flatMap { valueCase(patterns: $0.names, of: $0) }.joined(separator: "\n"))
        esac
        ;;
      esac
    }

    \(function)_matches() {
      case "$files" in
      file) compgen -f -- "$current" ;;
      folder) compgen -d -- "$current" ;;
      program) compgen -c -- "$current" ;;
      *) compgen -W "$words" -- "$current" ;;
      esac
    }

    \(function)() {
      local current="${COMP_WORDS[COMP_CWORD]}" prefix='' pending='' path='' separated=''
      local commands options valued rest words='' files='' position=0 index word
      COMPREPLY=()
      \(function)_place ''
      for ((index = 1; index < COMP_CWORD; index++)); do
        word="${COMP_WORDS[index]}"
        if [[ $separated ]]; then
          position=$((position + 1))
        elif [[ $pending ]]; then
          [[ $word == '=' ]] || pending=''
        elif [[ $word == -- ]]; then
          separated=yes
          [[ $rest ]] && position=0
        elif [[ $word == -* ]]; then
          [[ $valued == *" $word "* ]] && pending=$word
        elif [[ " $commands " == *" $word "* ]]; then
          path="${path:+$path }$word"
          \(function)_place "$path"
        else
          position=$((position + 1))
        fi
      done
      if [[ $pending && $current == '=' ]]; then
        current=''
      elif [[ -z $separated && -z $pending && $current == --*=* ]]; then
        pending="${current%%=*}" prefix="${current%%=*}="
        current="${current#*=}"
      fi
      if [[ $pending ]]; then
        \(function)_value "$path" "$pending"
      elif [[ $separated && $rest ]]; then
        ((position == 0)) && files=program || files=file
      elif [[ -z $separated && $current == -* ]]; then
        words=$options
      elif [[ $commands ]]; then
        words=$commands
      else
        \(function)_value "$path" "$position"
      fi
      [[ $files == file || $files == folder ]] && compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(\(function)_matches)
      [[ $prefix ]] && COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
      return 0
    }

    complete -F \(function) \(grammar.program)

    """
  }

  private func placeCase(_ place: CompletionGrammar.Place) -> String {
    let commands = place.members.map(\.name).joined(separator: " ")
    return """
        \(shellQuoted(place.key)))
          commands=\(shellQuoted(commands))
          options=\(shellQuoted(names(place.options)))
          valued=\(shellQuoted(" " + names(place.options.filter(\.takesValue))))
          rest=\(place.takesRest ? "yes" : "''")
          ;;
      """
  }

  private func valueCases(_ place: CompletionGrammar.Place) -> [String] {
    let options = place.options.flatMap { spec in
      valueCase(patterns: spec.names.map { "\(place.key) \($0)" }, of: spec)
    }
    let arguments = place.arguments.enumerated().flatMap { index, spec in
      if !spec.mayRepeat { return valueCase(patterns: ["\(place.key) \(index)"], of: spec) }
      return valueCase(patterns: ["\(place.key) "], suffix: "[0-9]*", of: spec)
    }
    return options + arguments
  }

  private func valueCase(patterns: [String], suffix: String = "", of spec: ParameterSpec)
    -> [String]
  {
    let pattern = patterns.map { shellQuoted($0) + suffix }.joined(separator: " | ")
    let words = spec.offeredWords
    if !words.isEmpty {
      return ["  \(pattern)) words=\(shellQuoted(words.joined(separator: " "))) ;;"]
    }
    switch spec.completion {
    case .file: return ["  \(pattern)) files=file ;;"]
    case .folder: return ["  \(pattern)) files=folder ;;"]
    case .none, .words: return []
    }
  }

  private func names(_ specs: [ParameterSpec]) -> String {
    specs.flatMap(\.names).joined(separator: " ")
  }
}
