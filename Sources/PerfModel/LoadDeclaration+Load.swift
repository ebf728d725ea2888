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
    load.drive = try declared.choice("drive", Load.Drive.self, expand) ?? load.drive
    load.arrivals = try declared.choice("arrivals", Load.Arrivals.self, expand) ?? load.arrivals
    load.rate = try declared.rate("rate", expand) ?? 0
    load.to = try declared.rate("to", expand) ?? 0
    load.rates = try (values["rates"] ?? []).map { word throws(LoadMistake) in
      try declared.rate(word, "a rate", expand)
    }
    load.factor = try declared.number("factor", 1...1_000_000, expand) ?? load.factor
    load.branching =
      try declared.fraction(
        "branching", hint: "arrivals that cause as many others never end", expand) ?? load.branching
    load.connections = Int(try declared.number("connections", 1...1000, whole: true, expand) ?? 1)
    load.outstanding = try declared.number("outstanding", 1...1_000_000, whole: true, expand).map {
      Int($0)
    }
    load.quiet = try declared.duration("quiet", expand) ?? load.quiet
    load.burst = try declared.duration("burst", expand) ?? load.burst
    load.decay = try declared.duration("decay", expand) ?? load.decay
    load.duration = try declared.duration("duration", expand) ?? load.duration
    load.window = try declared.duration("window", expand) ?? load.window
    load.drain = try declared.duration("drain", expand) ?? load.drain
    load.ready = try declared.duration("ready", expand) ?? load.ready
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

  private var declared: DeclaredValues { DeclaredValues(values: values, position: position) }

  private func mistake(_ message: String, at word: Word? = nil, hint: String?) -> LoadMistake {
    declared.mistake(message, at: word, hint: hint)
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
