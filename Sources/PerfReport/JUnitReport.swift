/// Results as JUnit XML, which most services that build show as tests.
public struct JUnitReport: Sendable {
  /// One suite with its tests.
  public struct Suite: Sendable, Hashable {
    /// The suite's name.
    public var name: String
    /// Its tests.
    public var tests: [Test]

    /// Makes a suite.
    public init(name: String, tests: [Test]) {
      self.name = name
      self.tests = tests
    }
  }

  /// One test: a case, an objective or a row of a comparison.
  public struct Test: Sendable, Hashable {
    /// How a test ended.
    public enum Outcome: Sendable, Hashable {
      case passed
      case failed(String)
      /// It could not be judged.
      case skipped(String)
      /// Something went wrong.
      case broken(String)

      /// Whether a reader of tests takes it as bad.
      public var isBad: Bool {
        switch self {
        case .passed, .skipped: false
        case .failed, .broken: true
        }
      }
    }

    /// The case.
    public var group: String
    /// What is tested of it.
    public var name: String
    /// How it ended.
    public var outcome: Outcome
    /// How long it took, in seconds.
    public var seconds: Double

    /// Makes a test.
    public init(group: String, name: String, outcome: Outcome, seconds: Double = 0) {
      self.group = group
      self.name = name
      self.outcome = outcome
      self.seconds = seconds
    }
  }

  /// The document.
  public static func text(_ suites: [Suite]) -> String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"perfkit\">"]
    for suite in suites {
      let outcomes = suite.tests.map(\.outcome)
      let failed = outcomes.count { if case .failed = $0 { true } else { false } }
      let broken = outcomes.count { if case .broken = $0 { true } else { false } }
      let skipped = outcomes.count { if case .skipped = $0 { true } else { false } }
      let seconds = Quantity.fixed(suite.tests.reduce(0) { $0 + $1.seconds }, 3)
      lines.append(
        "  <testsuite name=\"\(escaped(suite.name))\" tests=\"\(suite.tests.count)\""
          + " failures=\"\(failed)\" errors=\"\(broken)\" skipped=\"\(skipped)\" time=\"\(seconds)\">"
      )
      lines += suite.tests.map(line)
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>", ""]).joined(separator: "\n")
  }

  private static func line(_ test: Test) -> String {
    let head =
      "    <testcase classname=\"\(escaped(test.group))\" name=\"\(escaped(test.name))\""
      + " time=\"\(Quantity.fixed(test.seconds, 3))\""
    func element(_ name: String, _ message: String) -> String {
      head + "><\(name) message=\"\(escaped(message))\"/></testcase>"
    }
    return switch test.outcome {
    case .passed: head + "/>"
    case .failed(let message): element("failure", message)
    case .skipped(let message): element("skipped", message)
    case .broken(let message): element("error", message)
    }
  }

  private static func escaped(_ text: String) -> String {
    HTMLPage.escaped(text).replacing("&#39;", with: "&apos;")
  }
}
