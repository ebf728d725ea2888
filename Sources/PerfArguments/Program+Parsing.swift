extension Program {
  /// Reads the words after the program's name, without touching files or the terminal.
  ///
  /// `--help` wins over everything that is wrong behind the command's name.
  public func parse(_ arguments: [String]) throws(UsageError) -> Request<Globals> {
    var words = Words(arguments)
    var shared = OptionReader<Globals>()
    var place = Place(path: [], node: nil, members: commands)
    let wantsHelp = words.optionWords.contains { ParameterSpec.help.names.contains($0) }
    let wantsVersion = words.optionWords.contains { ParameterSpec.version.names.contains($0) }
    while !place.members.isEmpty, let word = words.next {
      do throws(UsageProblem) {
        if word == "--" { throw .unexpectedArgument(word, separated: false) }
        if let option = WrittenOption(word) {
          _ = words.take()
          try readShared(option, &words, &shared, at: place)
        } else if place.path.isEmpty && word == "help" {
          _ = words.take()
          let topic = try readTopic(&words, &shared)
          return .help(helpPage(of: topic), globals(in: arguments))
        } else {
          _ = words.take()
          place = try place.member(named: word)
        }
      } catch {
        throw usageError(error, at: place)
      }
    }
    if wantsHelp { return .help(helpPage(of: place), globals(in: arguments)) }
    if wantsVersion { return .version(globals(in: arguments)) }
    guard case .command(let type) = place.node?.content else {
      throw usageError(.missingCommand(known: place.shownNames), at: place)
    }
    do throws(UsageProblem) {
      let command = try read(type, &words, &shared, at: place)
      return .run(Invocation(command: command, path: place.path, globals: shared.values))
    } catch {
      throw usageError(error, at: place)
    }
  }

  /// The shared options that can be recognised, whatever else is wrong with the words.
  ///
  /// For a program that must know after a failed `parse` whether to report it as JSON.
  public func globals(in arguments: [String]) -> Globals {
    var words = Words(Array(Words(arguments).optionWords))
    var shared = OptionReader<Globals>()
    while let word = words.take() {
      guard let option = WrittenOption(word), let index = shared.index(of: option.name) else {
        continue
      }
      try? shared.read(option, at: index, &words)
    }
    return shared.values
  }

  /// Reads the words behind `help`.
  private func readTopic(_ words: inout Words, _ shared: inout OptionReader<Globals>)
    throws(UsageProblem) -> Place
  {
    var place = Place(path: [], node: nil, members: commands)
    while let word = words.take() {
      if let option = WrittenOption(word) {
        try readShared(option, &words, &shared, at: place)
      } else {
        place = try place.member(named: word)
      }
    }
    return place
  }

  private func readShared(
    _ option: WrittenOption, _ words: inout Words, _ shared: inout OptionReader<Globals>,
    at place: Place
  ) throws(UsageProblem) {
    if ParameterSpec.builtIn.contains(where: { $0.names.contains(option.name) }) {
      if let value = option.value { throw .unexpectedValue(option: option.name, given: value) }
    } else if let index = shared.index(of: option.name) {
      try shared.read(option, at: index, &words)
    } else {
      throw unknown(option, at: place)
    }
  }

  private func read<C: Command>(
    _ type: C.Type, _ words: inout Words, _ shared: inout OptionReader<Globals>, at place: Place
  ) throws(UsageProblem) -> C {
    var reader = OptionReader<C>()
    while let word = words.take() {
      if word == "--" {
        for word in words.takeAll() { try reader.readSeparated(word) }
      } else if let option = WrittenOption(word) {
        if let index = reader.index(of: option.name) {
          try reader.read(option, at: index, &words)
        } else {
          try readShared(option, &words, &shared, at: place)
        }
      } else {
        try reader.readPositional(word)
      }
    }
    try reader.checkCompleteness()
    try shared.checkCompleteness()
    try reader.values.validate()
    return reader.values
  }
}
