import PerfFiles
import PerfJSON
import Testing

/// Numbers computed by mpmath, SciPy, NumPy and statsmodels.
enum Vectors {
  static func rows(_ name: String) throws -> [[Double]] {
    try entries(name).map { try numbers($0) }
  }

  static func entries(_ name: String) throws -> [JSON] {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/statistics.json")
    return try #require(JSON.parse(File.read(file))[name]?.elements)
  }

  static func numbers(_ value: JSON?) throws -> [Double] {
    try #require(value?.elements).map { try #require($0.double) }
  }
}

/// The distance of two numbers, relative to the expected one.
func relativeError(_ found: Double, _ expected: Double) -> Double {
  expected == 0 ? abs(found) : abs(found / expected - 1)
}
