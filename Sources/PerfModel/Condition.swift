/// What a metric is asked to be: `latency_p99 < 100us`, `backlog < 200 for 3 windows`, `lost = 0`.
public struct Condition: Sendable, Hashable {
  /// How the metric and the bound relate.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
    case equal = "="

    /// Whether a value relates so to a bound.
    public func holds(_ value: Double, _ bound: Double) -> Bool {
      switch self {
      case .atMost: value <= bound
      case .atLeast: value >= bound
      case .below: value < bound
      case .above: value > bound
      case .equal: value == bound
      }
    }
  }

  /// The metric's name.
  public var metric: String
  /// How it must relate to the bound.
  public var relation: Relation
  /// The bound, in `unit`.
  public var bound: Double
  /// The bound's unit; nil: the metric's own.
  public var unit: String?
  /// In how many windows in a row it must break before it counts as broken; nil: it is about one
  /// number.
  public var windows: Int?
  /// A pattern of the faults under which it is asked; nil: of a run without fault.
  public var under: Glob?

  /// Reads a comparison, perhaps over several windows and under faults; nil if the text is none.
  public init?(objective text: String) {
    let sides = text.pieces(between: "under")
    guard sides.count <= 2 else { return nil }
    let parts = sides[0].pieces(between: "for")
    guard parts.count <= 2, let condition = Self(comparison: parts[0]) else { return nil }
    self = condition
    if sides.count == 2 {
      guard let glob = try? Glob(sides[1]) else { return nil }
      under = glob
    }
    guard parts.count == 2 else { return }
    let words = parts[1].split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), count > 0,
      words[1] == "windows" || count == 1 && words[1] == "window"
    else { return nil }
    windows = count
  }

  /// Whether it is asked under a fault.
  public func holds(under fault: String) -> Bool { under?.matches(fault) ?? false }

  private init?(comparison text: String) {
    guard let start = text.firstIndex(where: { "<>=".contains($0) }) else { return nil }
    let sign = text[start...].prefix { "<>=".contains($0) }
    let metric = text[..<start].split(separator: " ")
    let value = text[sign.endIndex...].drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    guard metric.count == 1, let relation = Relation(rawValue: String(sign)) else { return nil }
    let bound = String(value)
    switch Limit(text: bound) ?? Limit(text: bound + " count") {
    case .relative(let fraction): (self.bound, unit) = (100 * fraction, "%")
    case .absolute(let number, let unit):
      let isPlain = Limit(text: bound) == nil
      (self.bound, self.unit) = (number, isPlain ? nil : unit)
    case nil: return nil
    }
    self.metric = String(metric[0])
    self.relation = relation
  }

  /// Reads comparisons joined by `and` and `or`: one of the lists must hold as a whole.
  public static func alternatives(_ text: String) -> [[Condition]]? {
    var all: [[Condition]] = []
    for alternative in text.pieces(between: "or") {
      var list: [Condition] = []
      for piece in alternative.pieces(between: "and") {
        guard let condition = Condition(comparison: piece) else { return nil }
        list.append(condition)
      }
      all.append(list)
    }
    return all
  }
}

extension String {
  /// The pieces between occurrences of a word, joined by single blanks.
  fileprivate func pieces(between word: String) -> [String] {
    split(separator: " ").split(omittingEmptySubsequences: false) { $0 == word }
      .map { $0.joined(separator: " ") }
  }
}
