internal import Glibc
internal import MarketData

/// What the command line and the environment ask for.
struct PriceOptions {
  static let mostMessages = 10_000_000

  let kind: PriceKind
  /// Nil for the case on which binary fractions differ.
  let scenario: Scenario?
  let seed: UInt64
  let messages: Int

  init(_ words: [String]) throws(PriceFailure) {
    let name = Self.environment("REFENGINE_PRICE") ?? PriceKind.int64.rawValue
    guard let kind = PriceKind(rawValue: name) else { throw .unknownKind(name) }
    self.kind = kind
    var seed = Self.environment("PERFKIT_SEED") ?? "42"
    var messages = "\(Scenario.defaultMessages)"
    var subject: String?
    var words = words.makeIterator()
    while let word = words.next() {
      switch word {
      case "--seed", "--messages":
        guard let value = words.next() else { throw .noValue(word) }
        if word == "--seed" { seed = value } else { messages = value }
      case _ where subject == nil && !word.hasPrefix("-"): subject = word
      default: throw .unexpected(word)
      }
    }
    guard let subject else { throw .noSubject }
    scenario = Scenario(rawValue: subject)
    guard scenario != nil || subject == "thirds" else { throw .unknownSubject(subject) }
    guard let number = UInt64(seed) else { throw .badNumber("the seed", seed, 0...UInt64.max) }
    self.seed = number
    guard let count = Int(messages), (1...Self.mostMessages).contains(count) else {
      throw .badNumber("--messages", messages, 1...UInt64(Self.mostMessages))
    }
    self.messages = count
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
