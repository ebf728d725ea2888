internal import PerfModel

/// The values that `--parameter` and `--parameter-scan` put for `{NAME}` in commands.
struct ParameterSpace {
  private var axes: [MatrixAxis] = []

  private static let mostValues = 10_000

  init(lists: [String], scans: [String]) throws(Problems) {
    for list in lists {
      let (name, text) = try Self.assignment(list, "--parameter", "NAME=A,B,…")
      axes.append(
        MatrixAxis(
          key: name,
          values: text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)))
    }
    for scan in scans {
      let (name, text) = try Self.assignment(scan, "--parameter-scan", "NAME=FROM:TO[:STEP]")
      axes.append(MatrixAxis(key: name, values: try Self.values(of: text, in: scan)))
    }
  }

  /// Throws if no text has a place for a parameter.
  func check(areUsedIn texts: [String]) throws(Problems) {
    let unused = axes.filter { axis in !texts.contains { $0.contains("{\(axis.key)}") } }
    guard !unused.isEmpty else { return }
    throw Problems(
      unused.map { axis in
        Problem(
          "run.unused-parameter", "no command holds '{\(axis.key)}'",
          hint: "write {\(axis.key)} where its values belong", verdict: .usage)
      })
  }

  /// Every combination, the last axis fastest.
  var combinations: [[EnvironmentValue]] {
    axes.reduce([[]]) { combinations, axis in
      combinations.flatMap { base in
        axis.values.map { base + [EnvironmentValue(name: axis.key, value: $0)] }
      }
    }
  }

  /// A text with `{NAME}` replaced.
  static func fill(_ text: String, _ values: [EnvironmentValue]) -> String {
    values.reduce(text) { $0.replacing("{\($1.name)}", with: $1.value) }
  }

  private static func assignment(
    _ text: String, _ option: String, _ form: String
  ) throws(Problems) -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Problems([
        Problem(
          "run.bad-parameter", "\(option) '\(text)' is not of the form \(form)", verdict: .usage)
      ])
    }
    return (String(parts[0]), String(parts[1]))
  }

  /// The numbers from FROM to TO; whole ones stay whole, steps are counted and not summed up.
  private static func values(of range: String, in scan: String) throws(Problems) -> [String] {
    let parts = range.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == parts.count, (2...3).contains(parts.count),
      case let step = numbers.count == 3 ? numbers[2] : 1, step > 0, numbers[0] <= numbers[1],
      (numbers[1] - numbers[0]) / step < Double(mostValues)
    else {
      throw Problems([
        Problem(
          "run.bad-parameter", "--parameter-scan '\(scan)' is not of the form NAME=FROM:TO[:STEP]",
          hint: "numbers with FROM up to TO, a STEP above 0 and at most \(mostValues) values",
          verdict: .usage)
      ])
    }
    let digits = parts.map { $0.contains(".") ? $0.split(separator: ".").last?.count ?? 0 : 0 }
    let scale = (0..<(digits.max() ?? 0)).reduce(1.0) { scale, _ in scale * 10 }
    let count = Int(((numbers[1] - numbers[0]) / step + 1e-9).rounded(.down))
    return (0...count).map { index in
      let value = ((numbers[0] + Double(index) * step) * scale).rounded() / scale
      return value == value.rounded() ? String(Int64(value)) : String(value)
    }
  }
}
