public import PerfModel

/// Problems as workflow commands of GitHub Actions, which shows them beside the changed lines.
public enum WorkflowCommands {
  /// One line a problem; errors first.
  public static func text(_ problems: (errors: [Problem], warnings: [Problem])) -> String {
    (problems.errors.map { line("error", $0) } + problems.warnings.map { line("warning", $0) })
      .joined()
  }

  private static func line(_ kind: String, _ problem: Problem) -> String {
    var properties = problem.file.map { ["file=" + property($0)] } ?? []
    if let line = problem.line { properties.append("line=\(line)") }
    if let column = problem.column { properties.append("col=\(column)") }
    properties.append("title=" + property("perfkit: " + problem.code))
    let hint = problem.hint.map { "\n" + $0 } ?? ""
    return "::\(kind) \(properties.joined(separator: ","))::\(message(problem.message + hint))\n"
  }

  private static func message(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
