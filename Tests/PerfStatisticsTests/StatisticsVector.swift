import PerfFiles
import PerfJSON
import PerfStatistics
import Testing

/// One entry of the vectors that SciPy, NumPy and statsmodels computed.
struct StatisticsVector: Sendable, CustomTestStringConvertible {
  private static let document = Result {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/statistics/vectors.json")
    return try JSON.parse(File.read(file))
  }

  let json: JSON
  let testDescription: String

  static func all(_ name: String) throws -> [StatisticsVector] {
    let entries = try #require(document.get()[name]?.elements)
    try #require(!entries.isEmpty)
    return entries.enumerated().map { StatisticsVector(json: $1, testDescription: "\(name) \($0)") }
  }

  static func sample(_ name: String) throws -> [Double] {
    let values = try #require(document.get()["samples"]?[name]?.elements)
    return try values.map { try #require($0.double) }
  }

  func number(_ key: String) throws -> Double {
    let value = try #require(json[key])
    if let text = value.text { return try #require(Double(text)) }
    return try #require(value.double)
  }

  func has(_ key: String) -> Bool { json[key] != nil }

  func integer(_ key: String) throws -> Int { Int(try #require(json[key]?.integer)) }

  func text(_ key: String) throws -> String { try #require(json[key]?.text) }

  func flag(_ key: String) throws -> Bool { try #require(json[key]?.flag as Bool?) }

  func numbers(_ key: String) throws -> [Double] {
    try #require(json[key]?.elements).map { try #require($0.double) }
  }

  func texts(_ key: String) throws -> [String] {
    try #require(json[key]?.elements).map { try #require($0.text) }
  }

  /// The values under a key, or of the sample that the key names.
  func sample(_ key: String = "sample") throws -> [Double] {
    guard let name = json[key]?.text else { return try numbers(key) }
    return try Self.sample(name)
  }

  func alternative() throws -> Alternative {
    switch try text("alternative") {
    case "less": .less
    case "greater": .greater
    default: .twoSided
    }
  }

  func law() throws -> NullLaw {
    try text("law") == "exact" ? .exact : .normal(continuity: flag("continuity"))
  }
}

/// Whether a number is the expected one within a relative tolerance, absolute near zero.
func agrees(_ found: Double, _ expected: Double, within tolerance: Double = 1e-9) -> Bool {
  if expected.isNaN || expected.isInfinite || expected == 0 {
    return expected.isNaN ? found.isNaN : found == expected || abs(found - expected) < 1e-14
  }
  return abs(found - expected) <= tolerance * abs(expected)
}
