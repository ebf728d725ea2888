import PerfModel
import PerfPlan
import Testing

/// A wrong piece of perfkit.yaml, the file it is put into, and what must be said about it.
///
/// The tables are texts: lines with `>` are the piece, the others what is said, and a blank line
/// ends an entry.
struct PlanMistake: Sendable, CustomTestStringConvertible {
  /// The file around the piece.
  enum Frame {
    case whole, top, engine, suite, `case`, drill, command, policy, schema

    func file(around piece: String) -> String {
      let head = "version: 1\nproject: p\n"
      let engine =
        "engines: {e: {build: steps, steps: [], "
        + "variants: {a: {environment: {VAR: x}}, b: {}}}}\n"
      let suite = "\(head)\(engine)suites:\n  s:\n    kind: smoke\n    engine: e\n"
      let cases = "\(suite)    environment: {HOST: h}\n    cases:\n      - name: c\n        "
      return switch self {
      case .whole: "\(piece)\n"
      case .top: "\(head)\(piece)\n"
      case .engine: "\(head)engines:\n  e:\n    \(piece)\n"
      case .suite: "\(suite)    \(piece)\n    cases: [{name: c, command: [./x]}]\n"
      case .case: "\(cases)command: [./x]\n        \(piece)\n"
      case .drill:
        "\(head)\(engine)suites:\n  s:\n    kind: stress\n    engine: e\n    environment: {HOST: h}\n"
          + "    cases:\n      - name: c\n        command: [./x]\n        \(piece)\n"
      case .command: "\(cases)matrix: {mix: [a, b]}\n        command: \(piece)\n"
      case .policy: "\(head)policy:\n  \(piece)\n"
      case .schema: "\(head)schemas:\n  kv/1:\n    columns:\n      - \(piece)\n"
      }
    }
  }

  let piece: String
  let text: String
  let expected: String

  var testDescription: String { piece }

  /// The entries of a table.
  static func read(_ frame: Frame, _ table: String) -> [PlanMistake] {
    table.split(separator: "\n\n").map { entry in
      let lines = entry.split(separator: "\n")
      let piece = lines.prefix { $0.hasPrefix(">") }.map { $0.dropFirst(2) }
        .joined(separator: "\n")
      let expected = lines.drop { $0.hasPrefix(">") }.joined(separator: "\n")
      return PlanMistake(piece: piece, text: frame.file(around: piece), expected: expected)
    }
  }

  static let all =
    inWhole + inTop + inEngine + inSuite + inCase + inLoad + inDrill + inFault + inCommand
    + inPolicy
    + inSchema
}

/// Reads a plan from text, with the mistakes as the tables write them.
func readPlan(_ text: String) -> (plan: Plan?, said: String, problems: [Problem]) {
  do throws(Problems) {
    return (try PlanReader.read(bytes: Array(text.utf8), file: "f", folder: "/p"), "", [])
  } catch {
    let lines = error.all.flatMap { problem in
      let place = "\(problem.line ?? 0):\(problem.column ?? 0)"
      return ["\(place) \(problem.code): \(problem.message)"]
        + (problem.hint.map { ["  hint: \($0)"] } ?? [])
    }
    return (nil, lines.joined(separator: "\n"), error.all)
  }
}
