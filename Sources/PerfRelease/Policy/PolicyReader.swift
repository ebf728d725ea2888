public import PerfModel
internal import PerfYAML

/// Reads `release/policy.yaml`, or says everything that is wrong with it.
public enum PolicyReader {
  /// Reads the bytes of a file named `file`; `engines` and `suites` are those of perfkit.yaml, nil
  /// where there is none.
  ///
  /// Throws up to 20 mistakes with their places, sorted.
  public static func read(
    _ bytes: [UInt8], file: String, engines: [String]? = nil, suites: [String]? = nil
  ) throws(Problems) -> ReleasePolicy {
    let document: YAMLDocument
    do throws(YAMLError) {
      document = try YAMLDocument.parse(bytes, file: file)
    } catch {
      throw Problems([
        Problem(
          error.code, error.message, hint: error.hint, file: error.file, line: error.position.line,
          column: error.position.column, excerpt: error.excerpt, length: error.position.length,
          verdict: .usage)
      ])
    }
    let mistakes = PolicyMistakes(document, file: file)
    let policy = PolicyReading(mistakes, engines: engines, suites: suites).policy(document.root)
    guard let policy, mistakes.sorted.isEmpty else { throw Problems(mistakes.sorted) }
    return policy
  }
}

/// The mistakes met in one reading.
final class PolicyMistakes {
  private let document: YAMLDocument
  private let file: String
  private var problems: [Problem] = []
  /// How many mistakes are kept; more are not told.
  private static let most = 20

  init(_ document: YAMLDocument, file: String) {
    self.document = document
    self.file = file
    for mistake in document.mistakes {
      note(
        mistake.code, mistake.message, at: mistake.position, hint: mistake.hint)
    }
  }

  /// Notes a mistake at a place.
  func note(_ code: String, _ message: String, at position: YAMLPosition, hint: String? = nil) {
    guard problems.count < Self.most else { return }
    problems.append(
      Problem(
        code, message, hint: hint, file: file, line: position.line, column: position.column,
        excerpt: document.line(position.line), length: position.length, verdict: .usage))
  }

  /// The mistakes in the order of their places.
  var sorted: [Problem] {
    problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
  }
}
