import PerfCompare
import PerfFiles
import PerfJSON
import PerfModel
import Testing

/// One family judged by the reference implementation of the rule.
struct PairedVector: Sendable, CustomTestStringConvertible {
  let rows: [PairedRow]
  let rule: PairedRule
  let isOver: Bool
  let outcomes: [JSON]
  let testDescription: String

  static func all() throws -> [PairedVector] {
    let entries = try #require(document()["cases"]?.elements)
    return try entries.enumerated().map { try PairedVector($1, name: "case \($0)") }
  }

  static func document() throws -> JSON {
    try JSON.parse(
      File.read(Path.join(Path.folder(of: #filePath), "../Vectors/verdict/cases.json")))
  }

  private init(_ json: JSON, name: String) throws {
    rows = try #require(json["rows"]?.elements).map(Self.row)
    rule = PairedRule(
      looks: try #require(json["looks"]?.elements).compactMap { $0.integer.map { Int($0) } },
      confidence: try #require(json["confidence"]?.double),
      familySize: json["family"]?.integer.map { Int($0) } ?? rows.count,
      mayRaise: json["mayRaise"] == .bool(true))
    isOver = json["over"] == .bool(true)
    outcomes = try #require(json["outcomes"]?.elements)
    testDescription = name
  }

  static func row(_ json: JSON) throws -> PairedRow {
    PairedRow(
      base: try #require(json["base"]?.elements).compactMap(\.double),
      head: try #require(json["head"]?.elements).compactMap(\.double),
      better: try #require(json["better"]?.text.flatMap(Schema.Column.Better.init)),
      warn: try limit(json["warn"]), fail: try limit(json["fail"]),
      floor: json["floor"]?.double.map { .absolute($0, unit: "ms") },
      scale: json["scale"]?.text == "absolute" ? .absolute : .relative,
      looks: json["looks"]?.elements?.compactMap { $0.integer.map { Int($0) } })
  }

  private static func limit(_ json: JSON?) throws -> Limit {
    if let share = json?["relative"]?.double { return .relative(share) }
    return .absolute(try #require(json?["absolute"]?.double), unit: "ms")
  }
}

extension JSON {
  /// The number, also where it is written as a word.
  var anyNumber: Double? { text.flatMap { Double($0) } ?? double }
}
