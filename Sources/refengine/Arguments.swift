/// The words after a command, taken apart: `--name value`, `--name=value`, flags and one file.
struct Arguments {
  let command: Command
  private var values: [Command.Option: String] = [:]
  private var operand: String?

  init(_ words: some Sequence<String>, of command: Command) throws(Failure) {
    self.command = command
    var words = words.makeIterator()
    var onlyOperands = false
    while let word = words.next() {
      if onlyOperands || !word.hasPrefix("-") || word == "-" {
        guard command.takesFile, operand == nil else { throw failure(.unexpected(word)) }
        operand = word
      } else if word == "--" {
        onlyOperands = true
      } else {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = command.options.first(where: { $0.spelling == name }) else {
          throw failure(.unknownOption(name))
        }
        if values[option] != nil { throw failure(.repeated(option)) }
        var value = parts.count == 2 ? String(parts[1]) : nil
        if option.takesValue {
          if value == nil { value = words.next() }
          guard value != nil else { throw failure(.noValue(option)) }
        } else if value != nil {
          throw failure(.needlessValue(option))
        }
        values[option] = value ?? ""
      }
    }
  }

  func has(_ option: Command.Option) -> Bool { values[option] != nil }

  /// An option that cannot be measured with another one is a mistake.
  func refuse(_ option: Command.Option, with other: Command.Option) throws(Failure) {
    if has(option) { throw failure(.clash(option, other)) }
  }

  /// An option that means nothing beside another one is a mistake.
  func refuse(_ option: Command.Option, beside other: Command.Option) throws(Failure) {
    if has(option) { throw failure(.meaningless(option.spelling, beside: other)) }
  }

  /// A file that means nothing beside an option is a mistake.
  func refuseFile(beside option: Command.Option) throws(Failure) {
    if let operand { throw failure(.meaningless("the file '\(operand)'", beside: option)) }
  }

  /// An option that means nothing without another one is a mistake.
  func refuse(_ option: Command.Option, without other: Command.Option) throws(Failure) {
    if has(option) && !has(other) { throw failure(.alone(option, without: other)) }
  }

  func file() throws(Failure) -> String {
    guard let operand, !operand.isEmpty else { throw failure(.noFile) }
    return operand
  }

  func required(_ option: Command.Option) throws(Failure) -> String {
    guard let value = values[option] else { throw failure(.missing(option)) }
    return value
  }

  /// One of the known values.
  func choice<Value>(
    _ option: Command.Option, of known: [(name: String, value: Value)]
  ) throws(Failure) -> Value {
    let name = try required(option)
    guard let found = known.first(where: { $0.name == name }) else {
      throw failure(.unknownValue(option, name, known: known.map(\.name)))
    }
    return found.value
  }

  /// A number in a range; without a default the option is required.
  func number(
    _ option: Command.Option, in range: ClosedRange<Int>, default fallback: Int? = nil
  ) throws(Failure) -> Int {
    if let fallback, values[option] == nil { return fallback }
    let text = try required(option)
    guard let value = Int(text), range.contains(value) else {
      throw failure(
        .badNumber(
          option.spelling, text, low: UInt64(range.lowerBound), high: UInt64(range.upperBound)))
    }
    return value
  }

  /// The seed given, else the one of the environment, else 42.
  func seed() throws(Failure) -> UInt64 {
    var source = Command.Option.seed.spelling
    var text = values[.seed]
    if text == nil, let inherited = environment("PERFKIT_SEED") {
      source = "PERFKIT_SEED"
      text = inherited
    }
    guard let text else { return 42 }
    guard let seed = UInt64(text) else {
      throw failure(.badNumber(source, text, low: 0, high: .max))
    }
    return seed
  }

  private func failure(_ mistake: UsageError.Mistake) -> Failure {
    .usage(UsageError(command, mistake))
  }
}
