/// Declared texts by key, read with their names replaced by `expand`.
struct DeclaredValues {
  /// The texts, several where a list may stand.
  var values: [String: [Word]]
  /// Where all of it is declared.
  var position: Position

  func mistake(_ message: String, at word: Word? = nil, hint: String?) -> LoadMistake {
    LoadMistake(message: message, hint: hint, position: word?.position ?? position)
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
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

  func rate(_ key: String, _ expand: (String) -> String) throws(LoadMistake) -> Double? {
    guard let word = values[key]?.first else { return nil }
    return try rate(word, "'\(key)'", expand)
  }

  func rate(
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

  func number(
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

  /// A percentage, as a fraction below 1, or up to 1 where `isWhole`.
  func fraction(
    _ key: String, orWhole isWhole: Bool = false, hint: String? = nil,
    _ expand: (String) -> String
  ) throws(LoadMistake) -> Double? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if case .relative(let fraction) = Limit(text: text), fraction < 1 || isWhole && fraction == 1 {
      return fraction
    }
    throw mistake(
      "'\(key)' expects a percentage \(isWhole ? "up to" : "below") 100%, found '\(text)'",
      at: word,
      hint: hint ?? (Double(text) == nil ? nil : "did you mean \(text)%?"))
  }

  func duration(
    _ key: String, _ expand: (String) -> String
  ) throws(LoadMistake) -> Duration? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if let duration = Duration(text: text), duration > .zero { return duration }
    throw mistake(
      "'\(key)' expects a duration above zero such as 500ms, 20s or 3m, found '\(text)'", at: word,
      hint: Double(text) == nil ? nil : "did you mean \(text)s?")
  }

  /// A duration that may be zero and as short as a nanosecond.
  func span(_ key: String, _ expand: (String) -> String) throws(LoadMistake) -> Duration? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if let duration = Duration(text: text) { return duration }
    if let (number, unit) = splitQuantity(text), let scale = ["us": 1e3, "ns": 1.0][unit],
      number * scale < 1e15
    {
      return .nanoseconds(Int64((number * scale).rounded()))
    }
    throw mistake(
      "'\(key)' expects a duration such as 200us, 5ms or 1s, found '\(text)'", at: word,
      hint: Double(text) == nil ? nil : "did you mean \(text)ms?")
  }

  /// An amount of bytes.
  func size(_ key: String, _ expand: (String) -> String) throws(LoadMistake) -> Int? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if let (number, unit) = splitQuantity(text), let scale = Self.sizeScales[unit],
      number * scale < 1e15
    {
      return Int(number * scale)
    }
    throw mistake(
      "'\(key)' expects a size such as 64KiB or 1MiB, found '\(text)'", at: word,
      hint: Double(text) == nil ? nil : "did you mean \(text)MiB?")
  }

  private static let sizeScales: [String: Double] = [
    "B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824,
  ]

  /// `true` or `false`.
  func flag(_ key: String, _ expand: (String) -> String) throws(LoadMistake) -> Bool? {
    guard let word = values[key]?.first else { return nil }
    let text = expand(word.text)
    if let flag = Bool(text) { return flag }
    throw mistake("'\(key)' must be true or false, found '\(text)'", at: word, hint: nil)
  }
}
