/// Why a declared load cannot be made.
public struct LoadMistake: Error, Sendable, Hashable {
  /// What is wrong.
  public var message: String
  /// What to write instead.
  public var hint: String?
  /// Where.
  public var position: Position

  /// Makes a mistake.
  public init(message: String, hint: String?, position: Position) {
    self.message = message
    self.hint = hint
    self.position = position
  }
}

extension LoadDeclaration {
  /// Names that `request` knows beside those of the run, and `connect`.
  public static let operationName = "n"
  /// The name of a free port.
  public static let portName = "port"

  /// The load of a case: its values with names replaced by `expand` and read.
  public func load(_ expand: (String) -> String) throws(LoadMistake) -> Load {
    var load = Load()
    load.drive = try choice("drive", Load.Drive.self, expand) ?? load.drive
    load.arrivals = try choice("arrivals", Load.Arrivals.self, expand) ?? load.arrivals
    load.rate = try rate("rate", expand) ?? 0
    load.to = try rate("to", expand) ?? 0
    load.rates = try (values["rates"] ?? []).map { word throws(LoadMistake) in
      try rate(word, "a rate", expand)
    }
    load.factor = try number("factor", 1...1_000_000, expand) ?? load.factor
    load.branching = try fraction("branching", expand) ?? load.branching
    load.connections = Int(try number("connections", 1...1000, whole: true, expand) ?? 1)
    load.outstanding = try number("outstanding", 1...1_000_000, whole: true, expand).map { Int($0) }
    load.quiet = try duration("quiet", expand) ?? load.quiet
    load.burst = try duration("burst", expand) ?? load.burst
    load.decay = try duration("decay", expand) ?? load.decay
    load.duration = try duration("duration", expand) ?? load.duration
    load.window = try duration("window", expand) ?? load.window
    load.drain = try duration("drain", expand) ?? load.drain
    load.ready = try duration("ready", expand) ?? load.ready
    load.connect = values["connect"]?.first?.text
    load.request = values["request"]?.first?.text ?? ""
    load.requests = values["requests"]?.first.map { expand($0.text) }
    try check(load)
    return load
  }

  private func check(_ load: Load) throws(LoadMistake) {
    if load.arrivals == .steps {
      guard !load.rates.isEmpty || values["rates"] != nil else {
        throw mistake("'arrivals: steps' needs 'rates'", hint: "write rates: [1000/s, 2000/s]")
      }
    } else if load.rate <= 0 && load.to <= 0 {
      throw mistake("the load has no 'rate'", hint: "write rate: 1000/s")
    }
    if [.socket, .http].contains(load.drive), load.connect == nil {
      let path = load.drive == .http ? "" : " or \"unix:${scratch}/engine.sock\""
      throw mistake(
        "'drive: \(load.drive.rawValue)' needs 'connect'",
        hint: "write connect: \"tcp:${port}\"\(path)")
    }
    if let key = load.useless(in: self).first {
      throw mistake(
        "'\(key)' means nothing with 'drive: \(load.drive.rawValue)'", at: values[key]?.first,
        hint: "remove the key")
    }
    let operations = load.meanRate * load.duration.inSeconds
    guard operations <= Load.mostOperations else {
      throw mistake(
        "the load has about \(Int64(operations)) operations, more than "
          + "\(Int64(Load.mostOperations))", hint: "lower 'rate' or 'duration'")
    }
    let windows = load.duration.inSeconds / load.window.inSeconds
    guard windows <= 100_000 else {
      throw mistake(
        "the load has more than 100000 windows", at: values["window"]?.first,
        hint: "make 'window' longer")
    }
  }

  private func mistake(_ message: String, at word: Word? = nil, hint: String?) -> LoadMistake {
    LoadMistake(message: message, hint: hint, position: word?.position ?? position)
  }

  private func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _: Choice.Type, _ expand: (String) -> String
  ) throws(LoadMistake) -> Choice? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    throw mistake(
      "'\(key)' must be one of \(known.joined(separator: ", ")), found '\(text)'", at: word,
      hint: nearest(text, in: known).map { "did you mean '\($0)'?" })
  }

  private func rate(_ key: String, _ expand: (String) -> String) throws(LoadMistake) -> Double? {
    guard let word = values[key]?.first else { return nil }
    return try rate(word, "'\(key)'", expand)
  }

  private func rate(
    _ word: Word, _ subject: String, _ expand: (String) -> String
  ) throws(LoadMistake) -> Double {
    let text = expand(word.text)
    guard let (number, unit) = splitQuantity(text), let scale = Self.rateScales[unit] else {
      let isNumber = Double(text) != nil
      throw mistake(
        "\(subject) expects a rate such as 2000/s or 50k/s, found '\(text)'", at: word,
        hint: isNumber ? "did you mean \(text)/s?" : nil)
    }
    return number * scale
  }

  private static let rateScales = ["/s": 1, "k/s": 1e3, "M/s": 1e6]

  private func number(
    _ key: String, _ range: ClosedRange<Double>, whole: Bool = false,
    _ expand: (String) -> String
  ) throws(LoadMistake) -> Double? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    let number = splitQuantity(text).flatMap { $0.unit.isEmpty ? $0.number : nil }
    if let number, range.contains(number), !whole || number == number.rounded() { return number }
    let kind = whole ? "a whole number" : "a number"
    throw mistake(
      "'\(key)' expects \(kind) from \(Int(range.lowerBound)) to \(Int(range.upperBound)), found "
        + "'\(text)'", at: word, hint: nil)
  }

  private func fraction(
    _ key: String, _ expand: (String) -> String
  ) throws(LoadMistake) -> Double? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if case .relative(let fraction) = Limit(text: text), fraction < 1 { return fraction }
    throw mistake(
      "'\(key)' expects a percentage below 100%, found '\(text)'", at: word,
      hint: "arrivals that cause as many others never end")
  }

  private func duration(
    _ key: String, _ expand: (String) -> String
  ) throws(LoadMistake) -> Duration? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if let duration = Duration(text: text), duration > .zero { return duration }
    throw mistake(
      "'\(key)' expects a duration above zero such as 500ms, 20s or 3m, found '\(text)'", at: word,
      hint: Double(text) == nil ? nil : "did you mean \(text)s?")
  }
}

extension Load {
  /// Declared keys that the way of driving has no use for, in alphabetical order.
  fileprivate func useless(in declaration: LoadDeclaration) -> [String] {
    let keys: [String] =
      switch drive {
      case .lines: ["connect", "connections"]
      case .socket: []
      case .http: ["outstanding"]
      case .command: ["connect", "connections", "outstanding", "ready", "request", "requests"]
      }
    return keys.filter { declaration.values[$0] != nil }
  }
}
